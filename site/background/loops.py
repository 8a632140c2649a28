"""Loops: what the worker does again and again without a row for it.

A queued task leaves a row and a time of each run. Where that would give something away (cover envelopes), or
where nothing needs to be kept (looking after keys), a room registers a loop instead, from its
``AppConfig.ready``. Each runs in a thread of each worker, with a database connection of its own, is begun
again when it raises an error, and ends with the worker.
"""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass

from django.db import close_old_connections, connection
from django.utils import translation
from django.utils.text import slugify

logger = logging.getLogger("background.loops")

#: Seconds until a loop that raised an error is tried again; doubled each time, up to the longest.
FIRST_PAUSE = 5.0
LONGEST_PAUSE = 300.0
#: Seconds that a worker which ends waits for its loops.
PATIENCE = 5.0


@dataclass(frozen=True)
class Loop:
    """One thing done again and again."""

    name: str
    #: Does it once, and says how many seconds to wait before the next time.
    turn: Callable[[], float]


_loops: dict[str, Loop] = {}


def register(name: str, turn: Callable[[], float]) -> None:
    """Have ``turn()`` called in every worker, again and again; it returns the seconds to wait each time.

    Raises:
        ValueError: the name is no short slug or is taken.
    """
    if slugify(name) != name or len(name) > 40:
        raise ValueError(f"{name!r} is no short slug")
    if name in _loops:
        raise ValueError(f"{name} is a loop already")
    _loops[name] = Loop(name, turn)


def registered() -> list[Loop]:
    """All loops, by name."""
    return [_loops[name] for name in sorted(_loops)]


class Running:
    """The loops of one worker."""

    def __init__(self) -> None:
        self._ending = threading.Event()
        self._threads: list[threading.Thread] = []

    def start(self) -> None:
        """Start each in a thread; they do not keep the process alive."""
        for loop in registered():
            thread = threading.Thread(target=self._run, args=(loop,), daemon=True, name=loop.name)
            self._threads.append(thread)
            thread.start()

    def stop(self) -> None:
        """Let each finish what it is at, for a few seconds."""
        self._ending.set()
        for thread in self._threads:
            thread.join(PATIENCE)

    def _run(self, loop: Loop) -> None:
        pause_after_error = FIRST_PAUSE
        try:
            while not self._ending.is_set():
                try:
                    close_old_connections()
                    with translation.override(None):
                        wait = loop.turn()
                    pause_after_error = FIRST_PAUSE
                except Exception as problem:
                    logger.warning(
                        "loop %s failed and goes on in %g s: %s.%s", loop.name, pause_after_error,
                        type(problem).__module__, type(problem).__qualname__,
                    )  # fmt: skip
                    wait, pause_after_error = pause_after_error, min(pause_after_error * 2, LONGEST_PAUSE)
                    connection.close()
                self._ending.wait(max(wait, 0.0))
        finally:
            connection.close()
