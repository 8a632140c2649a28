"""A count by role group, where rule 24 lets it be shown; nothing of it is kept where it does not.

The answers are put together beforehand, whatever people vote: by consent "for it" and everything else, by
approval the options, each with those who do not approve it. Totals of scores and pairs of ranks are no
counts of persons that a table could break down: of them there is no table by group.

Rule 24 rounds every cell, and a ballot's own counts stand beside the table exactly. Two rounded cells and
their exact total often give both away (tests/attacks/test_numbers.py), so a table is kept only where that
total narrows no cell further than its rounding does.
"""

from collections.abc import Mapping, Sequence

from consultations.ballots.counting import consent
from consultations.ballots.counting.votes import Numbers
from consultations.ballots.enums import Method
from disclosure.tables import LEAST, LEAST_STAFF, STEP, shown
from vocabulary.role_groups import STAFF

#: Between the role groups that a merged group is made of.
_JOIN = "+"
#: A group and what its people said.
Cell = tuple[str, str]
#: Groups to how many of each column; as it is stored.
Table = dict[str, dict[str, int]]


def group_name(role_groups: Sequence[str]) -> str:
    """The name under which groups that were merged beforehand are counted: "prison-staff+probation"."""
    return _JOIN.join(sorted(role_groups))


def groups_in(name: str) -> list[str]:
    """The role groups that such a name stands for."""
    return name.split(_JOIN)


def by_name(counted_groups: Sequence[Sequence[str]]) -> dict[str, str]:
    """Each role group to the name of the group as which it is counted."""
    return {one: group_name(merged) for merged in counted_groups for one in merged}


def columns(method: Method, numbers: Numbers, papers: int) -> dict[str, int]:
    """What is broken down, as persons: those who said it and, under another name, those who did not."""
    if method == Method.CONSENT:
        agreeing = consent.is_for(numbers)
        return {"for": agreeing, "other": papers - agreeing}
    if method == Method.APPROVAL:
        return {
            column: count
            for key, approvals in numbers.items()
            for column, count in ((key, approvals), (f"not {key}", papers - approvals))
        }
    return {}


def table(method: Method, total: Numbers, papers: int, parts: Mapping[str, tuple[Numbers, int]]) -> Table:
    """The table by group as it may be shown and kept, rounded; empty where it may not."""
    cells: dict[Cell, int] = {
        (group, column): count
        for group, (numbers, in_group) in parts.items()
        for column, count in columns(method, numbers, in_group).items()
    }
    staff = {cell for cell in cells if _is_staff(cell[0])}
    figures = shown(cells, staff=staff).cells
    if len(parts) < 2 or not figures:
        return {}
    for column, exact in columns(method, total, papers).items():
        if _narrowed({group: figures[group, column] for group in parts}, exact):
            return {}
    kept = [column for column in columns(method, total, papers) if not column.startswith("not ")]
    return {group: {column: figures[group, column] for column in kept} for group in sorted(parts)}


def _is_staff(group: str) -> bool:
    return not STAFF.isdisjoint(groups_in(group))


def _range(group: str, figure: int) -> tuple[int, int]:
    """The counts that a rounded cell of a group can stand for."""
    least = LEAST_STAFF if _is_staff(group) else LEAST
    return max(least, figure - STEP // 2), figure + STEP // 2


def _narrowed(figures: Mapping[str, int], exact: int) -> bool:
    """Whether the exact total of a column says more of one of its cells than the rounded figure does."""
    ranges = {group: _range(group, figure) for group, figure in figures.items()}
    lowest = sum(low for low, _high in ranges.values())
    highest = sum(high for _low, high in ranges.values())
    return any(
        exact - (highest - high) > low or exact - (lowest - low) < high for low, high in ranges.values()
    )
