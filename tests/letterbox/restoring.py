"""Losing the database and putting an older one back: for `tests.letterbox.under_fire`."""

import contextlib
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from django.db import connection
from django.test import override_settings

from feedback.letterbox import backing_up, keys
from feedback.letterbox.emptying import empty
from feedback.letterbox.memory import Memory
from feedback.letterbox.models import Emptying, Envelope, Withdrawn
from feedback.letterbox.reconcile import reconcile
from tests.letterbox.rooms import Room
from tests.letterbox.writers import Writer, expected, receipt, send, words, wrong_with_folder


def backup() -> Any:
    """A copy of the database as it is."""
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        copy = Path(f"{name}.backup-{time.monotonic_ns()}")
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(copy)])
        return copy
    copy_name = f"{name}_{time.monotonic_ns()}"
    connection.close()
    with administrator() as server:
        server.execute(f'CREATE DATABASE "{copy_name}" TEMPLATE "{name}"')
    return copy_name


def put_back(copy: Any) -> None:
    """Have the database be as it was when it was copied."""
    name = connection.settings_dict["NAME"]
    connection.close()
    if connection.vendor == "sqlite":
        for suffix in ("-wal", "-shm"):
            Path(f"{name}{suffix}").unlink(missing_ok=True)
        Path(name).write_bytes(copy.read_bytes())
        return
    with administrator() as server:
        server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
        server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{copy}"')


@contextlib.contextmanager
def administrator() -> Iterator[Any]:
    own = settings.DATABASES["default"]
    with psycopg.connect(
        dbname="postgres", host=own["HOST"], port=own["PORT"], user=own["USER"], password=own["PASSWORD"],
        autocommit=True,
    ) as server:  # fmt: skip
        yield server


def restore(room: Room) -> dict[str, Any]:
    """Lose the database, put back a copy of it, twice: with the copies of deliveries, and without."""
    keys.first_key()
    told: dict[str, Any] = {}
    writer = Writer()
    writer.write(5)  # 0 to 4
    empty()
    writer.write(5)  # 5 to 9, in the box when the copy is made
    old = backup()
    writer.write(5)  # 10 to 14
    writer.withdraw(0)
    empty()
    writer.write(5)  # 15 to 19
    writer.withdraw(5)
    empty()
    room.withdraw_now(receipt(6))
    writer.withdrawn.add(6)
    reconcile()
    before = {receipt: key for key, receipt, _, _ in room.rows()}
    writer.write(3)  # 20 to 22: lost with the database

    put_back(old)
    told["known after the restore"] = Emptying.objects.count()
    found = reconcile()
    told["delivered again"], told["withdrawn again"] = found.delivered, found.withdrawn
    told["as before"] = {receipt: key for key, receipt, _, _ in room.rows()} == before
    told["words"] = sorted((words(room) - expected(range(20), writer.withdrawn)).elements())
    told["missing"] = sorted((expected(range(20), writer.withdrawn) - words(room)).elements())
    told["left in the box"] = Envelope.objects.count()
    told["folder"] = wrong_with_folder(writer.withdrawn)
    told["sent again"] = [str(send(number)) for number in (3, 7, 12, 17, 20)]
    empty()
    told["after the next emptying"] = words(room) == expected(range(21), writer.withdrawn)
    told["numbers"] = sorted(Emptying.objects.values_list("number", flat=True))
    told["again"] = [found.delivered for found in (reconcile(), reconcile())]

    # A second time, when a backup was said to hold everything, and an older one is put back.
    writer.number = 30
    writer.write(4)
    older = backup()
    empty()
    writer.withdraw(1)
    empty()
    told["copies let go"] = backing_up.let_copies_go(Emptying.objects.first().number, by="hand")
    put_back(older)
    found = reconcile()
    told["unopenable"], told["withdrawn the second time"] = found.unopenable, found.withdrawn
    told["lost"] = empty().lost
    told["gone again"] = words(room)["gone 1"]
    told["empty"] = Envelope.objects.count()
    told["of 30 to 33"] = sum(words(room)[f"word {number}"] for number in range(30, 34))
    numbers = sorted(Emptying.objects.values_list("number", flat=True))
    told["no number twice"] = numbers[-1] > max(told["numbers"]) + 2

    # A folder of keys that is not ours loses nothing.
    writer.number = 40
    writer.write(2)

    with override_settings(KEYS_DIR=f"{settings.KEYS_DIR}-elsewhere"):
        found = reconcile()
        told["elsewhere"] = [found.elsewhere, found.unopenable, empty().lost, Envelope.objects.count()]
        writer.write(1)
    found = reconcile()
    told["back"] = [found.elsewhere, found.unopenable]
    told["lost when back"] = empty().lost
    told["of 40 and 41"] = [words(room)["word 40"], words(room)["word 41"], words(room)["word 42"]]
    with override_settings(KEYS_DIR=f"{settings.KEYS_DIR}-elsewhere"):
        reconcile()
        told["lost elsewhere"] = empty().lost
    told["of 42"] = words(room)["word 42"]
    told["remembered"] = len(Memory.load().withdrawn) == Withdrawn.objects.count() == 4
    return told
