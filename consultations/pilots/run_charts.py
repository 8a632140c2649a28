"""Run charts: values in the order of time around their median, and what is no chance any more (pure).

The rules are those of Perla, Provost and Murray (2011), "The run chart: a simple analytical tool for learning
from variation in healthcare processes", BMJ Quality & Safety 20:46-51. A shift: six or more values in a row
on one side of the median; values on the median neither add to it nor break it. A trend: five or more in a
row that all go up, or all go down; a value like the one before it is passed over. The median of an even
number of values is half-way between the two in the middle.

Checked against the worked examples of Joseph Adams (2018), "runchart" for R (github.com/jsphdms/runchart),
which goes by NHS Scotland's guide to run charts: tests/pilots/test_run_charts.py.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

#: So many values make a shift, and a trend.
SHIFT, TREND = 6, 5
#: With fewer than so many values a run chart says nothing by its rules.
FEWEST = 10


@dataclass(frozen=True)
class Signal:
    """Where a rule holds: from which value to which, counted from nought, and whether upwards."""

    kind: str
    begin: int
    end: int
    up: bool


def signals(values: Sequence[Decimal]) -> list[Signal]:
    """Shifts and trends, in that order, each at its longest."""
    return [*shifts(values), *trends(values)]


def shifts(values: Sequence[Decimal]) -> list[Signal]:
    """Six or more in a row above the median, or below it."""
    if not values:
        return []
    middle = median(values)
    sides = [(at, value > middle) for at, value in enumerate(values) if value != middle]
    return [Signal("shift", run[0][0], run[-1][0], run[0][1]) for run in _runs(sides) if len(run) >= SHIFT]


def trends(values: Sequence[Decimal]) -> list[Signal]:
    """Five or more in a row, each higher than the one before it, or each lower."""
    kept = [(at, value) for at, value in enumerate(values) if at == 0 or value != values[at - 1]]
    steps = [(number, kept[number][1] > kept[number - 1][1]) for number in range(1, len(kept))]
    return [
        # From the last of like values, where it sets out, to the first of those with which it ends.
        Signal("trend", kept[run[0][0]][0] - 1, kept[run[-1][0]][0], run[0][1])
        for run in _runs(steps)
        if len(run) + 1 >= TREND
    ]


def _runs(marks: Sequence[tuple[int, bool]]) -> list[list[tuple[int, bool]]]:
    runs: list[list[tuple[int, bool]]] = []
    for mark in marks:
        if runs and runs[-1][-1][1] == mark[1]:
            runs[-1].append(mark)
        else:
            runs.append([mark])
    return runs


# The drawing, in its own units.
WIDTH, HEIGHT = 360, 168
_LEFT, _RIGHT, _TOP, _BOTTOM = 12, 348, 14, 136


@dataclass(frozen=True)
class Drawn:
    """A run chart as an SVG prints it."""

    line: str
    points: list[tuple[str, str]]
    median_y: str
    width: int = WIDTH
    height: int = HEIGHT


def drawn(values: Sequence[Decimal]) -> Drawn | None:
    """The line of the values and the height of their median; nothing for fewer than two."""
    if len(values) < 2:
        return None
    least, most = min(values), max(values)
    span = float(most - least) or 1.0

    def y(value: Decimal) -> str:
        share = float(value - least) / span if most != least else 0.5
        return f"{_BOTTOM - share * (_BOTTOM - _TOP):.1f}"

    step = (_RIGHT - _LEFT) / (len(values) - 1)
    points = [(f"{_LEFT + at * step:.1f}", y(value)) for at, value in enumerate(values)]
    path = "L".join(f"{x} {height}" for x, height in points)
    return Drawn(f"M{path}", points, y(Decimal(median(values))))
