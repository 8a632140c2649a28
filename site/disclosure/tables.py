"""When a table that breaks people down may be shown (rule 24 of docs/trust.md).

Either the whole table is shown, every cell rounded, or none of it: leaving out
only the small cells lets them be worked out from the rest. Pure functions on
counts of persons; nothing here reads a database.

What it holds against was measured by counting (tests/attacks/test_numbers.py).
It does not hold against somebody who adds up two tables of the same people cut
at different times: whoever shows tables over time closes each of them once.
"""

from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Generic, TypeVar

Group = TypeVar("Group", bound=Hashable)

#: Persons that every cell of a table must have.
LEAST = 8
#: The same for groups of staff: few work in one place, and each knows the others.
LEAST_STAFF = 10
#: What every cell is rounded to.
STEP = 5
#: A total shown beside the names of the groups leaves each of them more than so many possible counts.
DOUBT = 10


class Exactness(Enum):
    """How a total is to be read."""

    EXACT = "exact"
    ABOUT = "about"
    AT_MOST = "at most"


@dataclass(frozen=True)
class Total:
    """How many persons altogether, as it may be shown."""

    number: int
    exactness: Exactness


@dataclass(frozen=True)
class Shown(Generic[Group]):
    """All that may be shown of a table: the rounded cells, or none and only a total."""

    cells: Mapping[Group, int]
    total: Total

    @property
    def by_group(self) -> bool:
        """Whether the table itself is shown."""
        return bool(self.cells)


def rounded(number: int) -> int:
    """A count to the nearest 5 (8 to 12 become 10); five counts share every figure.

    Raises ValueError for a count below nought.
    """
    if number < 0:
        raise ValueError("a count of persons is never below nought")
    return (number + STEP // 2) // STEP * STEP


def may_show(cells: Mapping[Group, int], *, staff: Collection[Group] = ()) -> bool:
    """Whether every cell is large enough: 8, and 10 where the group is one of ``staff``.

    A table of one cell is the total under another name, and a table of none is nothing.
    """
    return len(cells) > 1 and all(
        count >= (LEAST_STAFF if group in staff else LEAST) for group, count in cells.items()
    )


def shown(cells: Mapping[Group, int], *, staff: Collection[Group] = ()) -> Shown[Group]:
    """What may be shown of a table: all its cells rounded, or the ungrouped total alone.

    With the cells, the total is their sum and says no more than they do; the exact
    total beside rounded cells would often give them away.
    """
    total = sum(cells.values())
    if not may_show(cells, staff=staff):
        return Shown({}, total_alone(total, groups_named=len(cells)))
    figures = {group: rounded(count) for group, count in cells.items()}
    return Shown(figures, Total(sum(figures.values()), Exactness.ABOUT))


def total_alone(total: int, *, groups_named: int = 0) -> Total:
    """A total without a table, where so many groups are named as having been there.

    A total hardly larger than the number of groups would say that each had one or two.
    Below the limit only the limit is said, so that at least 11 counts are possible for each.
    """
    if total < 0:
        raise ValueError("a count of persons is never below nought")
    limit = DOUBT + groups_named
    if total <= limit:
        return Total(limit, Exactness.AT_MOST)
    return Total(total, Exactness.EXACT)


def merged(roll: Mapping[Group, int], *, least: int = LEAST) -> list[frozenset[Group]]:
    """Groups to count as one, decided from a roll before anything is counted.

    Groups with fewer than ``least`` on the roll become one; if that is still too small
    it takes in the next smallest group. Largest first; a roll too small altogether
    becomes a single group, of which no table can be made.
    """
    by_size = sorted(roll, key=lambda group: (-roll[group], str(group)))
    large = [group for group in by_size if roll[group] >= least]
    small = [group for group in by_size if roll[group] < least]
    while small and large and sum(roll[group] for group in small) < least:
        small.append(large.pop())
    together = [frozenset(small)] if small else []
    return [frozenset({group}) for group in large] + together
