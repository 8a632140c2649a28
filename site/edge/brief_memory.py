"""What all workers of one server remember for some minutes, in memory alone.

A page that was just sent is shown again when it is asked for again, also by the worker beside the one that
took it. A row in the database would be a record of when somebody wrote (docs/trust.md, rules 10 and 11); a
cache on a disk or in Redis too. So it is a piece of memory that gunicorn's main process makes before it
makes the workers, which inherit it (`gunicorn_conf.on_starting`). It has no name, no file and no copy, and
ends with the server.

A thing is remembered as a hash under a key that was drawn for this memory. When the memory is full, the
oldest is forgotten first; nothing depends on its being there. Several servers do not share it.
"""

import hmac
import mmap
import os
import secrets
import struct
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from fcntl import LOCK_EX, LOCK_UN, lockf

_SLOT = struct.Struct("<16sd")
#: Places in which one thing may lie.
_WAYS = 8


class BriefMemory:
    """A set of things, each forgotten after so many seconds."""

    def __init__(self, *, seconds: float, things: int = 8192) -> None:
        """Room for about so many things at once. Make it before the workers are made."""
        self.seconds = seconds
        self._rows = max(1, things // _WAYS)
        self._key = secrets.token_bytes(32)
        self._memory = mmap.mmap(-1, self._rows * _WAYS * _SLOT.size)
        # The lock of a process that is killed goes with it; a semaphore's would stay. Nothing is written.
        self._file = _file_in_memory()
        self._threads = threading.Lock()

    def remember(self, thing: bytes) -> None:
        """Remember it from now on."""
        name, row = self._place(thing)
        with self._alone():
            slots = self._slots(row)
            slot = self._of(slots, name)
            if slot is None:
                slot = min(slots, key=lambda one: slots[one][1])
            self._write(slot, name, time.monotonic() + self.seconds)

    def remembers(self, thing: bytes) -> bool:
        """Whether it was remembered less than so many seconds ago, and not forgotten since."""
        name, row = self._place(thing)
        with self._alone():
            slots = self._slots(row)
            slot = self._of(slots, name)
            return slot is not None and slots[slot][1] > time.monotonic()

    def forget(self, thing: bytes) -> None:
        """Forget it now. May be repeated."""
        name, row = self._place(thing)
        with self._alone():
            slot = self._of(self._slots(row), name)
            if slot is not None:
                self._write(slot, bytes(16), 0.0)

    def clear(self) -> None:
        """Forget everything."""
        with self._alone():
            self._memory[:] = bytes(len(self._memory))

    def _place(self, thing: bytes) -> tuple[bytes, int]:
        name = hmac.digest(self._key, thing, "sha256")[:16]
        return name, int.from_bytes(name[:8], "big") % self._rows

    def _slots(self, row: int) -> dict[int, tuple[bytes, float]]:
        """Where in the memory a row's slots begin, and what lies there."""
        first = row * _WAYS * _SLOT.size
        starts = range(first, first + _WAYS * _SLOT.size, _SLOT.size)
        return {start: _SLOT.unpack_from(self._memory, start) for start in starts}

    @staticmethod
    def _of(slots: dict[int, tuple[bytes, float]], name: bytes) -> int | None:
        return next((start for start, (there, _until) in slots.items() if there == name), None)

    def _write(self, start: int, name: bytes, until: float) -> None:
        _SLOT.pack_into(self._memory, start, name, until)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """One at a time, among threads and among workers."""
        with self._threads:
            lockf(self._file, LOCK_EX)
            try:
                yield
            finally:
                lockf(self._file, LOCK_UN)


def _file_in_memory() -> int:
    """An empty file without a name, for its lock alone."""
    if hasattr(os, "memfd_create"):
        return os.memfd_create("brief-memory")
    with tempfile.TemporaryFile() as file:  # not Linux: a developer's machine
        return os.dup(file.fileno())


#: What was sent in the last ten minutes and may be shown again.
just_sent = BriefMemory(seconds=600)
#: Visits that are over: what belongs to them is not shown again. They run out by themselves after an hour.
ended = BriefMemory(seconds=3900)
