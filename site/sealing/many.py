"""Sealing and opening very many at once, on two cores.

One takes about a sixth of a millisecond, nearly all of it in ML-KEM and X25519, during which Python does
nothing else. So most of the work goes to a second process, which is started for it, imports nothing but this
room, gets keys and words through a pipe and leaves nothing behind. A few are done without it.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import islice
from typing import IO

from sealing.framing import framed, unframed
from sealing.pairs import CannotOpenError, PrivateKey, PublicKey, open_sealed, seal

#: Fewer than this are done alone.
MANY = 4000
#: So many go to the second process, and so many stay here, in turn: what reads and writes rows is here too.
_THEIRS, _OURS = 360, 140
_SEAL, _OPEN = b"seal", b"open"


class HelperLostError(Exception):
    """The second process ended before its work did. Nothing was sealed or opened for good."""


def seal_many(public: PublicKey, plains: Iterable[bytes], *, size: int, count: int) -> Iterator[bytes]:
    """`seal` each, in the order given; ``count`` is about how many there are."""
    head = framed(_SEAL, public.to_bytes(), size.to_bytes(4, "big"))
    yield from _spread(head, plains, lambda plain: seal(public, plain, size=size), count)


def open_many(private: PrivateKey, sealed: Iterable[bytes], *, count: int) -> Iterator[bytes | None]:
    """`open_sealed` each, in the order given; nothing for what does not open."""
    head = framed(_OPEN, private.to_bytes(), b"")
    for one in _spread(head, sealed, lambda given: _opened(private, given), count):
        yield one[1:] if one else None


def _opened(private: PrivateKey, sealed: bytes) -> bytes:
    """What was sealed, behind one byte; nothing if it does not open."""
    try:
        return b"\x01" + open_sealed(private, sealed)
    except CannotOpenError:
        return b""


def _spread(
    head: bytes, given: Iterable[bytes], act: Callable[[bytes], bytes], count: int
) -> Iterator[bytes]:
    rows = iter(given)
    if count < MANY:
        yield from map(act, rows)
        return
    with _helper(head) as (to, back):
        waiting = _send(to, rows)
        while waiting:
            ours = [act(row) for row in islice(rows, _OURS)]
            theirs = _got(back)
            waiting = _send(to, rows)  # before these are used, so that it is never idle
            yield from theirs
            yield from ours


def _send(to: IO[bytes], rows: Iterator[bytes]) -> bool:
    """Give the second process its next batch; whether there was one."""
    batch = list(islice(rows, _THEIRS))
    if batch:
        _put(to, batch)
    return bool(batch)


@contextmanager
def _helper(head: bytes) -> Iterator[tuple[IO[bytes], IO[bytes]]]:
    started = subprocess.Popen(
        [sys.executable, "-m", "sealing.many"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )
    try:
        if started.stdin is None or started.stdout is None:
            raise HelperLostError
        _put(started.stdin, [head])
        yield started.stdin, started.stdout
    except BrokenPipeError as error:
        raise HelperLostError from error
    finally:
        started.kill()
        with suppress(BrokenPipeError), started:  # what was not yet sent is of no use
            pass


def _put(to: IO[bytes], rows: list[bytes]) -> None:
    """A batch behind its length and the number of its rows."""
    batch = framed(*rows)
    to.write(len(batch).to_bytes(4, "big") + len(rows).to_bytes(4, "big") + batch)
    to.flush()


def _got(back: IO[bytes]) -> list[bytes]:
    head = back.read(8)
    length, count = int.from_bytes(head[:4], "big"), int.from_bytes(head[4:], "big")
    batch = back.read(length)
    if len(head) < 8 or len(batch) < length:
        raise HelperLostError
    return unframed(batch, count)


def _act(head: bytes) -> Callable[[bytes], bytes]:
    what, key, size = unframed(head, 3)
    if what == _OPEN:
        private = PrivateKey.from_bytes(key)
        return lambda given: _opened(private, given)
    public = PublicKey.from_bytes(key)
    return lambda plain: seal(public, plain, size=int.from_bytes(size, "big"))


def main() -> None:
    """The second process: batches in, batches out, until the first closes the pipe or ends it."""
    into, out = sys.stdin.buffer, sys.stdout.buffer
    try:
        act = _act(_got(into)[0])
        while True:
            _put(out, [act(row) for row in _got(into)])
    except (HelperLostError, BrokenPipeError):
        os._exit(0)


if __name__ == "__main__":
    main()
