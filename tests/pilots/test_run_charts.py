"""The median, shifts and trends of run charts, by the rules of Perla, Provost and Murray (2011).

BMJ Quality & Safety 20:46-51: a shift is six or more points in a row on one side of the median, points on it
neither add nor break; a trend is five or more points in a row all going up or all going down, and a point
like the one before it is passed over.
"""

from decimal import Decimal
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultations.pilots.run_charts import Signal, drawn, shifts, signals, trends


def told(*values: object) -> list[Decimal]:
    return [Decimal(str(value)) for value in values]


def test_the_median_is_that_of_the_published_example():
    """Quality Leadership (2016), "Median run chart and trend interpretation": {1, 3, 3, 6, 7, 8, 9} has 6."""
    values = told(1, 3, 3, 6, 7, 8, 9)
    chart = drawn(values)
    assert median(values) == 6
    assert chart.median_y == chart.points[3][1]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (told(1, 2, 1, 2, 1, 2, 9, 8, 9, 8, 9, 8), [
            Signal("shift", 0, 5, up=False), Signal("shift", 6, 11, up=True)
        ]),
        # Five on each side are no shift.
        (told(1, 2, 1, 2, 1, 9, 8, 9, 8, 9), []),
        # A value on the median neither breaks the shift nor makes it longer.
        (told(1, 2, 1, 5, 2, 1, 2, 9, 8, 9, 5, 8, 9, 8), [
            Signal("shift", 0, 6, up=False), Signal("shift", 7, 13, up=True)
        ]),
        (told(1, 2, 1, 5, 2, 1, 9, 8, 5, 9, 8, 9), []),
        (told(5, 5, 5, 5, 5, 5, 5), []),
        ([], []),
    ],
)  # fmt: skip
def test_a_shift_is_six_in_a_row_on_one_side_of_the_median(values, expected):
    assert shifts(values) == expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (told(5, 1, 2, 3, 4, 5, 2), [Signal("trend", 1, 5, up=True)]),
        (told(1, 2, 3, 4), []),
        (told(9, 7, 5, 3, 1), [Signal("trend", 0, 4, up=False)]),
        # Like values are passed over: they neither break the trend nor make it longer.
        (told(1, 2, 2, 3, 4, 5), [Signal("trend", 0, 5, up=True)]),
        (told(1, 2, 2, 3, 4), []),
        (told(3, 3, 3, 3, 3, 3), []),
    ],
)
def test_a_trend_is_five_in_a_row_that_all_go_one_way(values, expected):
    assert trends(values) == expected


@given(st.lists(st.integers(0, 9).map(Decimal), max_size=30))
def test_turned_upside_down_the_same_signals_point_the_other_way(values):
    turned = [9 - value for value in values]
    mirrored = [Signal(one.kind, one.begin, one.end, up=not one.up) for one in signals(values)]
    assert signals(turned) == mirrored
