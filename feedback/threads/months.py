"""Months of whole weeks: the one calendar in which this room counts.

Of a contribution nothing closer than the week is kept, and a week may lie in two months. Here it belongs to
the month of its Monday, as on every page; so months follow each other without a gap and never overlap.
"""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, order=True)
class Month:
    """The weeks whose Monday lies in a month of the calendar; ``first`` is that month's first day."""

    first: date

    @classmethod
    def of(cls, day: date) -> "Month":
        """The month to which the week of a day belongs."""
        return cls((day - timedelta(days=day.weekday())).replace(day=1))

    @property
    def next(self) -> "Month":
        """The month after it."""
        return Month((self.first + timedelta(days=31)).replace(day=1))

    @property
    def begins(self) -> date:
        """The first Monday in it."""
        return self.first + timedelta(days=-self.first.weekday() % 7)

    @property
    def ends(self) -> date:
        """The first day that is in it no more."""
        return self.next.begins
