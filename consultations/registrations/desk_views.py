"""The day itself, for facilitators: who is here, who else came, how many; and whom to write to or call.

Everything here is as confidential as what people told: no copy, no line, nothing kept by the browser.
"""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_POST

from consultations.events.models import EventPage
from consultations.registrations import attending, by_hand, checking_in, joining
from consultations.registrations.desk import desk_of
from consultations.registrations.facts import facts_of
from consultations.registrations.forms import readable
from consultations.registrations.list_forms import CameForm, WalkInForm
from consultations.registrations.permissions import Act, may
from consultations.registrations.reaching import reach, reach_registration
from consultations.registrations.refusals import RefusedError
from edge.page_cache import never_store
from edge.request_line import quiet
from people.models import Person
from sealing.random_keys import random_key

TEMPLATES = "registrations/members"


@quiet
@never_store
@require_GET
def check_in(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Who is expected and who is here."""
    person, event = reach(request, pk, Act.CHECK_IN)
    return _desk(request, person, event, WalkInForm(initial={"key": random_key()}))


@quiet
@never_store
@require_POST
def came(request: HttpRequest, pk: int, key: int) -> HttpResponseBase:
    """Note how many of a registration came, or take the note back."""
    person, _event, registration = reach_registration(request, pk, key, Act.CHECK_IN)
    form = CameForm(request.POST)
    try:
        if form.is_valid():
            checking_in.note(registration, form.cleaned_data["came"], by=person)
        else:
            messages.error(request, _("Type in how many came."))
    except ValueError:
        messages.error(request, _("Type in how many came."))
    except RefusedError as refused:
        messages.error(request, str(refused))
    return redirect(reverse("registrations-members:check-in", args=[pk]) + f"#r{key}")


@quiet
@never_store
@sensitive_post_parameters()
@require_POST
def walk_in(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Somebody came without having registered."""
    person, event = reach(request, pk, Act.CHECK_IN)
    form = WalkInForm(readable(request.POST))
    if not form.is_valid():
        return _desk(request, person, event, form)
    data = form.cleaned_data
    try:
        checking_in.walk_in(
            event, data["name"], data["role_group"], by=person, people=data["people"], key=data["key"]
        )
    except RefusedError as refused:
        form.add_error(None, str(refused))
        return _desk(request, person, event, form)
    messages.success(request, _("They are on the list."))
    return redirect(reverse("registrations-members:check-in", args=[pk]) + "#came")


@never_store
@require_POST
def numbers(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Put how many came into the draft of the event."""
    person, event = reach(request, pk, Act.COUNT)
    try:
        counted = attending.put_into_draft(event, by=person)
    except RefusedError as refused:
        messages.error(request, str(refused))
    else:
        words = ngettext(
            "%(count)d person came: it stands in the draft now. Whoever publishes the event reads it first.",
            "%(count)d people came: it stands in the draft now. Whoever publishes the event reads it first.",
            counted.total,
        )
        messages.success(request, words % {"count": counted.total})
    return redirect(reverse("registrations-members:check-in", args=[pk]) + "#came")


def _desk(request: HttpRequest, person: Person, event: EventPage, form: WalkInForm) -> HttpResponseBase:
    context = {
        "event": facts_of(event, request),
        "page_id": event.pk,
        "desk": desk_of(event),
        "form": form,
        "may_count": may(person, Act.COUNT),
    }
    return render(request, f"{TEMPLATES}/check_in.html", context, status=422 if form.errors else 200)


@quiet
@never_store
@require_GET
def to_tell(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Whom no mail reaches, and what to write or say to them."""
    _person, event = reach(request, pk, Act.TELL)
    rows = by_hand.without_mail(event)
    context: dict[str, Any] = {
        "event": facts_of(event, request),
        "page_id": pk,
        "to_tell": [row for row in rows if row.words],
        "others": [row for row in rows if not row.words],
        "joining": joining.written(pk),
    }
    return render(request, f"{TEMPLATES}/to_tell.html", context)


@quiet
@never_store
@require_POST
def told(request: HttpRequest, pk: int, key: int) -> HttpResponseBase:
    """Somebody wrote to them or called them."""
    person, _event, registration = reach_registration(request, pk, key, Act.TELL)
    by_hand.done(registration, by=person)
    messages.success(request, _("Noted."))
    return redirect("registrations-members:to-tell", pk=pk)
