"""What mails about an event say, made when they go (`mailing.making`).

Each is made for one registration. How to join stands in the mails of those who have a place, as it is written
then, and in no other; no mail holds a code, a name, or anything about anybody else.
"""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from consultations.events.calendars.files import event_calendar, fits_a_calendar
from consultations.events.enums import EventStanding, EventState
from consultations.events.models import EventPage
from consultations.events.standing import standing_of
from consultations.events.when import how_long, zone_name
from consultations.registrations import forgetting, registers
from consultations.registrations.enums import ON_THE_LIST, Matter
from consultations.registrations.models import Joining, Registration
from mailing.making import Attachment, Made, makers


@dataclass(frozen=True)
class Mail:
    """One kind of mail: who makes it, and its templates."""

    maker: str
    template: str


_NEWS = "event-news"
_CHANGED = "event-changed"
_REMINDER = "event-reminder"
_SUMMARY = "event-summary"
_CANCELLED = "event-place-given-back"

#: The mail with which somebody is told of something.
OF = {
    Matter.REGISTERED: Mail(_NEWS, "registrations/registered"),
    Matter.MOVED_UP: Mail(_NEWS, "registrations/moved_up"),
    Matter.CHANGED: Mail(_CHANGED, "registrations/changed"),
    Matter.WEEK_BEFORE: Mail(_REMINDER, "registrations/reminder"),
    Matter.DAY_BEFORE: Mail(_REMINDER, "registrations/reminder"),
    Matter.JOINING: Mail(_NEWS, "registrations/joining"),
    Matter.SUMMARY: Mail(_SUMMARY, "registrations/summary"),
}
CANCELLED = Mail(_CANCELLED, "registrations/cancelled")


def register() -> None:
    """Plug in who makes these mails."""
    makers.register(_NEWS, news)
    makers.register(_CHANGED, changed)
    makers.register(_REMINDER, reminder)
    makers.register(_SUMMARY, summary)
    makers.register(_CANCELLED, given_back)


def language_of(registration: Registration) -> str:
    """In which language somebody is written to: a member's own, or the one in which they registered."""
    person = registration.person
    return str(person.language if person is not None else registration.language)


def news(key: int, language: str) -> Made | None:
    """Whether they have a place, when and where it is. If it was called off meanwhile, `changed` says so."""
    registration = _listed(key)
    if registration is None or registration.page.state == EventState.CANCELLED:
        return None
    return _news(registration)


def changed(key: int, language: str) -> Made | None:
    """What the day, the time and the place are now, or that it does not take place."""
    registration = _listed(key)
    return _news(registration) if registration is not None else None


def _news(registration: Registration) -> Made:
    called_off = registration.page.state == EventState.CANCELLED
    context = {**_facts(registration.page), **_theirs(registration), "waiting": not registration.is_in}
    if called_off:
        context |= {"called_off": True, "because": registration.page.cancelled_because}
    files = _files(registration, called_off=called_off)
    return Made({**context, "has_file": bool(files)}, files, to=registration.address)


def reminder(key: int, language: str) -> Made | None:
    """When and where it is, and how to join; the day before also that somebody still waits.

    Nothing if they gave their place back, or it does not take place.
    """
    registration = _listed(key)
    if registration is None or not registers.moves(registration.page):
        return None
    days = (registration.page.first_day - timezone.localdate()).days
    soon = {"today": days == 0, "tomorrow": days == 1, "waiting": not registration.is_in}
    context = {**_facts(registration.page), **_theirs(registration), **soon}
    return Made(context, to=registration.address)


def summary(key: int, language: str) -> Made | None:
    """Thanks, and where the summary is."""
    registration = _listed(key)
    if registration is None or not is_summarised(registration.page):
        return None
    return Made(_facts(registration.page), to=registration.address)


def given_back(page: int, language: str) -> Made | None:
    """That somebody is off the list of an event, so that their calendar knows it too.

    What they told is deleted by then, so this is about the event alone.
    """
    event = EventPage.objects.filter(pk=page).first()
    if event is None:
        return None
    files = _calendar(event, called_off=True)
    return Made({**_facts(event), "has_file": bool(files)}, files)


def is_summarised(page: Any) -> bool:
    """Whether its summary can be read."""
    return standing_of(page, timezone.now()).standing is EventStanding.SUMMARISED


def when_text(page: Any) -> str:
    """The day and the time, whole: "Tuesday 9 December 2026, 14:00 (2pm), UK time"."""
    when = page.when
    text = f"{when.weekday} {when.text}".strip()
    return f"{text}, {zone_name(page.time_zone)}" if page.time else text


def _listed(key: int) -> Registration | None:
    found = Registration.objects.filter(pk=key, state__in=sorted(ON_THE_LIST)).select_related("person")
    registration = found.first()
    if registration is None or (registration.person is not None and not registration.person.is_active):
        return None
    registration.page = EventPage.objects.get(pk=registration.page_id)
    return registration if registration.page.live else None


def _facts(page: Any) -> dict[str, Any]:
    """What everybody may know of an event."""
    return {
        "title": page.title,
        "when": when_text(page),
        "how_long": how_long(page.minutes) if page.minutes else "",
        "how": str(page.get_format_display()),
        "where": page.where,
        "event_url": urljoin(settings.BASE_URL, page.get_url() or "/"),
    }


def _theirs(registration: Registration) -> dict[str, Any]:
    """What is theirs: how to join, and where they change or cancel."""
    is_member = registration.person is not None
    own = (
        reverse("registrations-members:come", args=[registration.page_id])
        if is_member
        else reverse("registrations:place")
    )
    return {
        "joining": Joining.objects.details_of(registration.page_id) if registration.is_in else "",
        "own_url": settings.BASE_URL + own,
        "by_code": not is_member,
        "deleted_on": date_format(forgetting.deleted_on(registration.page), "j F Y"),
    }


def _files(registration: Registration, *, called_off: bool) -> tuple[Attachment, ...]:
    """The calendar of those who have a place: what waits for one is in no calendar."""
    if not registration.is_in:
        return ()
    how_to_join = "" if called_off else Joining.objects.details_of(registration.page_id)
    return _calendar(registration.page, called_off=called_off, how_to_join=how_to_join)


def _calendar(page: Any, *, called_off: bool, how_to_join: str = "") -> tuple[Attachment, ...]:
    if not fits_a_calendar(page):
        return ()
    method = "CANCEL" if called_off else "PUBLISH"
    url = urljoin(settings.BASE_URL, page.get_url() or "/")
    content = event_calendar(page, method=method, url=url, joining=how_to_join, cancelled=called_off)
    return (Attachment("event.ics", content, "text/calendar", {"method": method, "charset": "utf-8"}),)
