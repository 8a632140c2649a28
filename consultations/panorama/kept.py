"""The counts as they are kept, read in one query."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from consultations.panorama.enums import AT_EMPTYING, By, What
from consultations.panorama.models import Count


@dataclass(frozen=True)
class Kept:
    """What is kept. ``words_on`` is the day of the last count of words; nothing before the first."""

    numbers: dict[tuple[str, str], dict[str, int]]
    words_on: date | None

    def all(self, what: What) -> int:
        """How many there are altogether."""
        return self.by(what, By.ALL).get("", 0)

    def by(self, what: What, by: By) -> dict[str, int]:
        """How many there are of each; one of which there is none is left out."""
        return self.numbers.get((what, by), {})


def read() -> Kept:
    """All of it. One query."""
    numbers = defaultdict[tuple[str, str], dict[str, int]](dict)
    words_on: date | None = None
    for what, by, key, number, day in Count.objects.order_by().values_list(
        "what", "by", "key", "number", "counted_on"
    ):
        numbers[what, by][key] = number
        if what in AT_EMPTYING:
            words_on = day
    return Kept(dict(numbers), words_on)
