"""Events as calendar files (RFC 5545, 5546), for Google, Outlook, Apple and every other calendar.

What a file says is what the page says. How to join is on no page and in no file unless whoever
asks for it hands it in, for the one person it goes to. An event whose day is not known exactly
goes into no calendar: nobody is sent to a day that was guessed.
"""

import datetime
import re
from collections.abc import Iterable
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vCalAddress, vDuration, vText, vUri

from cms.feeds import beginning_of_day
from cms.settings import Programme
from consultations.events.calendars.zones import timezone_of
from consultations.events.enums import EventFormat, EventState
from consultations.events.when import Precision

CONTENT_TYPE = "text/calendar; charset=utf-8"
#: How often whoever subscribed should look again.
LOOK_AGAIN = datetime.timedelta(hours=12)
#: What a text may not hold (RFC 5545, 3.1): control characters but the tab and the ends of lines.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)


def fits_a_calendar(page: Any) -> bool:
    """Whether its day is known, so that it can stand in a calendar."""
    return bool(page.precision in (Precision.TIME, Precision.DAY))


def event_calendar(
    page: Any, *, method: str = "PUBLISH", url: str, joining: str = "", cancelled: bool = False
) -> bytes:
    """One event as a calendar file.

    ``url`` is the page's whole address. ``joining`` goes into the description; it is for the file of
    somebody who has a place. ``cancelled`` takes it out of a calendar though the event itself takes place:
    for somebody who does not come after all; the ``method`` is then "CANCEL".

    Raises:
        ValueError: its day is not known exactly (`fits_a_calendar`).
    """
    calendar = _calendar(method)
    organiser = _organiser()
    calendar.add_component(_event(page, url, organiser, joining=joining, cancelled=cancelled))
    _add_zones(calendar, [page])
    return calendar.to_ical()


def calendar_of_all(pages: Iterable[tuple[Any, str]], *, name: str) -> bytes:
    """Many events, each with its whole address, as one calendar to subscribe to."""
    calendar = _calendar("PUBLISH")
    calendar.add("name", _text(name))
    calendar.add("x-wr-calname", _text(name))
    calendar.add("refresh-interval", LOOK_AGAIN, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(LOOK_AGAIN))  # Outlook's name for the same
    organiser = _organiser()
    listed = [(page, url) for page, url in pages if fits_a_calendar(page)]
    for page, url in listed:
        calendar.add_component(_event(page, url, organiser))
    _add_zones(calendar, [page for page, _url in listed])
    return calendar.to_ical()


def _calendar(method: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", "-//Alongside//Events//EN")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    return calendar


def _event(
    page: Any, url: str, organiser: vCalAddress, *, joining: str = "", cancelled: bool = False
) -> Event:
    if not fits_a_calendar(page):
        raise ValueError("its day is not known exactly")
    event = Event()
    event.add("uid", str(page.translation_key))
    event.add("sequence", page.sequence)
    event.add("dtstamp", _last_changed(page))
    _add_times(event, page)
    off = cancelled or page.state == EventState.CANCELLED
    event.add("status", "CANCELLED" if off else "CONFIRMED")
    event.add("summary", _text(page.title))
    event.add("description", _description(page, url, joining))
    event.add("location", _location(page))
    event.add("organizer", organiser)
    event["url"] = vUri(url)
    return event


def _add_times(event: Event, page: Any) -> None:
    if page.begins is None:
        event.add("dtstart", page.first_day)
        event.add("dtend", page.last_day + datetime.timedelta(days=1))
        return
    event.add("dtstart", page.begins)
    if page.ends is not None:
        event.add("dtend", page.ends)


def _last_changed(page: Any) -> datetime.datetime:
    """The day it was last published, not the second: that is the business of whoever published it.

    Of two files of one event the later is told by its sequence.
    """
    published = page.last_published_at or page.first_published_at
    return beginning_of_day(published).astimezone(datetime.UTC) if published else _EPOCH


def _description(page: Any, url: str, joining: str) -> str:
    why = page.cancelled_because if page.state == EventState.CANCELLED else ""
    parts = [
        _("Cancelled: %(why)s") % {"why": why} if why else "",
        page.introduction,
        _("How to join: %(joining)s") % {"joining": joining} if joining else "",
        url,
    ]
    return _text("\n\n".join(part for part in parts if part))


def _location(page: Any) -> str:
    how = str(EventFormat(page.format).label)
    return _text(f"{how}: {page.where}" if page.where else how)


def _organiser() -> vCalAddress:
    """The programme. One query."""
    programme = Programme.objects.first() or Programme()
    _name, from_address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    organiser = vCalAddress(f"mailto:{programme.email or from_address}")
    organiser.params["CN"] = vText(_text(programme.name).replace('"', "’"))
    return organiser


def _add_zones(calendar: Calendar, pages: list[Any]) -> None:
    timed = [page for page in pages if page.begins is not None]
    for key in sorted({page.zone.key for page in timed}):
        there = [page for page in timed if page.zone.key == key]
        first, last = min(page.first_day for page in there), max(page.last_day for page in there)
        # Before what goes by it, as some calendars read from top to bottom.
        calendar.subcomponents.insert(0, timezone_of(there[0].zone, first, last))


def _text(words: str) -> str:
    """Words without the characters that no calendar can hold."""
    return _CONTROLS.sub("", words.replace("\r\n", "\n").replace("\r", "\n"))
