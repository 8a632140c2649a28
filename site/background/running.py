"""Taking one task from the queue and seeing it through, or putting it back.

A task belongs to whoever holds its claim (`background.models.TaskClaim`), for
a lease that is renewed while its worker lives. All endings ask the claim first:
whoever has lost it changes nothing, so a worker that was thought dead and wakes
up again does no harm.
"""

import logging
import threading
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Any

from django.conf import settings
from django.db import DatabaseError, OperationalError, connection, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult, DBTaskResultQuerySet
from django_tasks_db.utils import is_locked_database_exception

from background.claims import current_task, won
from background.models import TaskClaim
from background.queue_backend import ATTEMPTS, QueuedTask, pause_after

logger = logging.getLogger("background.queue")

QUEUE = "queue"
#: A task that took so many workers down with it is given up.
LOSSES_BEFORE_GIVING_UP = 20
#: A busy database is no failure of the task: it is tried again after this.
PAUSE_WHEN_BUSY = timedelta(seconds=1)
_PLACES_KEPT = 6


class ClaimLostError(Exception):
    """The task is no longer ours; whatever was done in this transaction must not be kept."""


def lease() -> timedelta:
    """How long a claim holds without being renewed (setting WORKER_LEASE_SECONDS)."""
    return timedelta(seconds=float(settings.WORKER_LEASE_SECONDS))


def waiting() -> DBTaskResultQuerySet:
    """Tasks that could run now."""
    return DBTaskResult.objects.ready().filter(backend_name=QUEUE)


def claim_next(holder: str) -> "DBTaskResult[Any, Any] | None":
    """Take the next task for this holder; None when there is nothing to do."""
    # Looking first costs no write lock, so an idle worker disturbs nobody.
    if not waiting().exists():
        return None
    skip_locked = connection.features.has_select_for_update_skip_locked
    with transaction.atomic():
        row = waiting().select_for_update(skip_locked=skip_locked).first()
        if row is None:
            return None
        still_waits = DBTaskResult.objects.filter(pk=row.pk, status=TaskResultStatus.READY)
        if not won(still_waits, status=TaskResultStatus.RUNNING):
            return None
        until = timezone.now() + lease()
        if not TaskClaim.objects.filter(task=row.pk).update(holder=holder, until=until):
            TaskClaim.objects.create(task=row.pk, holder=holder, until=until)
    row.status = TaskResultStatus.RUNNING
    return row


def run(row: "DBTaskResult[Any, Any]", holder: str) -> None:
    """Run a task that this holder has claimed, to one of its ends."""
    try:
        with _lease_kept(row, holder):
            _call(row, holder)
    except ClaimLostError:
        logger.warning("task %s was taken over while it ran here; what it did here was undone", describe(row))
    except Exception as problem:
        _after_failure(row, holder, problem)


def _call(row: "DBTaskResult[Any, Any]", holder: str) -> None:
    task = row.task
    if isinstance(task, QueuedTask) and not task.atomic:
        _call_function(row, task)
        with transaction.atomic():
            _finish(row, holder)
        return
    with transaction.atomic():
        _call_function(row, task)
        _finish(row, holder)


def _call_function(row: "DBTaskResult[Any, Any]", task: Any) -> None:
    args, kwargs = row.args_kwargs["args"], row.args_kwargs["kwargs"]
    token = current_task.set(row.pk)
    try:
        task.call(*args, **kwargs)
    finally:
        current_task.reset(token)


def _finish(row: "DBTaskResult[Any, Any]", holder: str) -> None:
    """End a task that went well: nothing of it is kept, no clock either."""
    mine, _ = TaskClaim.objects.filter(task=row.pk, holder=holder).delete()
    if mine != 1:
        raise ClaimLostError
    DBTaskResult.objects.filter(pk=row.pk).delete()


def _after_failure(row: "DBTaskResult[Any, Any]", holder: str, problem: Exception) -> None:
    """Put a task back for later, or give it up."""
    busy = isinstance(problem, OperationalError) and is_locked_database_exception(problem)
    with transaction.atomic():
        mine = TaskClaim.objects.filter(task=row.pk, holder=holder)
        if not won(mine, holder="", failures=F("failures") + (0 if busy else 1)):
            return
        if busy:
            put_back(row, timezone.now() + PAUSE_WHEN_BUSY)
            return
        failures = TaskClaim.objects.values_list("failures", flat=True).get(task=row.pk)
        attempts = _attempts(row)
        if failures >= attempts:
            give_up(row, problem)
            return
        pause = pause_after(failures)
        put_back(row, timezone.now() + pause)
    logger.warning(
        "task %s failed, attempt %d of %d, next in %d s: %s",
        describe(row), failures, attempts, pause.total_seconds(), _class_path(problem),
        exc_info=problem if settings.DEBUG else None,
    )  # fmt: skip


def put_back(row: "DBTaskResult[Any, Any]", when: datetime) -> None:
    """Let a task wait again, until ``when``."""
    DBTaskResult.objects.filter(pk=row.pk, status=TaskResultStatus.RUNNING).update(
        status=TaskResultStatus.READY, run_after=when
    )


def give_up(row: "DBTaskResult[Any, Any]", problem: Exception | None) -> None:
    """Mark a task failed for good, keep where it failed (never what was said), and tell its owner."""
    why = _class_path(problem) if problem else "its workers were lost"
    DBTaskResult.objects.filter(pk=row.pk).update(
        status=TaskResultStatus.FAILED,
        # The day is enough to know when to forget it.
        finished_at=timezone.now().replace(hour=0, minute=0, second=0, microsecond=0),
        exception_class_path=why,
        traceback=_places(problem.__traceback__) if problem else "",
    )
    TaskClaim.objects.filter(task=row.pk).delete()
    logger.error("task %s given up: %s", describe(row), why)
    given_up = getattr(_task(row), "given_up", None)
    if given_up is not None:
        given_up(*row.args_kwargs["args"], **row.args_kwargs["kwargs"])


def describe(row: "DBTaskResult[Any, Any]") -> str:
    """The task and its keys, as a log line may name them."""
    keys = [*row.args_kwargs["args"], *row.args_kwargs["kwargs"].values()]
    return f"{row.task_path}({', '.join(map(str, keys))})"


def _task(row: "DBTaskResult[Any, Any]") -> Any:
    try:
        return import_string(row.task_path)
    except ImportError:  # a later version of the program no longer has it
        return None


def _attempts(row: "DBTaskResult[Any, Any]") -> int:
    task = _task(row)
    return task.attempts if isinstance(task, QueuedTask) else ATTEMPTS


def _class_path(problem: BaseException) -> str:
    return f"{type(problem).__module__}.{type(problem).__qualname__}"


def _places(trace: TracebackType | None) -> str:
    """Where in the program it happened: files and lines, without any value or message."""
    frames = traceback.extract_tb(trace)[-_PLACES_KEPT:]
    return "\n".join(f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames)


@contextmanager
def _lease_kept(row: "DBTaskResult[Any, Any]", holder: str) -> Iterator[None]:
    """Renew the claim from beside the task for as long as it runs."""
    done = threading.Event()
    beat = threading.Thread(target=_renew, args=(row.pk, holder, done), daemon=True, name="lease")
    beat.start()
    try:
        yield
    finally:
        done.set()
        beat.join()


def _renew(task: Any, holder: str, done: threading.Event) -> None:
    pause = lease().total_seconds() / 3
    used = False
    while not done.wait(pause):
        used = True
        try:
            TaskClaim.objects.filter(task=task, holder=holder).update(until=timezone.now() + lease())
        except DatabaseError:
            # Busy or away: another beat follows, and without a database nobody can take the task over either.
            connection.close_if_unusable_or_obsolete()
    if used:
        connection.close()
