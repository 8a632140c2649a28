"""Tasks for tests: a queued function must live at the top of a module that the worker can import."""

import os
import random
import signal
import time

from django.db import connection, transaction
from django.utils import timezone

from background.claims import this_task
from background.models import ScheduleMark
from background.queued import queued

called: list[object] = []
given_up: list[object] = []


def note(name: str) -> None:
    """An effect in the database that the tests of one process can see: a row of a table at hand."""
    ScheduleMark.objects.create(name=f"effect-{name}", taken=timezone.now())


@queued()
def remember(key: int, name: str = "") -> None:
    called.append((key, name) if name else key)


@queued(attempts=3, given_up=lambda key: given_up.append(key))
def write_then_fail(key: int) -> None:
    called.append(key)
    note(str(key))
    raise ValueError("somebody@example.org said: my secret words")


@queued(attempts=2)
def fail_until(key: int) -> None:
    called.append(key)
    if len(called) < 2:
        raise ConnectionError("the first time it fails")
    note(str(key))


@queued(atomic=False)
def outside(key: int) -> None:
    called.append((key, connection.in_atomic_block, this_task()))


@queued(priority=50)
def urgent(key: int) -> None:
    called.append(("urgent", key))


@queued()
def slow(key: int) -> None:
    time.sleep(1)
    note(str(key))


# --- Under fire (tests/background/under_fire.py) ---------------------------------------

LONGEST_STEP = 0.03
#: Whether workers are to die; set in each by tests/background/under_fire.py.
deadly = False


def effect(kind: str, key: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO effect (kind, task) VALUES (%s, %s)", [kind, key])


@queued()
def two_steps(key: int) -> None:
    """Writes twice with a pause between in which it may be killed."""
    effect("begun", key)
    time.sleep(random.uniform(0, LONGEST_STEP))
    effect("ended", key)
    if deadly and key % 3 == 0:
        # The instant after what it wrote is kept: whoever ends the task only then does it twice.
        transaction.on_commit(lambda: os.kill(os.getpid(), signal.SIGKILL))


@queued(attempts=60)
def fragile(key: int) -> None:
    """As often as not fails after it has written."""
    effect("fragile", key)
    if random.random() < 0.5:
        raise RuntimeError


@queued(atomic=False)
def claimed(key: int) -> None:
    """Holds no transaction while it works: claims its row in its own name, then notes that it is done."""
    me = this_task().hex
    take = (
        "UPDATE errand SET state = 'carried', carrier = %s"
        " WHERE id = %s AND (state = 'new' OR (state = 'carried' AND carrier = %s))"
    )
    if not changed_one(take, [me, key, me]):
        return
    time.sleep(random.uniform(0, LONGEST_STEP))
    with transaction.atomic():
        end = "UPDATE errand SET state = 'done' WHERE id = %s AND state = 'carried' AND carrier = %s"
        if changed_one(end, [key, me]):
            effect("claimed", key)


def changed_one(sql: str, values: list[object]) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.rowcount == 1


def tick() -> None:
    effect("tick", int(time.time()))
