"""The median, shifts and trends of run charts against published worked examples, and what a value means.

Rules: Perla, Provost and Murray (2011), BMJ Quality & Safety 20:46-51: a shift is six or more points in a row
on one side of the median, points on it neither add nor break; a trend is five or more points in a row all
going up or all going down, and a point like the one before it is passed over.

Examples: Joseph Adams (2018), "runchart" for R, made with NHS Scotland's guide to run charts
(github.com/jsphdms/runchart): the picture and the numbers of its README at commits 5c1003d and c6184fe, and
the examples of its own tests. There, values beside a shift or a trend that count for neither are sometimes
drawn as part of it; here it goes from the first value that counts to the last.
"""

from decimal import Decimal
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultations.pilots.enums import Better, Light, Scale
from consultations.pilots.measures_shown import light, shown_number
from consultations.pilots.models import Measure, Value
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


#: The thirty values of the README: its line of the middle stands at 3.
PUBLISHED = told(
    4, 3, 3, 2, 2, 3, 3, 4, 4, 4, 4, 3, 3, 2, 2, 1, 2, 1, 0, 3, 3, 4, 5, 6, 7, 9, 8, 7, 6, 6
)  # fmt: skip


def test_the_published_chart_has_the_published_median_shifts_and_trend():
    chart = drawn(PUBLISHED)
    assert median(PUBLISHED) == 3
    assert chart.median_y == chart.points[1][1]
    assert signals(PUBLISHED) == [
        Signal("shift", 13, 18, up=False), Signal("shift", 21, 29, up=True), Signal("trend", 18, 25, up=True)
    ]  # fmt: skip


UP, DOWN = range(1, 7), range(-1, -7, -1)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (told(*UP, *DOWN), [Signal("shift", 0, 5, up=True), Signal("shift", 6, 11, up=False)]),
        (told(*UP, 0, *DOWN), [Signal("shift", 0, 5, up=True), Signal("shift", 7, 12, up=False)]),
        (told(*UP[:5], 0, *DOWN[:5], 0), []),
        (told(1, 3, 1, 3, 1, 3, 1, 3, 1, 3), []),
        (told(*[0] * 15), []),
    ],
)
def test_shifts_are_those_of_the_published_examples(values, expected):
    assert shifts(values) == expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (told(1, 2, 3, 4), []),
        (told(*UP[:5]), [(0, 4, True)]),
        (told(*DOWN[:5]), [(0, 4, False)]),
        (told(*range(1, 10), *range(8, 0, -1)), [(0, 8, True), (8, 16, False)]),
        (told(1, 2, 3, 4, 4, 4, 4), []),
        (told(1, 2, 3, 4, 4, 4, 5), [(0, 6, True)]),
        (told(0, 0, 0, 0, 0, *range(1, 9)), [(4, 12, True)]),
        (told(1, 2, 3, 3, 3, 3, 3, 4, 5), [(0, 8, True)]),
        (told(*UP[:5], 0, *DOWN[:5]), [(0, 4, True), (4, 10, False)]),
        (told(*UP[:5], 0, *UP[:5]), [(0, 4, True), (5, 10, True)]),
        (told(0, 1, 5, 2, 3, 8, 2, 2, 3, 4, 7, 4, 3, 4, 2, 3, 1, 2, 3, 2, 8, 9, 7, 8, 7, 9, 7, 7, 8), []),
        (told(5, 6, 6, 5, 5, 6, 7, 8, 9), [(4, 8, True)]),
    ],
)
def test_trends_are_those_of_the_published_examples(values, expected):
    assert trends(values) == [Signal("trend", begin, end, up=up) for begin, end, up in expected]


#: How many joined of 100 wanted: e-coachER (BMJ Open 2018, 8:e022382, table 4): from 80 on it went on,
#: below 65 it did not. How many were lost: Pilot and Feasibility Studies 2022, 8:55, table 1: below 20 it was
#: feasible, above 30 it was not. Our limits belong to what they name, to two places.
JOINED = Measure(better=Better.UP, go_at=Decimal(80), stop_at=Decimal("64.99"))
LOST = Measure(better=Better.DOWN, go_at=Decimal("19.99"), stop_at=Decimal("30.01"))


@pytest.mark.parametrize(
    ("measure", "number", "means"),
    [
        (JOINED, "80", Light.GO), (JOINED, "79", Light.AMEND), (JOINED, "65", Light.AMEND),
        (JOINED, "64", Light.STOP), (LOST, "19", Light.GO), (LOST, "20", Light.AMEND),
        (LOST, "30", Light.AMEND), (LOST, "31", Light.STOP),
    ],
)  # fmt: skip
def test_what_a_number_means_is_what_published_criteria_say(measure, number, means):
    assert light(measure, Decimal(number)) == means


@pytest.mark.parametrize("scale", [Scale.PEOPLE, Scale.PERCENT])
def test_a_cell_is_rounded_as_published_statistics_are(scale):
    """Ofqual, "Rounding policy for statistical publications" (2025): by a base of 5, 26 becomes 25."""
    assert shown_number(Measure(scale=scale), Value(number=Decimal(26))) == "25"
    assert shown_number(Measure(scale=scale), Value(number=Decimal("27.5"))) == "30"


@given(st.lists(st.integers(0, 9).map(Decimal), max_size=30))
def test_turned_upside_down_the_same_signals_point_the_other_way(values):
    turned = [9 - value for value in values]
    mirrored = [Signal(one.kind, one.begin, one.end, up=not one.up) for one in signals(values)]
    assert signals(turned) == mirrored
