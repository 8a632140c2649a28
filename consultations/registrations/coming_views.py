"""/events/…/come/: coming to an event without an account. No cookie, no script, nothing typed in an address.

Unlike the pages of feedback, this one does know what is typed in, and says so first. The code belongs to the
visit's own random number, so that a form that is sent twice is one registration with one code.
"""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, QueryDict
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from codes.turns import BusyError
from consultations.events.enums import RegistrationStanding
from consultations.events.models import EventPage
from consultations.events.standing import registration_of
from consultations.registrations import guest_codes, guest_pages, registering
from consultations.registrations.coming import how_to_come
from consultations.registrations.facts import facts_of
from consultations.registrations.forms import GuestForm, readable
from consultations.registrations.models import Registration
from consultations.registrations.refusals import NotOpenError
from consultations.registrations.visits import Visit
from edge import limits
from edge.brief_memory import just_sent
from edge.memory import reads_what_is_committed
from edge.page_cache import never_store
from edge.request_line import quiet
from ui.clock import clock

#: Names put down in a minute from one address; a prison shares one.
SENT_A_MINUTE = 60


@quiet
@never_store
@sensitive_post_parameters()
@sensitive_variables()
@reads_what_is_committed
def come(request: HttpRequest, slug: str) -> HttpResponse:
    """The form, and after it was sent, the code."""
    event = EventPage.objects.live().filter(slug=slug).first()
    if event is None or not event.takes_registrations:
        raise Http404
    if request.method in ("GET", "HEAD"):
        return _ask(request, event)
    if request.method != "POST":
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
    data = readable(request.POST)
    visit = Visit.read(data.get("visit", ""))
    if data.get("step", "") == "written" and visit is not None:
        return _written(request, event, visit)
    return _send(request, event, visit, data)


@sensitive_variables()
def _ask(
    request: HttpRequest,
    event: EventPage,
    form: GuestForm | None = None,
    visit: Visit | None = None,
    *,
    notice: str = "",
    status: int = 200,
) -> HttpResponse:
    """The form, with whatever was typed; or why it is not there."""
    if registration_of(event, timezone.now()) is not RegistrationStanding.OPEN:
        return _closed(request, event, status=status)
    context = {
        "event": facts_of(event, request),
        "form": form or GuestForm(event),
        "coming": how_to_come([event.pk])[event.pk],
        "page_id": event.pk,
        "notice": notice,
    }
    return guest_pages.page(request, visit or Visit.begin(), "come", context, status=status)


def _closed(request: HttpRequest, event: EventPage, *, status: int = 200) -> HttpResponse:
    standing = registration_of(event, timezone.now())
    opens = event.registration_opens if standing is RegistrationStanding.NOT_YET else None
    context: dict[str, Any] = {
        "event": facts_of(event, request),
        "opens": timezone.localtime(opens) if opens else None,
        "opens_at": clock(timezone.localtime(opens).time()) if opens else "",
        "called_off": event.cancelled_because,
    }
    return guest_pages.page(request, Visit.begin(), "closed", context, status=status)


@sensitive_variables()
def _send(request: HttpRequest, event: EventPage, visit: Visit | None, data: QueryDict) -> HttpResponse:
    form = GuestForm(event, data)
    if visit is None or not visit.fills:
        notice = _("This page was open for a long time. Look at it once more. Then press the button again.")
        over = visit is not None and visit.is_over
        return _ask(request, event, None if over else form, notice="" if over else notice, status=422)
    if not form.is_valid():
        return _ask(request, event, form, visit, status=422)
    if form.was_trapped or not limits.allow(request, "event: come", SENT_A_MINUTE):
        again = _ask(request, event, form, visit, notice=guest_pages.wait(), status=429)
        return guest_pages.later(again)
    code = guest_codes.made_of(visit.nonce)
    try:
        index = guest_codes.index_of(code, address=guest_pages.address(request))
    except BusyError as error:
        again = _ask(request, event, form, visit, notice=str(error.sentence), status=503)
        return guest_pages.later(again, error.retry_after)
    if not Registration.objects.filter(code_index=index).exists():
        just_sent.remember(visit.nonce)
    elif not just_sent.remembers(visit.nonce):
        return _sent_before(request)
    try:
        made = registering.register_guest(event, form.details(get_language() or "en-gb"), index=index)
    except NotOpenError:
        return _ask(request, event, form, visit, status=422)
    made.page = event
    return guest_pages.show_code(request, visit.with_code(index), made, code)


def _sent_before(request: HttpRequest) -> HttpResponse:
    """It was sent, and the code was written down: the page shows neither again."""
    return guest_pages.page(request, Visit.begin(), "sent_before", {})


def _written(request: HttpRequest, event: EventPage, visit: Visit) -> HttpResponse:
    """The code was written down: it is not shown again. On to what is known."""
    just_sent.forget(visit.nonce)
    found = Registration.objects.filter(page=event, code_index=visit.index).first() if visit.shows else None
    if found is None:
        return _sent_before(request)
    found.page = event
    return guest_pages.show_place(request, visit, found)
