"""Promises kept and late: answers by a day, steps of decisions, and "we will do this"."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from django.urls import reverse
from django.utils.translation import gettext as _

from consultations.panorama.tables import Cell, Table
from consultations.panorama.waiting import MONTHS
from consultations.panorama.work import Steps
from feedback.threads.published import MonthTold, Promised

#: How a part of a bar is drawn: what was done has the second colour.
Kind = Literal["kept", "came-late", "late", "ahead", "stopped"]


@dataclass(frozen=True)
class Part:
    """So many promises of a kind became this."""

    name: str
    number: int
    kind: Kind
    #: Where its piece of the bar begins and how long it is, in hundredths of the bar.
    begin: float = 0
    length: float = 0


@dataclass(frozen=True)
class Promises:
    """All promises of a kind, and what became of them."""

    name: str
    #: What is counted, and where it can be read.
    meaning: str
    url: str
    link: str
    parts: list[Part]

    @property
    def total(self) -> int:
        """How many there are."""
        return sum(part.number for part in self.parts)

    @property
    def table(self) -> Table:
        """The same in numbers."""
        rows: list[list[Cell]] = [[part.name, part.number] for part in self.parts]
        return Table(self.name, [_("What became of them"), _("Number")], rows)


def promises(months: Sequence[MonthTold], steps: Steps, promised: Promised) -> list[Promises]:
    """The three kinds of promises, as they stand on the day for which they were read."""
    return [_answers(months), _steps(steps), _will_do(promised)]


def by_month(months: Sequence[MonthTold]) -> Table:
    """Answers that were promised for a day of each month, as they were written down."""
    return Table(
        _("Answers promised for a day of each month"),
        [_("Month"), _("Kept"), _("Late")],
        [[month.name, month.promises_kept, month.promises_late] for month in months[:MONTHS]],
    )


def _answers(months: Sequence[MonthTold]) -> Promises:
    return Promises(
        name=_("Answers by a day"),
        meaning=_(
            "For each question we say by when an answer comes. A month is counted once, when it is over."
        ),
        url=reverse("threads:how-we-do"),
        link=_("See each month"),
        parts=_beside(
            (_("came by that day"), sum(month.promises_kept for month in months), "kept"),
            (_("came later, or not yet"), sum(month.promises_late for month in months), "late"),
        ),
    )


def _steps(steps: Steps) -> Promises:
    return Promises(
        name=_("Steps of decisions"),
        meaning=_("Each step has a day by which it should be done."),
        url=reverse("what-changed:for-commissioners"),
        link=_("See each step"),
        parts=_beside(
            (_("done by that day"), steps.in_time, "kept"),
            (_("done later"), steps.came_late, "came-late"),
            (_("late, and not done"), steps.late, "late"),
            (_("the day is still to come"), steps.ahead, "ahead"),
            (_("stopped, and why"), steps.stopped, "stopped"),
        ),
    )


def _will_do(promised: Promised) -> Promises:
    return Promises(
        name=_("“We will do this”"),
        meaning=_("What people in charge wrote back to an answer."),
        url=reverse("threads:index"),
        link=_("Read questions and responses"),
        parts=_beside(
            (_("said to be done"), promised.done, "kept"),
            (_("late, and not done"), promised.will_do_late, "late"),
            (_("the day is still to come"), promised.will_do_waiting, "ahead"),
        ),
    )


def _beside(*parts: tuple[str, int, Kind]) -> list[Part]:
    """Parts side by side on one bar, in their order."""
    total, begin, found = sum(number for _name, number, _kind in parts), 0, []
    for name, number, kind in parts:
        piece = (round(100 * begin / total, 2), round(100 * number / total, 2)) if total else (0.0, 0.0)
        found.append(Part(name, number, kind, *piece))
        begin += number
    return found
