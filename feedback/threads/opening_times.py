"""When the box is opened and when somebody reads, in the words of our pages."""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby

from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext

from feedback.letterbox.calendar import next_emptying
from feedback.threads import sockets
from feedback.threads.sockets import Hours
from ui.clock import clock


def opened_next() -> str:
    """When the box is next opened: "Tuesday 24 November 2026 at 09:00 (9am)". One query at most."""
    return moment(next_emptying())


def moment(when: datetime) -> str:
    """A day and a time, whole."""
    return gettext("%(day)s at %(time)s") % {
        "day": date_format(when, "l j F Y"),
        "time": clock(when.time()),
    }


def somebody_reads() -> list[str]:
    """When somebody reads here, days with the same hours together. One query at most."""
    return hours(sockets.when_somebody_reads())


def hours(found: Sequence[Hours]) -> list[str]:
    """Hours as lines: "Monday to Friday, 09:00 (9am) to 17:00 (5pm)"."""
    in_order = sorted(found, key=lambda one: (one.opens, one.closes, one.weekday))
    told = []
    for (opens, closes), same in groupby(in_order, key=lambda one: (one.opens, one.closes)):
        said = {
            "days": _days([one.weekday for one in same]),
            "opens": clock(opens),
            "closes": clock(closes),
        }
        told.append(gettext("%(days)s, %(opens)s to %(closes)s") % said)
    return told


def _days(numbers: Sequence[int]) -> str:
    """Days of the week in words; more than two in a row as "Monday to Friday"."""
    names = [capfirst(str(WEEKDAYS[number])) for number in numbers]
    in_a_row = list(numbers) == list(range(numbers[0], numbers[-1] + 1))
    if in_a_row and len(numbers) > 2:
        return gettext("%(first)s to %(last)s") % {"first": names[0], "last": names[-1]}
    return ", ".join(names)
