"""A time that is reported on: whole months, so that no two files split one."""

import calendar
import datetime
import re
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

_MONTH = re.compile(r"(?P<year>[12]\d{3})-(?P<month>0[1-9]|1[0-2])")


@dataclass(frozen=True)
class Period:
    """From the first day of a month to the last day of one."""

    first: datetime.date
    last: datetime.date

    @property
    def text(self) -> str:
        """ "October 2022", "October 2022 to March 2023"."""
        first, last = date_format(self.first, "F Y"), date_format(self.last, "F Y")
        return first if first == last else _("%(first)s to %(last)s") % {"first": first, "last": last}

    @property
    def slug(self) -> str:
        """As part of a file's name: "2022-10-to-2023-03"."""
        first, last = written(self.first), written(self.last)
        return first if first == last else f"{first}-to-{last}"


def period(first: str, last: str) -> Period | None:
    """From one month to another, each as "2022-10"; nothing if they are none, or in the wrong order."""
    begins, ends = _month(first), _month(last)
    if begins is None or ends is None or begins > ends:
        return None
    return Period(begins, ends.replace(day=calendar.monthrange(ends.year, ends.month)[1]))


def months(first: datetime.date, last: datetime.date) -> list[datetime.date]:
    """The first day of each month from one day to another, the latest first."""
    found, month = [], first.replace(day=1)
    while month <= last:
        found.append(month)
        month = (month + datetime.timedelta(days=31)).replace(day=1)
    return found[::-1]


def written(day: datetime.date) -> str:
    """A month as it stands in an address."""
    return f"{day:%Y-%m}"


def _month(text: str) -> datetime.date | None:
    found = _MONTH.fullmatch(text)
    return datetime.date(int(found["year"]), int(found["month"]), 1) if found else None
