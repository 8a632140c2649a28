"""The worker: one process that looks after queue, schedule, reaper and loops."""

import logging
import os
import secrets
import threading
import time
from datetime import datetime

from django.db import InterfaceError, OperationalError, close_old_connections, connection
from django.utils import timezone, translation
from django_tasks_db.utils import is_locked_database_exception

from background import loops, reaper, running, schedule

logger = logging.getLogger("background.worker")

#: How long an idle worker sleeps, seconds: half of the second in which it is to react.
NAP = 0.5
#: How long it waits for a database that is away, seconds.
LONGEST_WAIT = 5.0


class Worker:
    """Runs until told to stop, or, with ``once``, until nothing is due."""

    def __init__(self, *, once: bool = False, parent: int | None = None) -> None:
        """``parent`` is the process without which this one is not to go on."""
        self.holder = secrets.token_hex(8)
        self.once = once
        self.parent = parent
        self.stopping = threading.Event()
        self._seen: dict[str, datetime] = {}
        self._next_reap = 0.0
        self._wait = NAP

    def stop(self) -> None:
        """Finish the task at hand, then end. Safe to call from a signal handler."""
        self.stopping.set()

    def run(self) -> None:
        """Work until stopped."""
        self._say_ready()
        running_loops = loops.Running()
        if not self.once:
            running_loops.start()
        try:
            self._work()
        finally:
            running_loops.stop()
        logger.info("worker stopped")

    def _work(self) -> None:
        while not self._should_stop():
            try:
                worked = self._turn()
                self._wait = NAP
            except (OperationalError, InterfaceError) as problem:
                worked = self._database_away(problem)
            if worked:
                continue
            if self.once:
                break
            self.stopping.wait(self._wait)

    def _turn(self) -> bool:
        """One look at everything; whether a task ran."""
        if not connection.in_atomic_block:
            close_old_connections()
        schedule.take_due(timezone.now(), self._seen)
        if time.monotonic() >= self._next_reap:
            reaper.reap()
            self._next_reap = time.monotonic() + running.lease().total_seconds() / 2
        row = running.claim_next(self.holder)
        if row is None:
            return False
        with translation.override(None):
            running.run(row, self.holder)
        return True

    def _should_stop(self) -> bool:
        if self.parent is not None and os.getppid() != self.parent:
            logger.info("the process that started this worker has gone")
            return True
        return self.stopping.is_set()

    def _database_away(self, problem: Exception) -> bool:
        """Wait for a database that is busy or gone; nothing is lost meanwhile."""
        if isinstance(problem, OperationalError) and is_locked_database_exception(problem):
            self.stopping.wait(NAP)
            return True
        if self._wait == NAP:
            logger.warning("the database does not answer; trying again")
        self._wait = min(self._wait * 2, LONGEST_WAIT)
        if not connection.in_atomic_block:
            connection.close()
        self.stopping.wait(self._wait)
        return True

    def _say_ready(self) -> None:
        logger.info(
            "worker ready: %d scheduled acts, lease %g s, %s",
            len(schedule.scheduled()), running.lease().total_seconds(), connection.vendor,
        )  # fmt: skip
