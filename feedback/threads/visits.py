"""Coming back with a receipt: one visit, in which the number is typed once and never stands in a page.

The visit shows things for half an hour; after "I have finished", nothing more. What was being written may
still be sent within a day, for that shows nobody anything.
"""

from dataclasses import dataclass
from typing import ClassVar

from edge import visits

#: Seconds for which a page of a visit shows what belongs to its receipt.
SHOWS = 30 * 60
#: Seconds for which what was written in it may still be sent.
ACTS = 24 * 60 * 60


@dataclass(frozen=True)
class Visit(visits.Visit):
    """One visit; its code is a receipt."""

    context: ClassVar[bytes] = b"threads: a visit with a receipt"

    @property
    def shows(self) -> bool:
        """Whether a page of it may show what belongs to the receipt."""
        return self.age < SHOWS and not self.is_over

    @property
    def acts(self) -> bool:
        """Whether what was written in it may still be sent."""
        return bool(self.index) and self.age < ACTS and not self.is_over
