"""How much room is left, in words and never in numbers: exact free places tell who has just come or gone
(rule 24 of docs/trust.md). Always of all places together, never by group.
"""

from enum import Enum
from typing import Any

from django.utils.translation import gettext_lazy as _


class Room(Enum):
    """How much room is left."""

    MUCH = "much"
    LITTLE = "little"
    NONE = "none"

    @property
    def text(self) -> Any:
        """As pages say it."""
        return _TEXTS[self]


_TEXTS = {
    Room.MUCH: _("There are places left."),
    Room.LITTLE: _("There are a few places left."),
    Room.NONE: _("All places are taken. You can join the waiting list."),
}
#: Of so many places one is left: from there on they are few.
_ONE_OF = 5


def room_left(capacity: int | None, taken: int) -> Room:
    """How much room an event has left. Fewer than one place of five is little."""
    if capacity is None:
        return Room.MUCH
    free = capacity - taken
    if free <= 0:
        return Room.NONE
    return Room.LITTLE if free * _ONE_OF <= capacity else Room.MUCH
