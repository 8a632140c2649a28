"""One visit to vote: what its pages carry, sealed, so that nobody reads from them whose vote it is.

It holds whether somebody had voted when it began, and, for who came with a code, where their entry of the
roll is. It never holds a vote. Once a vote is cast the visit is over: whatever one of its pages asks for
after that, the answer shows no vote, not to the next person on the same phone either.
"""

from dataclasses import dataclass, replace
from typing import ClassVar

from edge import visits

#: Seconds for which a page of a visit may be used.
LASTS = 60 * 60


@dataclass(frozen=True)
class Visit(visits.Visit):
    """One visit; its code leads to an entry of the roll. A member has none."""

    context: ClassVar[bytes] = b"ballots: a visit to vote"

    #: A slip's code, between typing it in and exchanging it.
    code: str = ""
    #: Whether its holder had voted when the visit began.
    voted: bool = False

    def with_entry(self, index: bytes, *, voted: bool) -> "Visit":
        """The same visit, in which a code was typed that may vote."""
        return replace(self, index=index, code="", voted=voted)

    def with_slip(self, index: bytes, code: str) -> "Visit":
        """The same visit, in which the code of a slip was typed, to be exchanged next."""
        return replace(self, index=index, code=code)

    @property
    def is_old(self) -> bool:
        """Whether its page was open for too long."""
        return self.age >= LASTS
