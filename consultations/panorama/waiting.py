"""How long an answer takes, and which questions wait past the day that was promised."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from consultations.panorama.tables import Table, counts, share
from feedback.threads.published import MonthTold, Promised, ThreadTold

#: So many of the newest months are told.
MONTHS = 12
#: So many questions that wait too long are named.
NAMED = 5


@dataclass(frozen=True)
class Month:
    """A month of the drawing."""

    name: str
    short: str
    #: "about 10 days", "too few to say"
    days: str
    #: What is printed above its column; empty where there were too few.
    number: str
    #: In hundredths of the longest.
    share: int


@dataclass(frozen=True)
class Waiting:
    """How long answers take, and what waits."""

    #: The oldest first.
    months: list[Month]
    late: int
    waiting: int
    #: The questions that wait longest past their day.
    named: list[ThreadTold]
    by_month: Table
    now: Table

    @property
    def can_be_drawn(self) -> bool:
        """Whether there is more than one number to compare."""
        return sum(bool(month.number) for month in self.months) > 1

    @property
    def last(self) -> Month | None:
        """The newest month."""
        return self.months[-1] if self.months else None

    @property
    def more(self) -> int:
        """How many questions wait too long beside those that are named."""
        return self.late - len(self.named)


def waiting(months: Sequence[MonthTold], promised: Promised, named: list[ThreadTold]) -> Waiting:
    """Time to answer from months as they were written down, the newest first, and what waits on the day."""
    newest = months[:MONTHS]
    most = max((month.median_days or 0 for month in newest), default=0)
    return Waiting(
        months=[_month(month, most) for month in reversed(newest)],
        late=promised.questions_late,
        waiting=promised.questions_waiting,
        named=named,
        by_month=Table(
            _("Days until half had an answer"),
            [_("Month"), _("Days to an answer")],
            [[month.name, month.days] for month in newest],
        ),
        now=counts(
            _("Questions without an answer"),
            [
                (_("Questions that wait past the day we promised"), promised.questions_late),
                (_("Questions that wait, and the day is still to come"), promised.questions_waiting),
            ],
        ),
    )


def _month(month: MonthTold, most: int) -> Month:
    days = month.median_days
    number = "" if days is None else str(days or "<3")
    return Month(month.name, date_format(month.first, "M"), month.days, number, share(days or 0, most))
