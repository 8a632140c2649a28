"""The demo tells of weeks that never were: while it is made, it pretends that another day is today.

Acts take their days from the clock, as they should, so the clock is what the demo sets. Only here, only
while the demo is being made, and never in a real installation.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.utils import timezone

_SATURDAY = 5


class OnlyInADemoError(RuntimeError):
    """Somebody wants to set the clock of a real installation."""


@contextmanager
def it_is(day: date, at: time) -> Iterator[None]:
    """For a while it is this day and time, to everything in this process that asks Django."""
    if settings.PRODUCTION:
        raise OnlyInADemoError
    moment = datetime.combine(day, at, tzinfo=timezone.get_default_timezone())
    real = timezone.now
    timezone.now = lambda: moment
    try:
        yield
    finally:
        timezone.now = real


def working_day(day: date) -> date:
    """The day itself, or the Friday before if it lies on a weekend."""
    return day - timedelta(days=max(0, day.weekday() - _SATURDAY + 1))


def working_days_before(day: date, number: int) -> date:
    """So many working days earlier."""
    for _each in range(number):
        day = working_day(day - timedelta(days=1))
    return day
