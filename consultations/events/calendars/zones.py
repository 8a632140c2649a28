"""A time zone as calendars carry it: its name, and each change of its clocks in the years that matter.

RFC 5545, 3.6.5: the beginning of an observance is the local time that the clocks showed before they were
changed. Written by ourselves: icalendar 7.3 writes the time they show afterwards, an hour off each spring.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

_DAY, _SECOND = datetime.timedelta(days=1), datetime.timedelta(seconds=1)
_NO_OFFSET = datetime.timedelta(0)


@dataclass(frozen=True)
class Change:
    """A moment at which clocks were changed, by how far they are from UTC before and after."""

    moment: datetime.datetime
    before: datetime.timedelta
    after: datetime.timedelta
    name: str
    is_summer: bool


def timezone_of(zone: ZoneInfo, first: datetime.date, last: datetime.date) -> Timezone:
    """A zone for events between two days, whichever of its clocks they go by."""
    begins = datetime.datetime(first.year, 1, 1, tzinfo=datetime.UTC)
    ends = datetime.datetime(last.year + 1, 1, 1, tzinfo=datetime.UTC)
    made = Timezone()
    made.add("tzid", zone.key)
    made.add_component(_observance(_state_at(begins, zone)))
    for change in _changes(zone, begins, ends):
        made.add_component(_observance(change))
    return made


def _observance(change: Change) -> TimezoneStandard | TimezoneDaylight:
    made = TimezoneDaylight() if change.is_summer else TimezoneStandard()
    made.add("dtstart", (change.moment + change.before).replace(tzinfo=None))
    made.add("tzoffsetfrom", change.before)
    made.add("tzoffsetto", change.after)
    made.add("tzname", change.name)
    return made


def _state_at(moment: datetime.datetime, zone: ZoneInfo, before: datetime.timedelta | None = None) -> Change:
    local = moment.astimezone(zone)
    offset = local.utcoffset() or _NO_OFFSET
    return Change(
        moment, offset if before is None else before, offset, local.tzname() or "", bool(local.dst())
    )


def _changes(zone: ZoneInfo, begins: datetime.datetime, ends: datetime.datetime) -> Iterator[Change]:
    """Every change in a span, found to the second between two days that differ."""
    moment = begins
    while moment < ends:
        offset, later = _offset(moment, zone), moment + _DAY
        if _offset(later, zone) != offset:
            yield _state_at(_first_with_another(moment, later, zone), zone, before=offset)
        moment = later


def _first_with_another(
    early: datetime.datetime, late: datetime.datetime, zone: ZoneInfo
) -> datetime.datetime:
    offset = _offset(early, zone)
    while late - early > _SECOND:
        middle = early + datetime.timedelta(seconds=(late - early) // _SECOND // 2)
        early, late = (middle, late) if _offset(middle, zone) == offset else (early, middle)
    return late


def _offset(moment: datetime.datetime, zone: ZoneInfo) -> datetime.timedelta:
    return moment.astimezone(zone).utcoffset() or _NO_OFFSET
