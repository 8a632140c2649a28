"""What the folder of keys remembers, so that a restore of the database makes nobody forget it.

It lies encrypted beside the keys: which pairs were made here (an envelope of such a pair whose key has gone
can never be opened; one of any other may only have the wrong folder before it), how far emptyings are
counted, and which receipts were withdrawn on which day.
"""

import json
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from django.conf import settings

from sealing import beside_keys, held, keys_folder

_NAME = "memory"
_CONTEXT = b"letterbox: memory of the folder"


def place() -> Path:
    """The folder of the box below KEYS_DIR; made if it is missing."""
    folder = Path(settings.KEYS_DIR) / "box"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def lock(plain: bytes, context: bytes) -> bytes:
    """Lock what is to lie beside the keys."""
    return held.lock(plain, secret=settings.HELD_WORDS_SECRET.encode(), context=context)


def unlock(locked: bytes, context: bytes) -> bytes:
    """Open it again.

    Raises:
        FolderUnreadableError: with none of our secrets.
    """
    secrets = [settings.HELD_WORDS_SECRET, *settings.HELD_WORDS_SECRET_FALLBACKS]
    return beside_keys.unlock(locked, secrets=secrets, context=context)


@dataclass
class Memory:
    """The memory of one folder. Change and `store` it only while holding `locks.folder`."""

    #: First and last number of each run of pairs made here.
    made: list[list[int]] = field(default_factory=list)
    #: The highest number of an emptying.
    emptying: int = 0
    #: Index of a receipt, in hexadecimal, to the day it was withdrawn.
    withdrawn: dict[str, str] = field(default_factory=dict)

    @classmethod
    def load(cls) -> "Memory":
        """What the folder remembers; nothing, if it is new.

        Raises:
            FolderUnreadableError: there is something, and it does not open.
        """
        try:
            locked = keys_folder.load_bytes(place(), _NAME)
        except keys_folder.GoneError:
            return cls()
        return cls(**json.loads(unlock(locked, _CONTEXT)))

    def store(self) -> None:
        """Write it through to the disk."""
        plain = json.dumps(vars(self), separators=(",", ":")).encode()
        keys_folder.store_bytes(place(), _NAME, lock(plain, _CONTEXT))

    def was_made_here(self, pair: int) -> bool:
        return any(first <= pair <= last for first, last in self.made)

    def note_pair(self, pair: int) -> None:
        """Note that a pair of this number was made here, or never will be found anywhere."""
        if self.was_made_here(pair):
            return
        runs: list[list[int]] = []
        for first, last in sorted([*self.made, [pair, pair]]):
            if runs and first == runs[-1][1] + 1:
                runs[-1][1] = last
            else:
                runs.append([first, last])
        self.made = runs

    def highest_pair(self) -> int:
        return max((last for _, last in self.made), default=0)

    def note_withdrawn(self, indexes: dict[bytes, date]) -> None:
        self.withdrawn.update({index.hex(): day.isoformat() for index, day in indexes.items()})

    def withdrawals(self) -> dict[bytes, date]:
        """Indexes of receipts to the day they were withdrawn."""
        return {bytes.fromhex(index): date.fromisoformat(day) for index, day in self.withdrawn.items()}

    def forget_withdrawn_before(self, day: date) -> None:
        self.withdrawn = {index: on for index, on in self.withdrawn.items() if on >= day.isoformat()}
