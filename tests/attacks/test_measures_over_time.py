"""Numbers of a pilot, month after month and by group: what all that is printed says of small counts.

Every possible month is tried with the page's own functions; whoever knows the method knows which counts could
have led to what is printed (rule 24 of docs/trust.md).
"""

import datetime
from collections import defaultdict
from collections.abc import Callable, Hashable
from decimal import Decimal
from itertools import product

import pytest

from consultations.pilots import measures_shown
from consultations.pilots.enums import Better, Scale
from consultations.pilots.measures_shown import MeasureShown, measure_shown
from consultations.pilots.models import Measure, Value
from disclosure import tables
from vocabulary.models import Place

MONTHS = (datetime.date(2026, 9, 1), datetime.date(2026, 10, 1))
#: How many of two groups (and, in the second, of nobody's group) a month may count.
COUNTS = range(16)
#: Of how many people each number may be: a rounded figure leaves five, a change between two leaves nine.
OF_A_CELL, OF_A_CHANGE = 5, 9
#: As many as nobody is looked for among: the numbers are small, not the months.
FROM = 60


def month(day: datetime.date, groups: tuple[int, int], others: int = 0, places: tuple[int, ...] = ()):
    """The values of a month: of all, by group and perhaps by place."""
    named = zip(("family", "link-worker"), groups, strict=True)
    here = [Place(pk=number, name=f"Place {number}", slug=f"place-{number}") for number in range(len(places))]
    # As many people as are counted, and as many who are not: the smaller number is what counts.
    whole = sum(groups) + others
    return [
        Value(day=day, number=Decimal(whole), people=2 * FROM + (FROM if others else 0)),
        *(Value(day=day, group=name, number=Decimal(number), people=FROM) for name, number in named),
        *(
            Value(day=day, place=place, number=Decimal(number), people=(2 * FROM) // len(places))
            for place, number in zip(here, places, strict=True)
        ),
    ]


def shown(*values: Value) -> MeasureShown:
    one = Measure(name="Met", scale=Scale.PEOPLE, better=Better.UP, position=0)
    return measure_shown(one, values)


def printed(page: MeasureShown) -> Hashable:
    """All numbers that a reader sees."""
    of_all = tuple(tuple(row) for row in page.values.rows) if page.values else ()
    return of_all, tuple(tuple(row) for table in page.broken_down for row in table.rows), page.hidden


def ranges(release: Callable[..., Hashable], *more: range) -> list[list[set[int]]]:
    """For each thing that is printed with a table: which counts each cell may have had."""
    consistent: dict[Hashable, list[set[int]]] = defaultdict(lambda: [set(), set()])
    for groups in product(COUNTS, repeat=2):
        for rest in product(*more):
            found = release(groups, *rest)
            if found[1]:
                for cell, count in zip(consistent[found], groups, strict=True):
                    cell.add(count)
    return list(consistent.values())


def narrowest(possible: list[list[set[int]]]) -> int:
    assert possible, "no table was ever shown"
    return min(len(cell) for cells in possible for cell in cells)


def test_a_table_that_is_shown_with_the_number_of_all_beside_it_pins_no_count():
    possible = ranges(lambda groups: printed(shown(*month(MONTHS[0], groups))))
    # The last counts tried are cut off by where the trying ends: 13, 14, 15 of what is printed as 15.
    assert narrowest(possible) >= OF_A_CELL - 2
    assert min(min(cell) for cells in possible for cell in cells) >= tables.LEAST


def test_neither_do_those_who_are_in_no_group():
    possible = ranges(
        lambda groups, others: printed(shown(*month(MONTHS[0], groups, others))), range(0, 16, 3)
    )
    assert narrowest(possible) >= OF_A_CELL - 2


def test_two_months_beside_each_other_say_no_more_than_each_alone():
    for groups in ((8, 9), (12, 12), (14, 7)):
        first, second = month(MONTHS[0], groups), month(MONTHS[1], (groups[0] + 1, groups[1]))
        apart = [printed(shown(*one)) for one in (first, second)]
        (all_one, cells_one, _), (all_two, cells_two, _) = apart
        of_all, cells, _hidden = printed(shown(*first, *second))
        assert of_all == (*all_one, *all_two)
        assert sorted(cells) == sorted((*cells_one, *cells_two))


def test_how_a_group_changed_from_one_month_to_the_next_stays_open():
    possible = ranges(lambda groups: printed(shown(*month(MONTHS[0], groups))))
    whole = [cells for cells in possible if all(max(cell) < max(COUNTS) - 2 for cell in cells)]
    assert whole
    for one, other in product(whole, repeat=2):
        for before, after in zip(one, other, strict=True):
            assert len({later - earlier for earlier in before for later in after}) >= OF_A_CHANGE


def test_the_same_people_are_not_counted_in_two_ways_on_one_day():
    page = shown(*month(MONTHS[0], (10, 14), places=(9, 15)))
    assert len(page.broken_down) == 1
    assert page.hidden


@pytest.mark.parametrize("leak", ["rounded by itself", "exact"])
def test_a_number_of_all_that_is_not_the_sum_of_its_cells_is_caught(monkeypatch, leak):
    def leaky(measure, value, cells):
        number = tables.rounded(int(value.number)) if leak == "rounded by itself" else value.number
        return Value(day=value.day, number=Decimal(number), people=value.people)

    monkeypatch.setattr(measures_shown, "_of_all", leaky)
    assert narrowest(ranges(lambda groups: printed(shown(*month(MONTHS[0], groups))))) < OF_A_CELL - 2
