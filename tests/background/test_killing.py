"""Killing workers in the middle loses and doubles nothing."""

import json
import os
import subprocess
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from tests.background.under_fire import DEATHS, TASKS

pytestmark = pytest.mark.database
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def empty_database(tmp_path: Path) -> Iterator[str]:
    """The address of a database of the kind under test that holds nothing yet."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{tmp_path / 'fire.sqlite3'}"
        return
    import psycopg

    own = settings.DATABASES["default"]
    place = {
        "host": own["HOST"],
        "port": own["PORT"] or 5432,
        "user": own["USER"],
        "password": own["PASSWORD"],
    }
    name = f"fire_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(dbname="postgres", autocommit=True, **place) as server:
        server.execute(f'CREATE DATABASE "{name}"')
    try:
        who = f"{place['user']}:{place['password']}@" if place["password"] else f"{place['user']}@"
        yield f"postgres://{who}{place['host']}:{place['port']}/{name}"
    finally:
        with psycopg.connect(dbname="postgres", autocommit=True, **place) as server:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def run(what: str, database: str, tmp_path: Path) -> dict[str, Any]:
    environment = {
        **os.environ,
        "DATABASE_URL": database,
        "DATA_DIR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "alongside.test_settings",
        "PYTHONPATH": f"{ROOT / 'site'}{os.pathsep}{ROOT}",
    }
    ended = subprocess.run(
        [sys.executable, "-m", "tests.background.under_fire", what],
        cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stderr[-3000:]
    return {**json.loads(ended.stdout.splitlines()[-1]), "log": ended.stderr}


def test_killing_workers_at_random_moments_loses_and_doubles_nothing(empty_database: str, tmp_path: Path):
    came = run("kill", empty_database, tmp_path)

    once_each = {str(key): 1 for key in range(TASKS)}
    effects = came["effects"]
    assert {kind: effects[kind] for kind in ("begun", "ended", "fragile", "claimed")} == dict.fromkeys(
        ("begun", "ended", "fragile", "claimed"), once_each
    )
    # Due each second: never more often, however many workers ran and died.
    assert 1 <= sum(effects["tick"].values()) <= came["seconds"] + 1
    assert came["left"] == 0
    # The attack was one: workers did die with a task in hand, and others took those up.
    assert came["deaths"] >= DEATHS
    assert came["at_work"] >= DEATHS // 3
    assert "put back: its worker is gone" in came["log"]
    # And those told to stop did so at once, without an error.
    assert came["codes"] == [0, 0]
    assert came["stopping"] < 5


def test_killing_workers_while_they_send_mail_loses_none_and_shows_each_reader_one(
    empty_database: str, tmp_path: Path
):
    """A worker killed between the server's yes and its own note sends again, under the same Message-ID."""
    came = run("mail", empty_database, tmp_path)

    mails = [line.partition("=") for line in came["caught"]]
    assert {to for to, _, _ in mails} == {f"person{key}@example.org" for key in range(TASKS)}
    assert len({(to, reference) for to, _, reference in mails}) == TASKS
    # The attack was one: some were killed in that very gap.
    assert 0 < len(mails) - TASKS <= came["deaths"]
    assert came["states"] == ["sent"] * TASKS
    assert came["kept"] == 0
    assert (came["left"], came["claims"]) == (0, 0)
    assert "@example.org" not in came["log"]


def test_of_many_workers_exactly_one_takes_each_due_time(empty_database: str, tmp_path: Path):
    came = run("race", empty_database, tmp_path)

    assert came["codes"] == [0, 0, 0, 0]
    assert came["ticks"] == 60
