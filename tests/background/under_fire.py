"""Workers that are killed: run as a process of its own, prints what came of it as JSON.

Real processes, real SIGKILL at random moments. Workers are forked from a process
that has loaded everything, since loading takes longer than what is tested.
"""

import json
import logging
import os
import random
import signal
import socket
import sys
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from pathlib import Path
from typing import Any

TASKS = 30
WORKERS = 2
DEATHS = 25
PATIENCE = 60.0


def main() -> None:
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection, transaction

    from background import loops, queue_backend, schedule
    from tests.background import errands

    # What other rooms do at set times and in loops needs tables that are not made here.
    loops._loops.clear()
    schedule._acts.clear()
    settings.WORKER_LEASE_SECONDS = 0.6
    queue_backend.FIRST_PAUSE = queue_backend.LONGEST_PAUSE = timedelta(milliseconds=20)
    for label in ("background", "django_tasks_database", "mailing"):
        call_command("migrate", label, verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE effect (kind varchar(10), task bigint)")
        cursor.execute("CREATE TABLE errand (id bigint PRIMARY KEY, state varchar(10), carrier varchar(32))")
        for key in range(TASKS):
            cursor.execute("INSERT INTO errand VALUES (%s, 'new', NULL)", [key])
    with transaction.atomic():
        for key in range(TASKS if sys.argv[1] == "kill" else 0):
            errands.two_steps.enqueue(key)
            errands.fragile.enqueue(key)
            # Twice: a second task for the same row must not double it.
            errands.claimed.enqueue(key)
            errands.claimed.enqueue(key)
    connection.close()
    {"kill": fire, "race": race, "mail": mail}[sys.argv[1]]()


def fire() -> None:
    """Kill workers while they do errands and a scheduled act."""
    from background import schedule
    from tests.background import errands

    schedule.register("tick", errands.tick, every=timedelta(seconds=1))
    report(**kill_workers(risk=1 / 60))


def mail() -> None:
    """Kill workers while they send mail to a real mail server."""
    from django.conf import settings

    from mailing import letterhead
    from mailing.models import Message
    from mailing.sending import send

    letterhead.provide(lambda: letterhead.Letterhead("Alongside"))  # the tables of pages are not made here
    caught = settings.DATA_DIR / "caught.txt"
    port = free_port()
    catcher = start_catcher(port, caught)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", port, False
    for key in range(TASKS):
        send(f"person{key}@example.org", "try_mail")
    die_in_the_gap()
    came = kill_workers(risk=1 / 60)
    os.kill(catcher, signal.SIGKILL)
    kept = list(Message.objects.values_list("state", "contents"))
    states, bytes_kept = [state for state, _ in kept], sum(len(words) for _, words in kept)
    report(caught=caught.read_text().split(), states=states, kept=bytes_kept, **came)


def die_in_the_gap() -> None:
    """Let one worker in four die when the mail server has said yes and nothing has been noted yet."""
    from mailing import delivery
    from tests.background import errands

    deliver = delivery.deliver

    def deliver_then_perhaps_die(*mail: Any, **more: Any) -> None:
        deliver(*mail, **more)
        if errands.deadly and random.random() < 0.25:
            os.kill(os.getpid(), signal.SIGKILL)

    delivery.deliver = deliver_then_perhaps_die


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def start_catcher(port: int, caught: Path) -> int:
    """A mail server in a process of its own that writes "recipient=Message-ID" for each mail it has taken."""
    child = os.fork()
    if child:
        time.sleep(0.5)
        return child
    from aiosmtpd.controller import Controller

    logging.disable()  # the catcher's own log names addresses; ours must not

    class Catcher:
        async def handle_DATA(self, server: object, session: object, envelope: Any) -> str:
            parsed = message_from_bytes(envelope.content)
            with caught.open("a") as file:
                file.write(f"{envelope.rcpt_tos[0]}={parsed['Message-ID']}\n")
            return "250 taken"

    Controller(Catcher(), hostname="127.0.0.1", port=port).start()
    signal.pause()
    os._exit(0)


def kill_workers(risk: float) -> dict[str, Any]:
    """Let workers die until enough have, then let the rest finish.

    Some are killed from outside at any moment, most kill themselves before or
    after a statement or a commit with the given ``risk``, since the gaps in
    which something could be lost or doubled are far too short to hit otherwise.
    """
    from django_tasks_db.models import DBTaskResult

    began = time.time()
    deaths = at_work = 0
    children = [start_worker(risk) for _ in range(WORKERS)]
    while deaths < DEATHS and time.time() - began < PATIENCE:
        time.sleep(random.uniform(0.01, 0.05))
        if random.random() < 0.2:
            os.kill(random.choice(children), signal.SIGKILL)
        for child in list(children):
            if os.waitpid(child, os.WNOHANG)[0]:
                deaths += 1
                at_work += DBTaskResult.objects.running().exists()
                children.remove(child)
                children.append(start_worker(risk))
    for child in children:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    children = [start_worker(0) for _ in range(WORKERS)]
    left = 1
    while left and time.time() - began < PATIENCE:
        time.sleep(0.2)
        left = DBTaskResult.objects.exclude(args_kwargs={"args": ["tick"], "kwargs": {}}).count()
    for child in children:
        os.kill(child, signal.SIGTERM)
    told = time.time()
    codes = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
    return {
        "deaths": deaths, "at_work": at_work, "left": left, "codes": codes,
        "seconds": time.time() - began, "stopping": time.time() - told,
    }  # fmt: skip


def start_worker(risk: float) -> int:
    """Fork a worker that, at each step with the database, kills itself with this probability."""
    from django.db import connection

    from background.worker import Worker
    from tests.background import errands

    connection.close()
    child = os.fork()
    if child:
        return child
    random.seed()

    armed = [False]
    errands.deadly = risk > 0

    def perhaps_die() -> None:
        if armed[0] and random.random() < risk:
            os.kill(os.getpid(), signal.SIGKILL)

    def statement(execute: Any, sql: str, *rest: Any) -> Any:
        # Not while it only starts up, or most would never get as far as a task.
        armed.append("taskclaim" in sql or armed.pop())
        perhaps_die()
        result = execute(sql, *rest)
        perhaps_die()
        return result

    commit = connection._commit

    def commit_then_perhaps_die() -> None:
        commit()
        perhaps_die()

    connection.execute_wrappers.append(statement)
    connection._commit = commit_then_perhaps_die
    worker = Worker()
    signal.signal(signal.SIGTERM, lambda *_: worker.stop())
    try:
        worker.run()
    finally:
        os._exit(0)


def race() -> None:
    """Several processes try to take the same due times, as fast as they can."""
    from django.db import connection
    from django_tasks_db.models import DBTaskResult

    from background import schedule
    from tests.background import errands

    schedule.register("tick", errands.tick, every=timedelta(seconds=1))
    connection.close()
    start = datetime(2026, 3, 29, tzinfo=UTC)
    children = []
    for _ in range(4):
        child = os.fork()
        if not child:
            taken = 0
            seen: dict[str, datetime] = {}
            for step in range(121):
                taken += schedule.take_due(start + timedelta(seconds=step / 2), seen)
            os._exit(0)
        children.append(child)
    codes = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
    ticks = DBTaskResult.objects.filter(args_kwargs={"args": ["tick"], "kwargs": {}}).count()
    report(codes=codes, ticks=ticks)


def report(**more: object) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT kind, task FROM effect")
        effects = Counter(cursor.fetchall())
        cursor.execute("SELECT count(*) FROM background_taskclaim")
        claims = cursor.fetchone()[0]
    kinds: dict[str, dict[str, int]] = {}
    for (kind, task), count in effects.items():
        kinds.setdefault(kind, {})[str(task)] = count
    print(json.dumps({"effects": kinds, "claims": claims, **more}))


if __name__ == "__main__":
    main()
