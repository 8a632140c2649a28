"""Whether somebody fits: places in all, and places kept for groups. Pure reckoning, without rows.

Nobody sits on a place of their own. What is kept for a group counts for as many of the group as there are;
whoever is more than that, or of no such group, takes one of the open places. So somebody who cancels frees
whichever place it was, and nobody has to be moved.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Places:
    """The places of an event at a moment."""

    #: Nothing: everybody can come.
    capacity: int | None
    #: Places kept, by value of the role group; none once they are given to all.
    kept: Mapping[str, int] = field(default_factory=dict)

    def fits(self, there: Mapping[str, int], group: str, people: int) -> bool:
        """Whether so many more people of this group (empty: of none) fit in beside those who are there.

        ``there`` are the people who have a place, by group. Where there are too many already (places were
        taken away), nobody is put out, and nobody more gets in.
        """
        if self.capacity is None:
            return True
        if sum(there.values()) + people > self.capacity:
            return False
        after = {**there, group: there.get(group, 0) + people}
        in_open = self._in_open_places(after)
        return in_open <= self._open or in_open == self._in_open_places(there)

    def has_any(self, there: Mapping[str, int]) -> bool:
        """Whether any place is free, for whomever."""
        return self.capacity is None or sum(there.values()) < self.capacity

    @property
    def _open(self) -> int:
        return max(0, (self.capacity or 0) - sum(self.kept.values()))

    def _in_open_places(self, there: Mapping[str, int]) -> int:
        return sum(max(0, number - self.kept.get(group, 0)) for group, number in there.items())
