"""What rooms above plug into outcomes.

``also_led``: what else words led to, beside what was decided: told in the same question to the database,
since a page of answers asks few. Given a kind of words and their keys, rows of a room above, and which of
their columns are the words' key, the thing's key and its title; ``also_told`` of the same name says how to
tell it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from consultations.proposals.enums import ComesFromKind
from feedback.threads.sockets import Progress
from sockets.socket import Socket


@dataclass(frozen=True)
class Told:
    """A decision, a step or something else that words led to, as it stands beside them."""

    text: str
    url: str
    progress: Progress
    changed: bool = False


@dataclass(frozen=True)
class AlsoLed:
    """A queryset without an order, and the names of three of its columns, all of them text."""

    rows: Any
    words: str
    key: str
    title: str


also_led: Socket[Callable[[ComesFromKind, Sequence[str]], Sequence[AlsoLed]]] = Socket()
also_told: Socket[Callable[[str, str], Told]] = Socket()
