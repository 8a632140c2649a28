"""Kinds of letter: a socket. Rooms above say what becomes of what was written when the box is emptied.

A letter is delivered under a key that was drawn for it at the emptying and says nothing of when or in
which order it came. Whoever delivers writes rows table by table, each table's rows sorted by a random
key (docs/trust.md, rule 7); never letter by letter.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Letter:
    """What came out of one envelope.

    ``key`` is a random whole number of 63 bits, the key of the row it may become. ``receipt_index``
    is the slow hash of the receipt that it belongs to (`codes.slow_hash`), empty if it has none:
    withdrawing takes away every letter of that receipt, also from the copies kept beside the keys.
    ``body`` is what the room that posted it put in; only JSON.
    """

    kind: str
    key: int
    receipt_index: bytes = b""
    body: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Delivery:
    """One emptying, as those who deliver see it. ``number`` counts emptyings; ``day`` is its local day."""

    number: int
    day: date


#: Called in the transaction of the emptying with all letters of its kind, in shuffled order.
Deliver = Callable[[Sequence[Letter], Delivery], None]
#: Called before anything is written or copied, with all letters of the box; returns those that stay.
SortOut = Callable[[list[Letter]], list[Letter]]


@dataclass(frozen=True)
class Kind:
    """A kind of letter: its name, who delivers it, and in which turn (lower first)."""

    name: str
    deliver: Deliver
    turn: int = 0
    sort_out: SortOut | None = None


#: The kind whose letters take back everything of their receipt, without a body. The box knows its name,
#: since withdrawals reach its copies and are repeated after a restore.
WITHDRAWAL = "withdrawal"
#: The kind of the empty envelopes; nobody delivers it.
COVER = "cover"

_kinds: dict[str, Kind] = {}


def register(name: str, deliver: Deliver, *, turn: int = 0, sort_out: SortOut | None = None) -> None:
    """Plug a kind in (from an AppConfig's ready). The same name again replaces it."""
    _kinds[name] = Kind(name, deliver, turn, sort_out)


def unregister(name: str) -> None:
    """Pull a kind out again; used by tests."""
    _kinds.pop(name, None)


def kind(name: str) -> Kind | None:
    """The kind of this name, if a room plugged it in."""
    return _kinds.get(name)


def registered() -> list[Kind]:
    """All kinds, in the order in which they are delivered."""
    return sorted(_kinds.values(), key=lambda one: (one.turn, one.name))


#: Called after the delivery, in the same transaction, whether or not there were letters: what may change
#: for readers only at an emptying (publishing a batch, counts) plugs in here.
AtEmptying = Callable[[Delivery], None]
_at_emptying: dict[str, AtEmptying] = {}


def at_emptying(name: str, act: AtEmptying) -> None:
    """Plug in what is done at every emptying. The same name again replaces it."""
    _at_emptying[name] = act


def acts_at_emptying() -> list[AtEmptying]:
    """All that is done at every emptying, in the order of the names."""
    return [_at_emptying[name] for name in sorted(_at_emptying)]
