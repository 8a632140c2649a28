"""Bank holidays in England and Wales, by rule: days on which nobody reads here.

The rules are those of the Banking and Financial Dealings Act 1971, schedule 1, with the days proclaimed every
year since 1978 (https://www.gov.uk/bank-holidays lists what holds). Days that are proclaimed once, or moved
(2020, 2022, 2023), follow no rule: `manage.py letterbox closed` adds those.
"""

from datetime import date, timedelta

from django.utils.translation import gettext as _

from edge import content_version
from feedback.letterbox.models import ClosedDay

_MONDAY, _SATURDAY = 0, 5
_DAY = timedelta(days=1)


def easter(year: int) -> date:
    """Easter Sunday of a Gregorian year.

    The anonymous algorithm of 1876 as in J. Meeus, Astronomical Algorithms (2nd edition, 1998), chapter 8.
    """
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (b - (b + 8) // 25 + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    ell = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * ell) // 451
    month, day = divmod(h + ell - 7 * m + 114, 31)
    return date(year, month, day + 1)


def bank_holidays(year: int) -> dict[date, str]:
    """The days and their names; one that falls on a weekend is kept on the next free weekday."""
    sunday = easter(year)
    days = {
        sunday - 2 * _DAY: _("Good Friday"),
        sunday + _DAY: _("Easter Monday"),
        _first_monday(date(year, 5, 1)): _("Early May bank holiday"),
        _first_monday(date(year, 5, 25)): _("Spring bank holiday"),
        _first_monday(date(year, 8, 25)): _("Summer bank holiday"),
    }
    fixed = {
        date(year, 1, 1): _("New Year’s Day"),
        date(year, 12, 25): _("Christmas Day"),
        date(year, 12, 26): _("Boxing Day"),
    }
    # A day on a weekday stays there, and the ones on a weekend go round it: 26 December 2027 is a Sunday,
    # the 25th a Saturday, so they are kept on the 28th and 27th.
    days |= {day: name for day, name in fixed.items() if day.weekday() < _SATURDAY}
    for day, name in fixed.items():
        if day.weekday() >= _SATURDAY:
            days[_next_free(day, days)] = name
    return dict(sorted(days.items()))


def close_on_bank_holidays(year: int, *, by: str) -> list[ClosedDay]:
    """Close the box on the bank holidays of a year; returns the days that were not closed before."""
    return close(bank_holidays(year), by=by)


def close(days: dict[date, str], *, by: str) -> list[ClosedDay]:
    """Close the box on these days; returns those that were not closed before. May be repeated."""
    there = set(ClosedDay.objects.filter(day__in=days).values_list("day", flat=True))
    new = [ClosedDay(day=day, name=name[:80]) for day, name in sorted(days.items()) if day not in there]
    ClosedDay.objects.bulk_create(new, ignore_conflicts=True)
    if new:
        content_version.bump()  # pages say when the box is next opened
    return new


def open_again(day: date, *, by: str) -> bool:
    """Open the box on this day after all; whether it was closed."""
    count, _rows = ClosedDay.objects.filter(day=day).delete()
    if count:
        content_version.bump()
    return bool(count)


def _first_monday(day: date) -> date:
    """The first Monday on or after a day."""
    return day + ((_MONDAY - day.weekday()) % 7) * _DAY


def _next_free(day: date, taken: dict[date, str]) -> date:
    while day.weekday() >= _SATURDAY or day in taken:
        day += _DAY
    return day
