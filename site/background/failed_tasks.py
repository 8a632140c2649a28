"""Tasks that were given up: to look at, to try again, to forget."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult, DBTaskResultQuerySet

from background.claims import won
from background.running import QUEUE, waiting

#: Longer than this and something is wrong, most likely no worker runs.
WAITING_TOO_LONG = timedelta(minutes=10)
KEPT_FOR = timedelta(days=30)


def given_up() -> "DBTaskResultQuerySet":
    """Tasks given up, not yet forgotten."""
    return DBTaskResult.objects.filter(backend_name=QUEUE, status=TaskResultStatus.FAILED)


def overdue() -> "DBTaskResultQuerySet":
    """Tasks that could have run long ago."""
    since = timezone.now() - WAITING_TOO_LONG
    return waiting().filter(enqueued_at__lt=since).exclude(run_after__gt=since, run_after__lt=timezone.now())


def try_again(task: UUID) -> bool:
    """Put a task given up back into the queue with all its attempts; False if it was not given up."""
    row: Any = DBTaskResult.objects.filter(pk=task, backend_name=QUEUE, status=TaskResultStatus.FAILED)
    return won(
        row,
        status=TaskResultStatus.READY,
        run_after=timezone.now(),
        finished_at=None,
        exception_class_path="",
        traceback="",
    )


def forget_finished(before: datetime) -> int:
    """Delete tasks finished or given up before then; returns how many."""
    count, _ = DBTaskResult.objects.finished().filter(finished_at__lt=before).delete()
    return count
