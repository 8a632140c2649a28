"""What the page, the sheet for paper and the file all tell: tables of numbers, and a few words for a number.

Each figure has tables. The page draws and prints them, the file holds their cells: the same numbers, and no
others.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

Cell = str | int


@dataclass(frozen=True)
class Table:
    """Numbers with what they count: the first column names what each row is about."""

    caption: str
    head: Sequence[str]
    rows: Sequence[Sequence[Cell]]


def counts(caption: str, numbers: Sequence[tuple[str, Cell]]) -> Table:
    """A table of one number for each thing that is counted."""
    return Table(caption, [_("What is counted"), _("Number")], [list(pair) for pair in numbers])


def share(number: int, most: int) -> int:
    """A number in hundredths of the largest; what there is can always be seen."""
    return max(1, round(100 * number / most)) if number else 0


def said_text(answers: int = 0, points: int = 0, people: int = 0) -> str:
    """What there is of these: "12 answers, 3 points raised"; of what there is none, nothing.

    ``people`` is a number that was rounded.
    """
    told = []
    if answers:
        told.append(ngettext("%(count)s answer", "%(count)s answers", answers) % {"count": answers})
    if points:
        told.append(ngettext("%(count)s point raised", "%(count)s points raised", points) % {"count": points})
    if people:
        told.append(_("about %(count)s people at events") % {"count": people})
    return ", ".join(told)


@dataclass(frozen=True)
class Said:
    """How many answers and points there are of each thing, by its key."""

    answers: Mapping[str, int]
    points: Mapping[str, int]

    def of(self, *keys: str) -> tuple[int, int]:
        """Answers and points of these together."""
        return sum(self.answers.get(key, 0) for key in keys), sum(self.points.get(key, 0) for key in keys)
