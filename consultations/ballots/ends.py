"""How ballots ended, beside the keys: written before the database knows, so that no crash undoes an end.

An end says what became of one ballot, known by the number of its pair, and everything that is needed to write
it into the database: after a crash, or after the database was put back from an older copy, in which the
ballot is still open. It is encrypted under a key derived from HELD_WORDS_SECRET. Reasons are in it only until
the database has handed them in.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from django.conf import settings

from consultations.ballots.locks import place
from sealing import beside_keys, held, keys_folder

_END = "end."
_BEAT = "beat"


@dataclass
class End:
    """What became of one ballot."""

    #: The number of its pair.
    pair: int
    ballot: int
    #: A state in which nothing changes any more.
    state: str
    day: str
    #: As `consultations.ballots.counting.tally` gives it; nothing unless it was counted.
    count: dict[str, Any] | None = None
    #: In no order.
    reasons: Sequence[str] = field(default_factory=list, repr=False)
    #: Why it was cancelled, and the key of who did it.
    because: str = ""
    by: int | None = None


def store(end: End) -> None:
    """Write it through to the disk, in place of what there is of this ballot. Needs `locks.folder`."""
    plain = json.dumps(asdict(end), ensure_ascii=False, separators=(",", ":")).encode()
    keys_folder.store_bytes(place(), _name(end.pair), _lock(plain, _context(end.pair)))


def load(pair: int) -> End | None:
    """How the ballot of this pair ended; nothing if it did not, or that was long ago.

    Raises:
        FolderUnreadableError: it does not open.
    """
    try:
        locked = keys_folder.load_bytes(place(), _name(pair))
    except keys_folder.GoneError:
        return None
    return End(**json.loads(_unlock(locked, _context(pair))))


def numbers() -> set[int]:
    """The pairs of all ballots whose end is here."""
    names = keys_folder.names(place())
    return {int(name.removeprefix(_END)) for name in names if name.startswith(_END)}


def forget_before(day: date) -> int:
    """Destroy ends of before this day: no copy of the database is that old. Needs `locks.folder`."""
    old = [pair for pair in numbers() if (end := load(pair)) is not None and end.day < day.isoformat()]
    for pair in old:
        keys_folder.destroy(place(), _name(pair))
    return len(old)


def beat() -> int:
    """How far the worker has counted, as the folder remembers it; 0 at first.

    Raises:
        FolderUnreadableError: it does not open.
    """
    try:
        return int(_unlock(keys_folder.load_bytes(place(), _BEAT), _BEAT.encode()))
    except keys_folder.GoneError:
        return 0


def store_beat(number: int) -> None:
    """Remember it. Needs `locks.folder`."""
    keys_folder.store_bytes(place(), _BEAT, _lock(str(number).encode(), _BEAT.encode()))


def _name(pair: int) -> str:
    return f"{_END}{pair}"


def _context(pair: int) -> bytes:
    return f"ballots: end of the ballot of pair {pair}".encode()


def _lock(plain: bytes, context: bytes) -> bytes:
    return held.lock(plain, secret=settings.HELD_WORDS_SECRET.encode(), context=context)


def _unlock(locked: bytes, context: bytes) -> bytes:
    secrets = [settings.HELD_WORDS_SECRET, *settings.HELD_WORDS_SECRET_FALLBACKS]
    return beside_keys.unlock(locked, secrets=secrets, context=context)
