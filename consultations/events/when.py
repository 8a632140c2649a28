"""When an event is, as exactly as it is known: to the minute, or "early October 2022".

A record that only says "the start of October" must not be given a day nobody
remembers. A date of any exactness can be shown, sorted, and written for machines.
"""

import calendar
import datetime
from dataclasses import dataclass

from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

#: The first day of the middle and of the last part of a month.
MIDDLE_BEGINS, END_BEGINS = 11, 21
#: Years in which an event can be; another is a slip of the hand.
YEARS = range(1900, 2201)


class Precision(models.TextChoices):
    """How exactly a date is known. The values are stored; never change them."""

    TIME = "time", _("The day and the time")
    DAY = "day", _("The day")
    EARLY = "early", _("Early in the month (1st to 10th)")
    MIDDLE = "middle", _("In the middle of the month (11th to 20th)")
    LATE = "late", _("Late in the month (from the 21st)")
    MONTH = "month", _("The month")


_PARTS = {
    Precision.EARLY: pgettext_lazy("part of a month", "early %(month)s"),
    Precision.MIDDLE: pgettext_lazy("part of a month", "the middle of %(month)s"),
    Precision.LATE: pgettext_lazy("part of a month", "late %(month)s"),
}


@dataclass(frozen=True)
class When:
    """A date known to some exactness.

    ``day`` is any day of the span that is meant; of a part of a month, any day of the month.
    ``time`` is local to ``zone`` and only known with ``Precision.TIME``, which requires it
    (ValueError otherwise).
    """

    precision: Precision
    day: datetime.date
    time: datetime.time | None = None
    zone: datetime.tzinfo | None = None

    def __post_init__(self) -> None:
        if (self.precision is Precision.TIME) != (self.time is not None):
            raise ValueError("a time goes with the exactness of a time, and with no other")

    @property
    def first_day(self) -> datetime.date:
        """The first day it can have been."""
        match self.precision:
            case Precision.TIME | Precision.DAY:
                return self.day
            case Precision.MIDDLE:
                return self.day.replace(day=MIDDLE_BEGINS)
            case Precision.LATE:
                return self.day.replace(day=END_BEGINS)
            case _:
                return self.day.replace(day=1)

    @property
    def last_day(self) -> datetime.date:
        """The last day it can have been."""
        match self.precision:
            case Precision.TIME | Precision.DAY:
                return self.day
            case Precision.EARLY:
                return self.day.replace(day=MIDDLE_BEGINS - 1)
            case Precision.MIDDLE:
                return self.day.replace(day=END_BEGINS - 1)
            case _:
                return self.day.replace(day=calendar.monthrange(self.day.year, self.day.month)[1])

    @property
    def sort_key(self) -> str:
        """Sorts by the first possible moment, as text, the same in every database."""
        return f"{self.first_day.isoformat()}T{self.time or datetime.time():%H:%M}"

    @property
    def iso(self) -> str:
        """ISO 8601, no more exact than it is known: "2022-10", "2022-10-04", "2026-12-09T14:00:00+00:00"."""
        if self.time is not None:
            return datetime.datetime.combine(self.day, self.time, self.zone).isoformat()
        if self.precision is Precision.DAY:
            return self.day.isoformat()
        return f"{self.day:%Y-%m}"

    @property
    def text(self) -> str:
        """In words, in the language of the moment: "early October 2022", "9 December 2026, 14:00 (2pm)"."""
        if self.time is not None:
            return f"{date_format(self.day, 'j F Y')}, {clock(self.time)}"
        if self.precision is Precision.DAY:
            return date_format(self.day, "j F Y")
        month = date_format(self.day, "F Y")
        part = _PARTS.get(self.precision)
        return str(part) % {"month": month} if part else month

    @property
    def month_text(self) -> str:
        """The month alone: "October 2022"."""
        return date_format(self.day, "F Y")

    @property
    def weekday(self) -> str:
        """The name of the day of the week; nothing if the day is not known."""
        return date_format(self.day, "l") if self.first_day == self.last_day else ""

    def __str__(self) -> str:
        return self.text


def clock(time: datetime.time) -> str:
    """A time as both clocks have it: "14:00 (2pm)", "12:00 (midday)"."""
    if (time.hour, time.minute) == (0, 0):
        spoken = gettext("midnight")
    elif (time.hour, time.minute) == (12, 0):
        spoken = gettext("midday")
    else:
        half = gettext("am") if time.hour < 12 else gettext("pm")
        minutes = f":{time.minute:02}" if time.minute else ""
        spoken = f"{(time.hour - 1) % 12 + 1}{minutes}{half}"
    return f"{time:%H:%M} ({spoken})"


def how_long(minutes: int) -> str:
    """A duration in words: "2 hours", "1 hour 30 minutes", "45 minutes"."""
    hours, rest = divmod(minutes, 60)
    parts = []
    if hours:
        parts.append(gettext("1 hour") if hours == 1 else gettext("%(count)d hours") % {"count": hours})
    if rest:
        parts.append(gettext("1 minute") if rest == 1 else gettext("%(count)d minutes") % {"count": rest})
    return " ".join(parts)


def zone_name(key: str) -> str:
    """What people call the clock of a time zone: "UK time", "Dublin time"."""
    if key == "Europe/London":
        return gettext("UK time")
    return gettext("%(place)s time") % {"place": key.rpartition("/")[2].replace("_", " ")}
