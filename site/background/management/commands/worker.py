"""`manage.py worker`: does what waits."""

import os
import signal
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from background.worker import Worker


class Command(BaseCommand):
    """Runs the queue, the schedule and the reaper, until Ctrl-C or SIGTERM."""

    help = "Run the work that waits: queue, schedule, reaper. Start one or several."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="do all that is due now, then end")
        parser.add_argument(
            "--with-parent", nargs="?", type=int, const=0, metavar="PID",
            help="end when the process that started this one (or PID, its number) has gone",
        )  # fmt: skip

    def handle(self, *args: Any, once: bool, with_parent: int | None, **options: Any) -> None:
        parent = None if with_parent is None else with_parent or os.getppid()
        worker = Worker(once=once, parent=parent)
        if not once:
            _stop_on_signals(worker)
        worker.run()


def _stop_on_signals(worker: Worker) -> None:
    def finish(signum: int, frame: object) -> None:
        if worker.stopping.is_set():
            # Asked twice: leave at once. The reaper will put the task back.
            raise SystemExit(1)
        worker.stop()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, finish)
