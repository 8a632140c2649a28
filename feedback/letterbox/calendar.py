"""When the box is emptied: set times on working days, and never on a closed day."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import pairwise, takewhile

from django.conf import settings
from django.utils import timezone

from background.due_times import Every, TimesOfDay, time_of_day
from feedback.letterbox.models import ClosedDay

#: Two emptyings of one day are at least so far apart: few letters in one hide nobody.
LEAST_APART = timedelta(hours=3)
#: In a demonstration nobody waits for hours.
DEMO_PAUSE = timedelta(minutes=1)
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
#: How far ahead closed days are looked at.
_HORIZON = timedelta(days=400)
#: How far back a missed time is looked for.
_LOOK_BACK = timedelta(days=21)


class TimesUnreadableError(ValueError):
    """EMPTYING_TIMES or EMPTYING_DAYS is nothing that can be read."""


def times() -> tuple[time, ...]:
    """The set times of a day (setting EMPTYING_TIMES), earliest first.

    Raises:
        TimesUnreadableError: there are none, or one is no time of day.
    """
    try:
        found = sorted({time_of_day(one) for one in settings.EMPTYING_TIMES})
    except ValueError as error:
        raise TimesUnreadableError(str(error)) from error
    if not found:
        raise TimesUnreadableError("EMPTYING_TIMES names no time")
    return tuple(found)


def days() -> frozenset[int]:
    """The days of the week on which the box is emptied (setting EMPTYING_DAYS), Monday being 0.

    Raises:
        TimesUnreadableError: there are none, or one is no day.
    """
    names = [one.strip().lower()[:3] for one in settings.EMPTYING_DAYS]
    if not names or not set(names) <= set(DAYS):
        raise TimesUnreadableError("EMPTYING_DAYS is to name days, for example mon,tue,wed,thu,fri")
    return frozenset(DAYS.index(one) for one in names)


def too_close() -> list[tuple[time, time]]:
    """Pairs of set times of one day with less than three hours between them."""
    close = []
    for first, second in pairwise(times()):
        apart = timedelta(hours=second.hour - first.hour, minutes=second.minute - first.minute)
        if apart < LEAST_APART:
            close.append((first, second))
    return close


def next_emptying(now: datetime | None = None) -> datetime:
    """When the box is next emptied after now, in the site's own zone; at most one query.

    If a mistake has closed everything for more than a year, the next ordinary time.
    """
    now = now or timezone.now()
    zone = timezone.get_default_timezone()
    if settings.DEMO:
        return Every(DEMO_PAUSE).next(now, zone).astimezone(zone)
    closed = _closed_days(now, now + _HORIZON)
    open_times = (due for due in _set_times_after(now) if due.date() not in closed)
    return next(open_times, None) or next(_set_times_after(now))


def latest_due(now: datetime) -> datetime | None:
    """The last set time at or before now on an open day, in the site's own zone; at most one query.

    Nothing, if there was none in the last weeks.
    """
    zone = timezone.get_default_timezone()
    if settings.DEMO:
        return Every(DEMO_PAUSE).latest(now, zone).astimezone(zone)
    since = now - _LOOK_BACK
    closed = _closed_days(since, now)
    past = takewhile(lambda due: due <= now, _set_times_after(since))
    return max((due for due in past if due.date() not in closed), default=None)


def _closed_days(first: datetime, last: datetime) -> frozenset[date]:
    span = (timezone.localdate(first), timezone.localdate(last))
    return frozenset(ClosedDay.objects.filter(day__range=span).order_by().values_list("day", flat=True))


def _set_times_after(now: datetime) -> Iterator[datetime]:
    zone = timezone.get_default_timezone()
    rule, open_days = TimesOfDay(times()), days()
    due = rule.next(now, zone)
    while due <= now + _HORIZON:
        local = due.astimezone(zone)
        if local.weekday() in open_days:
            yield local
        due = rule.next(due, zone)
