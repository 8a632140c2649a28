"""The two lines across the journey, piece by piece: one piece for each part of it (pure).

A piece is drawn in a square of 100 by 100 that is stretched to the part's place on the page, so that pieces
join without a seam. Pine, above, is what was said; marmalade, below, is what is done; each is as broad as
there is much. Where there is nothing, there is a gap.
"""

from collections.abc import Sequence
from itertools import pairwise

SIZE = 100
#: Where each line runs, and half of how broad it is at most and at least.
SAID_AT, SAID_MOST = 34.0, 30.0
DONE_AT, DONE_MOST = 84.0, 13.0
_LEAST = 2.0


def pieces(numbers: Sequence[int], *, at: float, most: float) -> list[str]:
    """A line as SVG paths, one for each number; empty where the number is nought.

    At its middle each piece is as broad as its number says, from ``most`` downwards; between two pieces, as
    broad as the mean of both. Beside a gap, and at both ends of the journey, a line tapers off.
    """
    largest = max(numbers, default=0)
    halves = [_half(number, largest, most) for number in numbers]
    edges = [0.0, *(_edge(one, other) for one, other in pairwise(halves)), 0.0]
    return [
        _piece(at, edges[place], half, edges[place + 1]) if half else "" for place, half in enumerate(halves)
    ]


def _half(number: int, largest: int, most: float) -> float:
    return _LEAST + (most - _LEAST) * number / largest if number else 0.0


def _edge(one: float, other: float) -> float:
    return (one + other) / 2 if one and other else 0.0


def _piece(at: float, begins: float, middle: float, ends: float) -> str:
    """Upper side from left to right, lower side back; level at the middle and at both edges."""
    quarter, half = SIZE / 4, SIZE / 2
    above = (
        f"M0 {at - begins:.1f}C{quarter:g} {at - begins:.1f} {quarter:g} {at - middle:.1f} "
        f"{half:g} {at - middle:.1f}S{half + quarter:g} {at - ends:.1f} {SIZE} {at - ends:.1f}"
    )
    below = (
        f"L{SIZE} {at + ends:.1f}C{half + quarter:g} {at + ends:.1f} {half + quarter:g} {at + middle:.1f} "
        f"{half:g} {at + middle:.1f}S{quarter:g} {at + begins:.1f} 0 {at + begins:.1f}Z"
    )
    return above + below
