"""Numbers as bars (pure)."""

from collections.abc import Iterable
from typing import NamedTuple


class Bar(NamedTuple):
    """One bar: words, number, length in hundredths of the longest, whether it is about what was done."""

    label: str
    value: int
    share: int
    done: bool = False


def bars(values: Iterable[tuple[str, int]], *, done: bool = False) -> list[Bar]:
    """Turn labelled numbers into bars; the largest is 100 long, a nought has no length.

    Raises ValueError for a negative number: a bar cannot show it.
    """
    pairs = list(values)
    if any(value < 0 for _, value in pairs):
        raise ValueError("a bar cannot show a negative number")
    largest = max((value for _, value in pairs), default=0)
    return [Bar(label, value, round(100 * value / largest) if largest else 0, done) for label, value in pairs]
