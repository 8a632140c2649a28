"""/members/events/: which events there are, and coming to one as a member, in one step."""

import datetime
from typing import Any

from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from consultations.events import permissions as of_events
from consultations.events.check.rows import Check
from consultations.events.enums import RegistrationStanding
from consultations.events.models import EventPage, EventsIndexPage
from consultations.events.standing import registration_of, standing_of
from consultations.registrations import cancelling, changing, joining, on_their_page, registering
from consultations.registrations.coming import how_to_come
from consultations.registrations.enums import RegistrationState
from consultations.registrations.facts import facts_of
from consultations.registrations.forms import ComingForm, readable
from consultations.registrations.models import Registration
from consultations.registrations.permissions import Act, may
from consultations.registrations.reaching import reach
from consultations.registrations.refusals import RefusedError
from consultations.registrations.registers import is_over
from edge.page_cache import never_store
from edge.request_line import quiet
from people.asking import signed_in
from people.models import Person

TEMPLATES = "registrations/members"
#: Events on the list; later ones can wait.
MOST = 50


@quiet
@never_store
@require_GET
def events(request: HttpRequest) -> HttpResponseBase:
    """What lies ahead, and whether one has a place; which events were held, and which drafts are checked."""
    person, today = signed_in(request), timezone.localdate()
    mine = dict(
        Registration.objects.on_the_list().filter(person=person).values_list("page_id", "state").order_by()
    )
    ahead = list(EventPage.objects.live().upcoming(today).for_lists()[:MOST])
    coming = how_to_come([event.pk for event in ahead])
    sees_lists = may(person, Act.SEE_LIST)
    context = {
        "rows": [_row(event, mine.get(event.pk, ""), coming[event.pk].full, request) for event in ahead],
        "held": _with_a_list(today) if sees_lists else [],
        "checked": _being_checked() if of_events.may(person, of_events.Act.SEE_CHECK) else [],
        "sees_lists": sees_lists,
        "plan_url": _where_to_plan(person),
        "writes_joining": may(person, Act.WRITE_JOINING),
    }
    return render(request, f"{TEMPLATES}/events.html", context)


def _with_a_list(today: datetime.date) -> list[EventPage]:
    """Events that were held and whose list is still there. One query."""
    listed = Registration.objects.on_the_list().filter(page=OuterRef("pk")).order_by()
    return list(EventPage.objects.live().past(today).filter(Exists(listed)).for_lists()[:MOST])


def _where_to_plan(person: Person) -> str:
    """Where somebody begins the page of an event; nothing for those who write none. One query."""
    if not of_events.may(person, of_events.Act.PLAN):
        return ""
    index = EventsIndexPage.objects.values_list("pk", flat=True).first()
    return reverse("wagtailadmin_pages:add", args=["events", "eventpage", index]) if index else ""


def _being_checked() -> list[Check]:
    """Checks that nobody has ended; what was said comes after their last day, too. One query."""
    return list(Check.objects.filter(closed_on=None).select_related("page").newest_first()[:MOST])


def _row(event: EventPage, state: str, full: bool, request: HttpRequest) -> dict[str, Any]:
    standing = standing_of(event, timezone.now(), full=full)
    note = _in_words(state) if state else standing.text
    return {
        "event": event,
        "when": capfirst(event.when.text),
        "url": event.get_url(request),
        "note": note,
        "is_mine": bool(state),
        "takes_names": standing.takes_names,
    }


def _in_words(state: str) -> str:
    return _("You have a place") if state == RegistrationState.IN else _("You are on the waiting list")


@quiet
@never_store
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def come(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Come, or change what one said: the same page."""
    person, event = reach(request, pk, Act.REGISTER)
    mine = _mine(event, person)
    data = readable(request.POST) if request.method == "POST" else None
    form = ComingForm(event, data, registration=mine)
    if data is not None and form.is_valid():
        try:
            return _kept(request, event, person, mine, form)
        except RefusedError as refused:
            form.add_error(None, str(refused))
    return _page(request, event, person, mine, form)


def _kept(
    request: HttpRequest, event: EventPage, person: Person, mine: Registration | None, form: ComingForm
) -> HttpResponseBase:
    if mine is None:
        made = registering.register(event, form.details(person.language), by=person)
        told = _("You have a place.") if made.is_in else _("You are on the waiting list.")
    else:
        changing.change(mine, form.told, by=person, consents=form.consents, expenses_claimed=form.expenses)
        told = _("We have changed it.")
    messages.success(request, told)
    return redirect("registrations-members:come", pk=event.pk)


def _page(
    request: HttpRequest, event: EventPage, person: Person, mine: Registration | None, form: ComingForm
) -> HttpResponseBase:
    standing = registration_of(event, timezone.now())
    context = {
        "event": facts_of(event, request),
        "page_id": event.pk,
        "form": form,
        "mine": mine,
        "is_in": mine is not None and mine.is_in,
        "is_over": is_over(event),
        "waiting": on_their_page.told_while_waiting(mine) if mine is not None else "",
        "afterwards": on_their_page.told_afterwards(mine) if mine is not None else "",
        "takes_names": standing is RegistrationStanding.OPEN,
        "coming": how_to_come([event.pk])[event.pk],
        "joining": joining.details_for(mine, by=person) if mine is not None else "",
        "group": capfirst(person.get_role_group_display()),
        "sees_list": may(person, Act.SEE_LIST),
        "called_off": event.cancelled_because,
    }
    status = 422 if form.errors else 200
    return render(request, f"{TEMPLATES}/come.html", context, status=status)


@quiet
@never_store
@require_http_methods(["GET", "POST"])
def cancel(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Give one's place back; asked once more first."""
    person, event = reach(request, pk, Act.REGISTER)
    mine = _mine(event, person)
    if mine is None:
        return redirect("registrations-members:come", pk=pk)
    if request.method == "GET":
        context = {"event": facts_of(event, request), "page_id": pk, "is_in": mine.is_in}
        return render(request, f"{TEMPLATES}/cancel.html", context)
    try:
        cancelling.cancel(mine, by=person)
        messages.success(request, _("Your name is off the list."))
    except RefusedError as refused:
        messages.error(request, str(refused))
    return redirect("registrations-members:come", pk=pk)


def _mine(event: EventPage, person: Person) -> Registration | None:
    found = Registration.objects.on_the_list().select_related("person").filter(page=event, person=person)
    mine = found.first()
    if mine is not None:
        mine.page = event
    return mine
