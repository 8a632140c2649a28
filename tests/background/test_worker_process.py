"""The worker as a process: it starts with a word, reacts, sleeps, and stops when told or when left alone."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import connection

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def database(tmp_path: Path, django_db_setup, django_db_blocker) -> Path:
    """A copy of the test database that another process may use."""
    with django_db_blocker.unblock():
        if connection.vendor != "sqlite":
            pytest.skip("the same code on PostgreSQL is attacked in test_killing")
        name = connection.settings_dict["NAME"]
    copy = tmp_path / "worker.sqlite3"
    with sqlite3.connect(name) as source, sqlite3.connect(copy) as target:
        source.backup(target)
    source.close()
    target.close()
    return copy


@pytest.fixture
def start(database: Path, tmp_path: Path) -> Iterator[Callable[..., "subprocess.Popen[str]"]]:
    started: list[subprocess.Popen[str]] = []
    environment = {
        **os.environ, "DATABASE_URL": f"sqlite:///{database}", "DATA_DIR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "alongside.test_settings",
    }  # fmt: skip

    def run(*command: str) -> "subprocess.Popen[str]":
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True)
        started.append(process)
        assert process.stderr is not None
        for line in process.stderr:
            if "worker ready" in line:
                return process
        raise AssertionError("the worker did not start")

    yield run
    for process in started:
        process.kill()
        process.wait()
        assert process.stderr is not None
        process.stderr.close()


def enqueue(database: Path, task: str, key: int) -> None:
    now = datetime.now(UTC).replace(tzinfo=None)
    with sqlite3.connect(database) as rows:
        rows.execute(
            "INSERT INTO django_tasks_database_dbtaskresult"
            " (id, status, enqueued_at, args_kwargs, priority, task_path, worker_ids,"
            " queue_name, backend_name, run_after, exception_class_path, traceback)"
            " VALUES (?, 'READY', ?, ?, 0, ?, '[]', 'default', 'queue', ?, '', '')",
            [uuid.uuid4().hex, str(now), f'{{"args": [{key}], "kwargs": {{}}}}', task, "9999-01-01 00:00:00"],
        )
    rows.close()


def answer(database: Path, sql: str) -> object:
    with sqlite3.connect(database, timeout=20) as rows:
        found = rows.execute(sql).fetchone()[0]
    rows.close()
    return found


def until(true: Callable[[], object], seconds: float) -> float:
    began = time.monotonic()
    while not true():
        assert time.monotonic() - began < seconds, "it took too long"
        time.sleep(0.05)
    return time.monotonic() - began


def test_told_to_stop_it_finishes_the_task_at_hand_and_ends(start, database):
    worker = start(sys.executable, "manage.py", "worker")
    enqueue(database, "tests.background.errands.slow", 41)
    running = "SELECT count(*) FROM background_taskclaim WHERE holder != ''"
    # Within a second, and some more for a busy machine.
    assert until(lambda: answer(database, running), 5) < 2

    worker.send_signal(signal.SIGTERM)
    assert worker.wait(timeout=10) == 0
    assert answer(database, "SELECT count(*) FROM background_schedulemark WHERE name = 'effect-41'") == 1
    assert answer(database, "SELECT count(*) FROM django_tasks_database_dbtaskresult") == 0


def test_idle_it_sleeps_and_when_its_parent_goes_it_goes(start):
    line = f'"{sys.executable}" manage.py worker --with-parent & echo "child $!" >&2; wait'
    parent = start("sh", "-c", line)
    [child] = [int(pid) for pid in Path(f"/proc/{parent.pid}/task/{parent.pid}/children").read_text().split()]
    before = cpu_seconds(child)
    time.sleep(2)
    assert cpu_seconds(child) - before < 0.1

    parent.kill()
    parent.wait()
    until(lambda: not Path(f"/proc/{child}").exists() or zombie(child), 10)


def cpu_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def zombie(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except FileNotFoundError:
        return True
