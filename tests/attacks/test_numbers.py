"""Rule 24 by brute force: every small table, and all that an outsider can conclude from what is shown.

The attacker knows the rule, the names of the groups, that each was there, and what is shown. The
*range* of a cell is the set of counts it can have in any table that would be shown in the same way.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator
from itertools import product

import pytest

from disclosure.tables import LEAST, may_show, rounded, shown

Table = tuple[int, ...]
Release = Callable[[Table], Hashable]

#: Every table of two groups up to this count in each, and of three and four up to smaller ones.
LARGEST = {2: 40, 3: 22, 4: 16}
STAFF = {2: frozenset({1}), 3: frozenset({2}), 4: frozenset({3})}


def all_tables(groups: int) -> Iterator[Table]:
    return product(range(1, LARGEST[groups] + 1), repeat=groups)


def ours(table: Table, staff: frozenset[int]) -> Hashable:
    release = shown(dict(enumerate(table)), staff=staff)
    return tuple(release.cells.items()), release.total


def ranges(groups: int, release: Release) -> dict[Hashable, list[set[int]]]:
    """For every thing that can be shown: the counts that each cell may then have."""
    consistent: dict[Hashable, list[set[int]]] = defaultdict(lambda: [set() for _ in range(groups)])
    for table in all_tables(groups):
        cells = consistent[release(table)]
        for cell, count in zip(cells, table, strict=True):
            cell.add(count)
    return consistent


def near_the_edge(groups: int, release: Release) -> set[Hashable]:
    """What is shown of tables so large that their likes were left out of the enumeration."""
    return {release(table) for table in all_tables(groups) if sum(table) > LARGEST[groups]}


@pytest.mark.parametrize("groups", [2, 3, 4])
@pytest.mark.parametrize("with_staff", [False, True])
def test_a_table_that_is_not_shown_leaves_at_least_eleven_counts_for_every_cell(groups, with_staff):
    staff = STAFF[groups] if with_staff else frozenset()

    def release(table: Table) -> Hashable:
        return ours(table, staff)

    seen = ranges(groups, release)
    cut_off = near_the_edge(groups, release)
    hidden = {what: cells for what, cells in seen.items() if not what[0] and what not in cut_off}

    assert hidden
    assert min(len(cell) for cells in hidden.values() for cell in cells) == 11


@pytest.mark.parametrize("groups", [2, 3])
@pytest.mark.parametrize("with_staff", [False, True])
def test_a_table_that_is_shown_gives_no_count_below_eight_and_pins_none(groups, with_staff):
    staff = STAFF[groups] if with_staff else frozenset()
    seen = ranges(groups, lambda table: ours(table, staff))
    largest_full = rounded(LARGEST[groups]) - 5
    tables = {
        what: cells for what, cells in seen.items() if what[0] and max(n for _, n in what[0]) <= largest_full
    }

    assert tables
    for what, cells in tables.items():
        for (group, figure), counts in zip(what[0], cells, strict=True):
            assert min(counts) >= (10 if group in staff else 8)
            # Figures from 15 up stand for five counts; so does a 10, except for staff, where 8 and 9 are out.
            assert len(counts) == (3 if figure == 10 and group in staff else 5)


def test_even_who_knew_the_exact_total_learns_no_count_below_eight():
    """An event's total was published, its groups only later."""
    seen = ranges(3, lambda table: (ours(table, frozenset()), sum(table)))

    shown_later = [cells for (what, _), cells in seen.items() if what[0]]
    assert min(min(counts) for cells in shown_later for counts in cells) == LEAST


def test_the_usual_way_is_caught_by_this_audit():
    """Leaving out the small cells only, and rounding the rest beside an exact total, pins small counts."""

    def suppressing(table: Table) -> Hashable:
        return tuple(rounded(count) if count >= LEAST else None for count in table), sum(table)

    seen = ranges(3, suppressing)
    pinned = [
        what
        for what, cells in seen.items()
        for figure, counts in zip(what[0], cells, strict=True)
        if figure is None and len(counts) < 3
    ]
    assert pinned


def test_an_exact_total_beside_rounded_cells_is_caught_by_this_audit():
    def exact_total(table: Table) -> Hashable:
        cells = dict(enumerate(table))
        return (tuple(map(rounded, table)) if may_show(cells) else ()), sum(table)

    seen = ranges(2, exact_total)
    assert min(len(cell) for what, cells in seen.items() if what[0] for cell in cells) == 1
