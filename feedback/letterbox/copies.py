"""Copies of deliveries, beside the keys: what was just read, until backups and standbys hold it.

A copy is written before its delivery is committed, so that a crash at any point, or the loss of the database
since its last backup, loses nothing that was opened. It is encrypted under a key derived from
HELD_WORDS_SECRET, its letters are sorted by their random keys, and a withdrawal takes words out of it too.
"""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from feedback.letterbox.delivering import note_withdrawn, sorted_out
from feedback.letterbox.kinds import Delivery, Letter
from feedback.letterbox.memory import lock, place, unlock
from sealing import keys_folder
from sealing.beside_keys import FolderUnreadableError
from sealing.framing import NotFramedError, framed, unframed

_COPY = "copy."
#: Letters encrypted together, so that memory does not grow with the box.
_AT_ONCE = 500


@dataclass
class Copy:
    """One delivery."""

    delivery: Delivery
    at: datetime
    #: Sorted by their keys.
    letters: Sequence[Letter]
    #: Keys of the envelopes from which they came, covers and lost ones too, sorted.
    envelopes: list[UUID] = field(default_factory=list)
    lost: int = 0


def store(copy: Copy) -> None:
    """Write a copy through to the disk, in place of what there is of this delivery. Needs `locks.folder`."""
    delivery = copy.delivery
    context = _context(delivery.number)
    bundles = [
        lock(_json([_row(one) for one in copy.letters[at : at + _AT_ONCE]]), context + b", letters")
        for at in range(0, len(copy.letters), _AT_ONCE)
    ]
    head = {
        "number": delivery.number, "day": delivery.day.isoformat(), "at": copy.at.isoformat(),
        "lost": copy.lost, "bundles": len(bundles), "envelopes": [key.hex for key in copy.envelopes],
    }  # fmt: skip
    content = framed(lock(_json(head), context), *bundles)
    keys_folder.store_bytes(place(), _name(delivery.number, delivery.day), content)


def load(number: int) -> Copy:
    """The copy of this delivery.

    Raises:
        sealing.keys_folder.GoneError: there is none.
        FolderUnreadableError: it does not open.
    """
    content = keys_folder.load_bytes(place(), _names().get(number, f"{_COPY}{number}"))
    context = _context(number)
    try:
        first = content[4 : 4 + int.from_bytes(content[:4], "big")]
        head = json.loads(unlock(first, context))
        bundles = unframed(content, 1 + head["bundles"])[1:]
        rows = [row for one in bundles for row in json.loads(unlock(one, context + b", letters"))]
    except (NotFramedError, ValueError, KeyError) as error:
        raise FolderUnreadableError(f"the copy of emptying {number} is damaged") from error
    return Copy(
        Delivery(head["number"], date.fromisoformat(head["day"])),
        datetime.fromisoformat(head["at"]),
        [Letter(kind, key, bytes.fromhex(receipt), body) for kind, key, receipt, body in rows],
        [UUID(key) for key in head["envelopes"]],
        head["lost"],
    )


def numbers(*, before: date | None = None) -> list[int]:
    """The numbers of the emptyings (before a day) of which there are copies."""
    return sorted(number for number, name in _names().items() if before is None or _day(name) < before)


def forget(receipt_indexes: Collection[bytes]) -> None:
    """Note, in the current transaction, that these receipts were withdrawn at once.

    Works where there are no keys: the worker rewrites the copies within a minute, and a later restore repeats
    the withdrawal. Letters of withdrawal do this by themselves.
    """
    note_withdrawn(dict.fromkeys(receipt_indexes, timezone.localdate()))


def take_out(indexes: Collection[bytes]) -> None:
    """Take the words of withdrawn receipts out of all copies. Needs `locks.folder`."""
    for number in numbers():
        copy = load(number)
        kept = sorted_out(copy.letters, withdrawn=indexes)
        if kept != list(copy.letters):
            copy.letters = kept
            store(copy)


def destroy(number: int) -> None:
    """Destroy a copy like a key. Needs `locks.folder`."""
    name = _names().get(number)
    if name is not None:
        keys_folder.destroy(place(), name)


def _names() -> dict[int, str]:
    found = [name for name in keys_folder.names(place()) if name.startswith(_COPY)]
    return {int(name.split(".")[1]): name for name in found}


def _name(number: int, day: date) -> str:
    return f"{_COPY}{number}.{day.isoformat()}"


def _day(name: str) -> date:
    return date.fromisoformat(name.split(".")[2])


def _context(number: int) -> bytes:
    return f"letterbox: copy of emptying {number}".encode()


def _row(letter: Letter) -> list[Any]:
    return [letter.kind, letter.key, letter.receipt_index.hex(), letter.body]


def _json(what: Any) -> bytes:
    return json.dumps(what, ensure_ascii=False, separators=(",", ":")).encode()
