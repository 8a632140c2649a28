"""Bars: as long as their numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from ui.charts import bars


@given(some.lists(some.tuples(some.text(max_size=5), some.integers(0, 10_000)), max_size=8))
def test_the_longest_is_100_and_longer_numbers_have_longer_bars(values):
    drawn = bars(values)

    assert [(bar.label, bar.value) for bar in drawn] == values
    assert all(0 <= bar.share <= 100 for bar in drawn)
    if any(value for _, value in values):
        assert max(bar.share for bar in drawn) == 100
    for one in drawn:
        assert all(one.share <= other.share for other in drawn if one.value <= other.value)


def test_a_bar_cannot_be_shorter_than_nothing():
    with pytest.raises(ValueError, match="negative"):
        bars([("a", -1)])
