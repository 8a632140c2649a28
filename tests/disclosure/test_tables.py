"""When a table that breaks people down may be shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure.tables import Exactness, may_show, merged, rounded, shown, total_alone

tables = st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 60), max_size=6)


def test_a_table_with_every_cell_at_least_eight_is_shown_rounded():
    table = shown({"a": 8, "b": 12, "c": 23})

    assert table.cells == {"a": 10, "b": 10, "c": 25}
    assert (table.total.number, table.total.exactness) == (45, Exactness.ABOUT)


def test_one_small_cell_hides_the_whole_table():
    table = shown({"a": 7, "b": 100, "c": 100})

    assert not table.by_group
    assert (table.total.number, table.total.exactness) == (207, Exactness.EXACT)


@pytest.mark.parametrize(("staff_count", "seen"), [(9, False), (10, True)])
def test_staff_need_ten_in_their_cell(staff_count, seen):
    assert may_show({"members": 8, "officers": staff_count}, staff={"officers"}) is seen


@pytest.mark.parametrize("cells", [{}, {"a": 50}])
def test_a_table_of_one_cell_or_none_is_no_table(cells):
    assert not may_show(cells)


def test_a_total_hardly_larger_than_the_groups_named_is_given_as_a_limit():
    assert total_alone(14, groups_named=4).exactness is Exactness.AT_MOST
    assert total_alone(14, groups_named=4).number == 14
    assert total_alone(15, groups_named=4).exactness is Exactness.EXACT
    assert total_alone(3).number == 10


@pytest.mark.parametrize("broken", [rounded, total_alone])
def test_a_count_below_nought_is_refused(broken):
    with pytest.raises(ValueError, match="never below nought"):
        broken(-1)


@given(st.integers(0, 10_000))
def test_rounding_never_moves_a_count_by_more_than_two(number):
    assert rounded(number) % 5 == 0
    assert abs(rounded(number) - number) <= 2


@given(tables, st.sets(st.sampled_from("abcdef")))
def test_all_or_nothing(cells, staff):
    table = shown(cells, staff=staff)

    assert set(table.cells) in (set(cells), set())
    if table.by_group:
        assert min(cells.values()) >= 8
        assert all(cells[group] >= 10 for group in staff & set(cells))
        assert table.total.number == sum(table.cells.values())


@given(tables)
def test_what_is_shown_does_not_depend_on_the_order_of_the_groups(cells):
    assert shown(dict(reversed(cells.items()))) == shown(cells)


@given(tables)
def test_merging_keeps_every_group_once_and_leaves_none_too_small(roll):
    parts = merged(roll)

    assert sorted(group for part in parts for group in part) == sorted(roll)
    if sum(roll.values()) >= 8:
        assert all(sum(roll[group] for group in part) >= 8 for part in parts)
    else:
        assert len(parts) <= 1


def test_merging_takes_in_the_next_smallest_group_when_the_small_ones_are_too_few():
    assert merged({"a": 30, "b": 9, "c": 3, "d": 2}) == [frozenset("a"), frozenset("bcd")]
    assert merged({"a": 30, "b": 9, "c": 5, "d": 4}) == [frozenset("a"), frozenset("b"), frozenset("cd")]
