"""`@queued`: a function that runs later, in the worker, and does not get lost."""

from collections.abc import Callable
from typing import ParamSpec, TypeVar, cast

from django_tasks import task

from background.queue_backend import ATTEMPTS, NotAKeyError, QueuedTask

__all__ = ["NotAKeyError", "queued"]

P = ParamSpec("P")
T = TypeVar("T")


def queued(
    *,
    attempts: int = ATTEMPTS,
    atomic: bool = True,
    priority: int = 0,
    given_up: Callable[..., None] | None = None,
) -> Callable[[Callable[P, T]], QueuedTask[P, T]]:
    """Make a function a task of the queue.

    ``attempts`` is how often it may fail before it is given up, with growing
    pauses between (`background.queue_backend.pause_after`).

    ``atomic`` tasks run in one transaction together with the end of their own
    row: both are kept or neither, so a worker that is killed at any point
    neither loses nor doubles their effect. Right for whatever only changes the
    database, and is quick.

    A task that reaches outside (sends mail, writes a file) says
    ``atomic=False`` and claims its row in the name of its task: see
    `background.claims`.

    ``priority`` from -100 to 100, higher first.

    ``given_up`` is called with the task's arguments, in the transaction that
    marks it failed.

    Arguments are keys of rows: whole numbers or short slugs. Call
    ``fn.enqueue(pk)`` in the same transaction as the change that needs it.
    """
    decorator = task(
        backend="queue",
        priority=priority,
        attempts=attempts,
        atomic=atomic,
        given_up=given_up,
    )
    return cast("Callable[[Callable[P, T]], QueuedTask[P, T]]", decorator)
