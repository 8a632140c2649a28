"""`manage.py failed_tasks`: what was given up."""

from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser

from background import failed_tasks
from background.running import describe


class Command(BaseCommand):
    """Lists tasks that were given up; tries them again when told to."""

    help = "List the tasks that were given up, and say whether any wait too long."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--again", metavar="ID", help="try this task again (or: all)")

    def handle(self, *args: Any, again: str | None, **options: Any) -> None:
        if again:
            self._again(again)
            return
        rows = list(failed_tasks.given_up().order_by("finished_at", "id"))
        for row in rows:
            where = row.traceback.rpartition("\n")[2]
            day = f"{row.finished_at:%d %B %Y}"
            self.stdout.write("  ".join([str(row.pk), day, describe(row), row.exception_class_path, where]))
        waiting = failed_tasks.overdue().count()
        self.stdout.write(f"{len(rows)} given up, {waiting} waiting for more than 10 minutes")

    def _again(self, which: str) -> None:
        if which == "all":
            keys = list(failed_tasks.given_up().values_list("pk", flat=True))
        else:
            try:
                keys = [UUID(which)]
            except ValueError as problem:
                raise CommandError(f"{which} is no task's id") from problem
        count = sum(failed_tasks.try_again(key) for key in keys)
        self.stdout.write(f"{count} put back into the queue")
