"""One visit of somebody who comes to an event without an account (`edge.visits`)."""

from dataclasses import dataclass
from typing import ClassVar

from edge import visits

#: Seconds for which a page of a visit shows what belongs to the registration.
SHOWS = 30 * 60
#: Seconds for which a form may be filled in: people are called away.
FILLS = 24 * 60 * 60


@dataclass(frozen=True)
class Visit(visits.Visit):
    """One visit; its code leads to a registration."""

    context: ClassVar[bytes] = b"registrations: a visit"

    @property
    def shows(self) -> bool:
        """Whether a page of it may show what belongs to the registration."""
        return bool(self.index) and self.age < SHOWS and not self.is_over

    @property
    def fills(self) -> bool:
        """Whether a form that was opened in it may still be sent."""
        return self.age < FILLS and not self.is_over
