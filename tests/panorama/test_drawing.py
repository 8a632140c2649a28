"""The two lines across the journey: pieces that join, as broad as there is much, and gaps."""

import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from consultations.panorama.drawing import SAID_AT, SAID_MOST, SIZE, pieces
from consultations.panorama.promises import _beside
from consultations.panorama.tables import share

NUMBERS = st.lists(st.integers(min_value=0, max_value=100_000), min_size=1, max_size=8)


def points(path: str) -> list[tuple[float, float]]:
    found = [float(one) for one in re.findall(r"-?\d+(?:\.\d+)?", path)]
    return list(zip(found[::2], found[1::2], strict=True))


def breadth_at(path: str, x: int) -> float:
    heights = [y for one, y in points(path) if one == x]
    return max(heights) - min(heights)


@given(NUMBERS)
def test_pieces_join_and_nothing_leaves_its_place(numbers):
    drawn = pieces(numbers, at=SAID_AT, most=SAID_MOST)

    assert [bool(path) for path in drawn] == [number > 0 for number in numbers]
    for path in filter(None, drawn):
        assert all(0 <= x <= SIZE and 0 <= y <= SIZE for x, y in points(path))
    for one, other in pairwise(drawn):
        if one and other:
            assert abs(breadth_at(one, SIZE) - breadth_at(other, 0)) < 0.11
        elif one:
            assert breadth_at(one, SIZE) == 0


@given(NUMBERS)
def test_the_more_there_is_the_broader_the_line(numbers):
    drawn = pieces(numbers, at=SAID_AT, most=SAID_MOST)
    middles = sorted(
        (number, breadth_at(path, SIZE // 2)) for number, path in zip(numbers, drawn, strict=True) if path
    )

    assert [breadth for _n, breadth in middles] == sorted(breadth for _n, breadth in middles)
    if middles:
        assert abs(middles[-1][1] - 2 * SAID_MOST) < 0.11


@given(st.integers(min_value=0, max_value=10**6), st.integers(min_value=1, max_value=10**6))
def test_what_there_is_can_be_seen_and_a_nought_has_no_length(number, more):
    most = number + more

    assert 1 <= share(more, most) <= 100
    assert share(0, most) == 0


def test_parts_of_a_bar_lie_side_by_side_and_fill_it():
    parts = _beside(("kept", 1, "kept"), ("late", 2, "late"), ("none", 0, "ahead"), ("stopped", 5, "stopped"))

    assert [(part.begin, part.length) for part in parts] == [(0, 12.5), (12.5, 25), (37.5, 0), (37.5, 62.5)]
    assert [part.length for part in _beside(("kept", 0, "kept"), ("late", 0, "late"))] == [0, 0]
