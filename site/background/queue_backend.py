"""The queue's back door: what a task must promise, and that it is given keys, never words."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Generic, ParamSpec, TypeVar

from django_tasks.base import Task
from django_tasks_db import DatabaseBackend
from django_tasks_db.backend import TaskResult

P = ParamSpec("P")
T = TypeVar("T")

_KEY = re.compile(r"[a-z0-9](?:[a-z0-9_-]{0,38}[a-z0-9])?")

ATTEMPTS = 5
FIRST_PAUSE = timedelta(seconds=10)
LONGEST_PAUSE = timedelta(hours=6)


class NotAKeyError(TypeError):
    """A task was given something other than the key of a row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QueuedTask(Task[P, T], Generic[P, T]):
    """A task with its promises; made by `background.queued.queued`, explained there."""

    attempts: int = ATTEMPTS
    atomic: bool = True
    given_up: Callable[..., None] | None = None


def pause_after(failures: int) -> timedelta:
    """How long to wait after so many failures: 10 seconds, each time four times as long, at most 6 hours."""
    # 4 ** 6 already is past the longest pause; larger powers would only overflow.
    return min(FIRST_PAUSE * 4 ** min(failures - 1, 6), LONGEST_PAUSE)


def refuse_words(args: Any, kwargs: Any) -> None:
    """Let whole numbers and short slugs through, nothing else.

    Task rows are kept for a while in clear, in backups too, so nothing that
    anybody wrote may get into them (docs/trust.md, rule 14).

    Raises:
        NotAKeyError: naming the place of the argument, never its value.
    """
    places = [*enumerate(args, start=1), *kwargs.items()]
    for place, value in places:
        whole_number = isinstance(value, int) and not isinstance(value, bool)
        slug = isinstance(value, str) and _KEY.fullmatch(value) is not None
        if not (whole_number or slug):
            raise NotAKeyError(f"argument {place} of a task is no key of a row: a whole number or short slug")


class QueueBackend(DatabaseBackend):
    """django-tasks-db's backend, refusing words and knowing our promises."""

    # The stubs describe Django 6, where the library takes its classes from Django itself.
    task_class = QueuedTask  # type: ignore[assignment]
    # Only our own worker takes from this queue, and it calls plain functions.
    supports_async_task = False

    def enqueue(self, task: Any, args: Any, kwargs: Any) -> TaskResult[Any, Any]:
        """Store the task's row in the current transaction: it runs if and only if that commits.

        Raises:
            NotAKeyError: an argument is not the key of a row.
        """
        refuse_words(args, kwargs)
        return super().enqueue(task, args, kwargs)

    async def aenqueue(self, task: Any, args: Any, kwargs: Any) -> TaskResult[Any, Any]:
        """As `enqueue`."""
        refuse_words(args, kwargs)
        return await super().aenqueue(task, args, kwargs)
