"""/members/events/<number>/check/: showing a draft to those who took part, and reading what they say.

Remarks stand beside the paragraph they are about. They change when the box is emptied, and at no other time.
"""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cms.chrome import furniture_of
from codes.numbers import groups
from consultations.events.check import checking, drafts
from consultations.events.check.drafts import DraftShown
from consultations.events.check.forms import OpenForm, PaperForm
from consultations.events.check.refusals import LastDayError, RefusedError
from consultations.events.check.remarking import remarked
from consultations.events.check.rows import Check
from consultations.events.check.workflow import has_something_to_check
from consultations.events.pages import EventPage
from consultations.events.permissions import Act, may
from edge.request_line import quiet
from feedback.threads import hosting
from people.models import Person


@never_cache
@require_GET
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """Where the newest check of a page stands, and everything that was said about its draft."""
    person, page = _asked(request, pk, Act.SEE_CHECK)
    return _shown(request, person, page)


@never_cache
@require_GET
def printed(request: HttpRequest, pk: int) -> HttpResponse:
    """The draft on paper, with room to write and where to send it, for those without the internet."""
    _person, page = _asked(request, pk, Act.SEE_CHECK)
    found = get_object_or_404(_checks(page).open_on(timezone.localdate()))
    context = {
        "page": page,
        "check": found,
        "draft": drafts.draft_of(found),
        "address": furniture_of(request).programme.address_lines,
    }
    return render(request, "events/members/check_printed.html", context)


@never_cache
@sensitive_variables()
@require_http_methods(["POST"])
def open_check(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the newest draft; its code is on the page that follows, once."""
    person, page = _asked(request, pk, Act.HOLD_CHECK)
    form = OpenForm(request.POST)
    if form.is_valid():
        try:
            opened = checking.open_check(page, closes_on=form.cleaned_data["closes_on"], by=person)
        except LastDayError as error:
            form.add_error("closes_on", str(error))
        except RefusedError as error:
            messages.error(request, str(error))
            return redirect("event-check:check", pk)
        else:
            return _code(request, page, opened.check, opened.code)
    return _shown(request, person, page, open_form=form, status=422)


@never_cache
@sensitive_variables()
@require_POST
def new_code(request: HttpRequest, pk: int) -> HttpResponse:
    """Another code, on the page that follows, once."""
    person, page = _asked(request, pk, Act.HOLD_CHECK)
    found = get_object_or_404(_checks(page))
    try:
        code = checking.new_code(found, by=person)
    except RefusedError as error:
        messages.error(request, str(error))
        return redirect("event-check:check", pk)
    return _code(request, page, found, code)


@never_cache
@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the draft to nobody any more."""
    person, page = _asked(request, pk, Act.HOLD_CHECK)
    checking.end(get_object_or_404(_checks(page)), by=person)
    messages.success(request, _("The draft is shown to nobody any more. What is in the box still comes."))
    return redirect("event-check:check", pk)


@quiet
@never_cache
@sensitive_post_parameters("words")
@require_POST
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """Type in what somebody wrote on paper; the number to come back with is on the next page, once."""
    person, page = _asked(request, pk, Act.SEE_CHECK)
    found = get_object_or_404(_checks(page))
    form = PaperForm(request.POST, paragraphs=drafts.draft_of(found).paragraphs)
    if form.is_valid():
        try:
            receipt = checking.type_in(found, **form.cleaned_data, by=person)
        except RefusedError as error:
            form.add_error("words", str(error))
        else:
            context = {"page": page, "groups": groups(receipt)}
            return render(request, "events/members/check_receipt.html", context)
    return _shown(request, person, page, paper_form=form, status=422)


def _asked(request: HttpRequest, pk: int, act: Act) -> tuple[Person, EventPage]:
    """Who is asking, if they may do this, and about which page."""
    person = request.user
    if not isinstance(person, Person) or not may(person, act):
        raise PermissionDenied
    return person, get_object_or_404(EventPage, pk=pk)


def _checks(page: EventPage) -> Any:
    """The newest check of a page."""
    newest = Check.objects.filter(page=page).newest_first().values("pk")[:1]
    return Check.objects.filter(pk__in=newest).select_related("page", "revision")


@sensitive_variables()
def _code(request: HttpRequest, page: EventPage, found: Check, code: str) -> HttpResponse:
    address = f"{settings.BASE_URL.partition('://')[2]}{reverse('events:check')}".rstrip("/")
    context = {"page": page, "check": found, "groups": groups(code), "address": address}
    return render(request, "events/members/check_code.html", context)


def _shown(
    request: HttpRequest,
    person: Person,
    page: EventPage,
    *,
    open_form: OpenForm | None = None,
    paper_form: PaperForm | None = None,
    status: int = 200,
) -> HttpResponse:
    today = timezone.localdate()
    found = _checks(page).first()
    is_open = found is not None and found.is_open(today)
    holds = may(person, Act.HOLD_CHECK, page)
    draft = drafts.draft_of(found) if found is not None else None
    context = {
        "page": page,
        "check": found,
        "draft": draft,
        "is_open": is_open,
        "can_open": holds and not is_open and has_something_to_check(page.get_latest_revision_as_object()),
        "can_end": holds and is_open,
        "open_form": open_form or OpenForm(),
        "paper_form": paper_form or (_empty_paper(draft) if draft and is_open else None),
        "remarked": remarked(found, draft) if found and draft else None,
    }
    return render(request, "events/members/check.html", context, status=status)


def _empty_paper(draft: DraftShown) -> PaperForm:
    return PaperForm(paragraphs=draft.paragraphs, initial={"once": hosting.fresh()})
