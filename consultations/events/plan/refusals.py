"""What the plan of an event is refused, in words that say what to do instead."""

import datetime
import re
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from consultations.events.enums import Basis, EventFormat, EventState
from consultations.events.standing import is_over_at
from consultations.events.when import YEARS, Precision

Errors = dict[str, "str | Promise"]

#: Addresses of meetings and the codes that go with them, as those who send invitations write them.
_WAY_IN = re.compile(
    r"zoom(?:gov)?\.(?:us|com)/[jws]/|teams\.(?:microsoft|live)\.com/(?:l/meetup|meet/)|meet\.google\.com/"
    r"|webex\.com/(?:meet|join|[\w.-]+/j\.php)|whereby\.com/|meet\.jit\.si/"
    r"|\b(?:meeting id|conference id|passcode|access code|dial[- ]in code)\s*:?\s*\d[\d ]{3,}",
    re.IGNORECASE,
)
_WAY_IN_REFUSED = _(
    "This looks like the way into the meeting. Take it out: it is kept with the registrations, and only "
    "those who have a place see it."
)


def of_plan(page: Any) -> Errors:
    """What is wrong with the plan of a page, by the field where it stands. No query."""
    if page.day is None or (page.precision == Precision.TIME and page.time is None):
        return {}  # the form asks for them first
    if page.day.year not in YEARS:
        return {"day": _("This year cannot be right. Write the day as year, month and day: 2026-12-09.")}
    try:
        zone = page.zone
    except (KeyError, ValueError, OSError):
        return {}  # said where the zone is given
    errors = _of_time(page, zone)
    if page.basis == Basis.RESEARCH and not page.basis_references.strip() and not page.unfinished:
        errors["basis_references"] = _(
            "Research needs approvals first. Give their numbers, or choose another basis."
        )
    if page.answer_by and page.answer_by < page.last_day:
        errors["answer_by"] = _("The answer would come before the event is over. Give a later day.")
    return errors | _of_places(page) | _of_registration(page) | _of_words(page)


def _of_time(page: Any, zone: ZoneInfo) -> Errors:
    """A time that the clocks leave out, such as 01:30 on the morning when summer time begins."""
    if page.begins is None:
        return {}
    if page.begins.astimezone(datetime.UTC).astimezone(zone).time() == page.time:
        return {}
    return {"time": _("There is no such time on this day: the clocks go forward then.")}


def _of_words(page: Any) -> Errors:
    """The way into a meeting, written where everybody reads it: pages have revisions and copies."""
    names = ("introduction", "where", *page.also_graded)
    return {name: _WAY_IN_REFUSED for name in names if _WAY_IN.search(getattr(page, name))}


def _of_places(page: Any) -> Errors:
    kept = sum(block.value["places"] or 0 for block in page.reserved)
    if not kept:
        return {}
    if page.capacity is None:
        return {"capacity": _("Some places are kept for groups. Say how many there are in all.")}
    if kept > page.capacity:
        return {"reserved": _("More places are kept for groups than there are in all.")}
    return {}


def _of_registration(page: Any) -> Errors:
    opens, closes = page.registration_opens, page.registration_closes
    errors: Errors = {}
    if opens and closes and closes <= opens:
        errors["registration_closes"] = _("Registration would close before it opens. Give a later time.")
    elif closes and closes > is_over_at(page):
        errors["registration_closes"] = _("Registration would close after the event. Give an earlier time.")
    if opens and page.begins and opens >= page.begins:
        errors["registration_opens"] = _("Registration would open when the event has begun already.")
    if page.takes_registrations and page.state != EventState.CANCELLED and not page.unfinished:
        errors |= _before_anybody_registers(page)
    return errors


def _before_anybody_registers(page: Any) -> Errors:
    """What people have to know before they say that they come."""
    errors: Errors = {}
    if page.precision != Precision.TIME:
        errors["takes_registrations"] = _("People can register once the day and the time are known.")
    elif not page.minutes:
        errors["minutes"] = _("Say how long it takes: people plan their way home by it.")
    if page.format != EventFormat.ONLINE and not page.where:
        errors["where"] = _("Say where it is before people register.")
    for field, message in (
        ("can_change", _("Say what can change because of it before people register.")),
        ("who_decides", _("Say who decides before people register.")),
        ("answer_by", _("Say by when people hear what came of it.")),
        ("without_internet", _("Say how people come who have no internet: whom to phone, where to write.")),
    ):
        if not getattr(page, field):
            errors[field] = message
    return errors
