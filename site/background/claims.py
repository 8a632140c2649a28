"""Who won: the one way in this house to do a thing once.

A claim is an UPDATE whose condition only one can meet. The database runs
competing UPDATEs of a row one after the other, so the count of rows says who
won, on SQLite and PostgreSQL alike, without holding a lock while working.

A task that reaches outside claims its row in its own name, so that it, and no
other task, may take the row up again after its worker was killed::

    free = Q(state=QUEUED, carrier=None)
    mine = Q(state=SENDING, carrier=this_task())
    if won(Message.objects.filter(free | mine, pk=pk), state=SENDING, carrier=this_task()):
        ...
"""

from contextvars import ContextVar
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

current_task: ContextVar[UUID] = ContextVar("current_task")


def this_task() -> UUID:
    """The task that is running here; the same at each of its attempts.

    Raises:
        LookupError: called outside a task.
    """
    return current_task.get()


def won(row: QuerySet[Any, Any], **changes: Any) -> bool:
    """Change the one row that the queryset names, if it still is as the queryset says.

    ``changes`` must make the condition untrue, or two can win::

        if won(Ballot.objects.filter(pk=pk, state=OPEN), state=CLOSED):
            ...  # nobody else gets here

    Returns:
        Whether it was us.

    Raises:
        ValueError: more than one row met the condition, so nothing was claimed. The caller's
            transaction is to be rolled back.
    """
    count = row.update(**changes)
    if count > 1:
        raise ValueError("a claim must name one row")
    return count == 1
