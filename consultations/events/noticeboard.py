"""A publication on paper: what hangs on a wing's noticeboard, for people who have no internet.

It says where the rest is and how to answer by letter. The square leads to the short address alone.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from codes.sheets import short, square
from consultations.events.publication import Shown, short_address_of
from consultations.events.queries import Asked


@dataclass(frozen=True)
class Board:
    """What stands at the foot of the sheet."""

    #: "alongside.example.org/events/12"
    address: str
    square: SafeString
    #: Lines of a street address; none: no letters.
    reply_to: list[str]
    #: Questions that can be answered now.
    asked: list[Asked]


def shown(shown: Shown, programme: Any) -> Board:
    """The foot of the sheet."""
    link = short_address_of(shown.page)
    return Board(
        address=short(link),
        square=square(link),
        reply_to=programme.address_lines,
        asked=shown.asked_now,
    )
