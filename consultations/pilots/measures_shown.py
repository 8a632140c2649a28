"""What may be shown of a measure, ready to print: rule 24 decides, templates compute nothing.

A table by place or by group is shown whole or not at all: every cell, and those who are in none of them, has
to be large enough. From how many people a value comes is shown nowhere.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from statistics import median

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from consultations.pilots import run_charts
from consultations.pilots.enums import ABOUT_PEOPLE, Better, Light, Scale
from consultations.pilots.rows import Measure, Value
from disclosure import tables
from vocabulary.role_groups import STAFF, RoleGroup

_ROUNDED = frozenset({Scale.PEOPLE, Scale.PERCENT})


@dataclass(frozen=True)
class Table:
    """A table that is printed."""

    caption: str
    head: list[str]
    rows: list[list[str]]


@dataclass(frozen=True)
class MeasureShown:
    """A measure as the page of its pilot prints it."""

    anchor: str
    name: str
    question: str
    facts: list[tuple[str, str]]
    go: str
    amend: str
    stop: str
    #: What its newest value means, and whether it is "go", "amend" or "stop".
    light: str
    light_kind: str
    chart: run_charts.Drawn | None
    #: The months at both ends of the chart.
    first: str
    last: str
    described: str
    signals: list[str]
    values: Table | None
    broken_down: list[Table]
    hidden: str


def text_of(number: Decimal | None) -> str:
    """A number without noughts at its end."""
    return "" if number is None else number_format(number.normalize().__format__("f"), use_l10n=True)


def may_show_alone(measure: Measure, value: Value) -> bool:
    """Whether the value of all may be shown: it is about no people, or about enough of them."""
    if measure.scale not in ABOUT_PEOPLE:
        return True
    counts = [value.people or 0]
    if measure.scale == Scale.PEOPLE and value.number:
        counts.append(int(value.number))
    return min(counts) >= tables.LEAST


def may_break_down(measure: Measure, cells: Sequence[Value], of_all: Value | None) -> bool:
    """Whether a table of one day may be shown: every cell and the rest of all have enough people."""
    if measure.scale not in ABOUT_PEOPLE:
        return len(cells) > 1
    counts: dict[Hashable, int] = {_name(one): _people(measure, one) for one in cells}
    if (rest := _rest(measure, cells, of_all)) is not None:
        counts["rest"] = _people(measure, rest)
    staff = {_name(one) for one in cells if one.group in STAFF}
    return tables.may_show(counts, staff=staff)


def _rest(measure: Measure, cells: Sequence[Value], of_all: Value | None) -> Value | None:
    """Those who are in none of the cells, as far as that can be told; nothing if there are none of them.

    Below nought in a number that is less than its parts.
    """
    if of_all is None or of_all.people is None:
        return None
    people = of_all.people - sum(one.people or 0 for one in cells)
    number = of_all.number - sum(one.number for one in cells) if measure.scale == Scale.PEOPLE else Decimal(0)
    return Value(day=of_all.day, number=number, people=people) if people or number else None


def _people(measure: Measure, value: Value) -> int:
    """The smaller of those it comes from and those it counts."""
    counted = int(value.number) if measure.scale == Scale.PEOPLE else value.people or 0
    return min(counted, value.people or 0)


def shown_number(measure: Measure, value: Value) -> str:
    """A cell of a table as it is printed: people, and shares of them, to the nearest five."""
    if measure.scale in _ROUNDED:
        return str(tables.rounded(int(value.number.to_integral_value(ROUND_HALF_UP))))
    return text_of(value.number)


def _of_all(measure: Measure, value: Value, cells: Sequence[Value]) -> Value:
    """The value of all beside a table of these cells, or beside one that is not shown.

    It says no more than the table: people are the sum of its rounded cells and of the rounded rest, since a
    number that was rounded by itself would often give them away.
    """
    number = Decimal(shown_number(measure, value))
    if cells and measure.scale == Scale.PEOPLE:
        rest = _rest(measure, cells, value)
        number = sum(
            (Decimal(shown_number(measure, one)) for one in [*cells, *([rest] if rest else [])]), Decimal(0)
        )
    return Value(day=value.day, number=number, people=value.people)


def light(measure: Measure, number: Decimal) -> Light | None:
    """What a number means by the limits that were set before the first value."""
    if measure.go_at is None or measure.stop_at is None:
        return None
    sign = 1 if measure.better == Better.UP else -1
    if sign * number >= sign * measure.go_at:
        return Light.GO
    return Light.STOP if sign * number <= sign * measure.stop_at else Light.AMEND


def measure_shown(measure: Measure, values: Sequence[Value]) -> MeasureShown:
    """All that is printed of a measure. No query: ``values`` are its own, with their places."""
    alone = [one for one in values if one.place_id is None and not one.group]
    by_day = {one.day: one for one in alone}
    cut = {one.day for one in values if one.place_id is not None or one.group}
    seen = sorted((one for one in alone if may_show_alone(measure, one)), key=lambda one: one.day)
    breakdowns, cells, left_out = _breakdowns(measure, values, by_day)
    if measure.scale in _ROUNDED:
        # Beside a table an exact number of all would give its cells away.
        seen = [_of_all(measure, one, cells.get(one.day, ())) if one.day in cut else one for one in seen]
    numbers = [one.number for one in seen]
    newest = light(measure, numbers[-1]) if numbers else None
    hidden = len(seen) < len(alone) or left_out
    return MeasureShown(
        anchor=anchor_of(measure),
        name=measure.name,
        question=measure.question,
        facts=_facts(measure),
        **_limits(measure),
        light=str(newest.label) if newest else "",
        light_kind=newest.value if newest else "",
        chart=run_charts.drawn(numbers),
        first=month(seen[0].day) if seen else "",
        last=month(seen[-1].day) if seen else "",
        described=_described(seen, numbers),
        signals=_signals(seen, numbers),
        values=_table(measure, seen),
        broken_down=breakdowns,
        hidden=_("Some numbers come from very few people. They are not shown.") if hidden else "",
    )


def anchor_of(measure: Measure) -> str:
    """Where it stands on the page of its pilot."""
    return f"measure-{measure.position + 1}"


def month(day: date) -> str:
    """ "November 2026" """
    return date_format(day, "F Y")


def _facts(measure: Measure) -> list[tuple[str, str]]:
    facts = [
        (_("What the numbers are"), str(Scale(measure.scale).label)),
        (_("Which way is better"), str(Better(measure.better).label)),
        (_("Where they come from"), measure.source),
        (_("How often"), measure.how_often),
        (_("Before the pilot"), text_of(measure.baseline)),
        (_("What we hope for"), text_of(measure.target)),
        (_("How hard the questions are to read"), measure.reading_level),
    ]
    return [(label, fact) for label, fact in facts if fact]


def _limits(measure: Measure) -> dict[str, str]:
    if measure.go_at is None or measure.stop_at is None:
        return {"go": "", "amend": "", "stop": ""}
    numbers = {"go": text_of(measure.go_at), "stop": text_of(measure.stop_at)}
    if measure.better == Better.UP:
        go, stop = _("%(go)s or more"), _("%(stop)s or fewer")
    else:
        go, stop = _("%(go)s or fewer"), _("%(stop)s or more")
    return {"go": go % numbers, "amend": _("Between the two"), "stop": stop % numbers}


def _described(seen: Sequence[Value], numbers: Sequence[Decimal]) -> str:
    if not numbers:
        return _("There is no value yet.")
    return _("%(count)s values. The first is %(first)s, the last %(last)s, the middle one %(median)s.") % {
        "count": len(numbers),
        "first": text_of(numbers[0]),
        "last": text_of(numbers[-1]),
        "median": text_of(Decimal(median(numbers))),
    }


def _signals(seen: Sequence[Value], numbers: Sequence[Decimal]) -> list[str]:
    if not numbers:
        return []
    if len(numbers) < run_charts.FEWEST:
        return [
            _("With fewer than %(few)s values, ups and downs may be chance.") % {"few": run_charts.FEWEST}
        ]
    found = []
    for one in run_charts.signals(numbers):
        words = {
            ("shift", True): _("From %(from)s to %(to)s the numbers lie above the middle: more than chance."),
            ("shift", False): _(
                "From %(from)s to %(to)s the numbers lie below the middle: more than chance."
            ),
            ("trend", True): _("From %(from)s to %(to)s the numbers go up each time: more than chance."),
            ("trend", False): _("From %(from)s to %(to)s the numbers go down each time: more than chance."),
        }[one.kind, one.up]
        found.append(words % {"from": month(seen[one.begin].day), "to": month(seen[one.end].day)})
    return found or [_("The numbers go up and down as chance would have it.")]


def _table(measure: Measure, seen: Sequence[Value]) -> Table | None:
    if not seen:
        return None
    rows = []
    for one in seen:
        means = light(measure, one.number)
        rows.append([month(one.day), text_of(one.number), str(means.label) if means else ""])
    # Named unlike the part of the page it stands in, so that both can be told apart by ear.
    caption = _("What the numbers say")
    return Table(f"{measure.name}. {caption}", [_("From"), _("Value"), _("By what was set before")], rows)


def _breakdowns(
    measure: Measure, values: Sequence[Value], of_all: dict[date, Value]
) -> tuple[list[Table], dict[date, list[Value]], bool]:
    """Tables by place and by group, the cells that are shown of each day, and whether any were left out.

    The same people are counted one way on a day: what two tables of them have in common says more than both.
    """
    tables_shown, left_out = [], False
    shown: dict[date, list[Value]] = {}
    for caption, cells in (
        (_("By place"), [one for one in values if one.place_id is not None]),
        (_("By group"), [one for one in values if one.group]),
    ):
        rows = []
        for day in sorted({one.day for one in cells}):
            there = sorted((one for one in cells if one.day == day), key=_name)
            again = day in shown and measure.scale in ABOUT_PEOPLE
            if again or not may_break_down(measure, there, of_all.get(day)):
                left_out = True
                continue
            shown[day] = there
            rows += [[month(day), _name(one), shown_number(measure, one)] for one in there]
        if rows:
            tables_shown.append(Table(f"{measure.name}. {caption}", [_("From"), caption, _("Value")], rows))
    return tables_shown, shown, left_out


def _name(value: Value) -> str:
    if value.place is not None:
        return str(value.place.name)
    return str(RoleGroup(value.group).label) if value.group else ""
