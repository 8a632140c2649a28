"""Opening the box: one query reads all that lies in it, and each envelope is opened with its pair's key."""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from uuid import UUID

from feedback.letterbox import keys
from feedback.letterbox.kinds import COVER, Letter
from feedback.letterbox.memory import Memory
from feedback.letterbox.models import Envelope
from feedback.letterbox.wrapping import NotALetterError, unwrap
from sealing.pairs import CannotOpenError, PrivateKey, open_sealed

#: Envelopes in memory at a time; each takes 25 KB until it is opened.
_AT_ONCE = 200


@dataclass
class Opened:
    """What was in the box."""

    #: Those of cover envelopes are left out.
    letters: list[Letter] = field(default_factory=list)
    #: The keys of all envelopes that go, covers and lost ones too, in order.
    envelopes: list[UUID] = field(default_factory=list)
    #: The pairs they were sealed to.
    pairs: set[int] = field(default_factory=set)
    #: Of these, how many could not be opened, and never will be.
    lost: int = 0
    #: Envelopes that stay: their pair was made elsewhere, so perhaps only the folder is the wrong one.
    left: int = 0


def open_box(memory: Memory) -> Opened:
    """Read and open everything. Needs `locks.emptying`.

    Letters come in the order of keys that are drawn for them here: in no order.
    """
    opened = Opened()
    halves: dict[int, PrivateKey | None] = {}
    for key, pair, sealed in _envelopes():
        if pair not in halves:
            halves[pair] = keys.private(pair)
        half = halves[pair]
        if half is None and not memory.was_made_here(pair):
            opened.left += 1
            continue
        opened.pairs.add(pair)
        opened.envelopes.append(key)
        letter = _open(half, key, sealed) if half else None
        if letter is None:
            opened.lost += 1
        elif letter.kind != COVER:
            opened.letters.append(letter)
    opened.letters.sort(key=lambda one: one.key)
    opened.envelopes.sort()
    return opened


def _envelopes() -> Iterator[tuple[UUID, int, bytes]]:
    rows = Envelope.objects.order_by().values_list("key", "pair", "sealed")
    for key, pair, sealed in rows.iterator(chunk_size=_AT_ONCE):
        yield key, pair, bytes(sealed)


def _open(half: PrivateKey, key: UUID, sealed: bytes) -> Letter | None:
    """The letter; nothing, if somebody changed, moved or made up what is sealed."""
    try:
        kind, receipt_index, body = unwrap(open_sealed(half, sealed, aad=key.bytes))
    except (CannotOpenError, NotALetterError):
        return None
    return Letter(kind, secrets.randbits(63), receipt_index, body)
