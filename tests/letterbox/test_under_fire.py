"""Nothing is lost and nothing doubled: at every kill, after every restore, in every race."""

import contextlib
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

pytestmark = pytest.mark.database
ROOT = Path(__file__).resolve().parents[2]


@contextlib.contextmanager
def empty_database(folder: Path) -> Iterator[str]:
    """The address of a database of the kind under test that holds nothing yet."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{folder / 'fire.sqlite3'}"
        return
    import psycopg

    own = settings.DATABASES["default"]
    who = f"{own['USER']}:{own['PASSWORD']}" if own["PASSWORD"] else own["USER"]
    name, place = f"box_{uuid.uuid4().hex[:12]}", f"{who}@{own['HOST']}:{own['PORT'] or 5432}"
    with psycopg.connect(f"postgresql://{place}/postgres", autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"')
    yield f"postgres://{place}/{name}"
    with psycopg.connect(f"postgresql://{place}/postgres", autocommit=True) as server:
        left = server.execute(
            "SELECT datname FROM pg_database WHERE datname LIKE %s", [f"{name}%"]
        ).fetchall()
        for (one,) in left:
            server.execute(f'DROP DATABASE "{one}" WITH (FORCE)')


def run(what: str, folder: Path) -> dict[str, Any]:
    with empty_database(folder) as database:
        return run_on(database, what, folder)


def run_on(database: str, what: str, folder: Path) -> dict[str, Any]:
    environment = {
        **os.environ,
        "DATABASE_URL": database,
        "DATA_DIR": str(folder),
        "DJANGO_SETTINGS_MODULE": "alongside.test_settings",
        "PYTHONPATH": f"{ROOT / 'site'}{os.pathsep}{ROOT}",
    }
    environment.pop("KEYS_DIR", None)
    ended = subprocess.run(
        [sys.executable, "-m", "tests.letterbox.under_fire", what],
        cwd=ROOT, env=environment, capture_output=True, text=True, timeout=180, check=False,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stderr[-3000:]
    return dict(json.loads(ended.stdout.splitlines()[-1]))


@pytest.fixture(scope="module")
def restored(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return run("restore", tmp_path_factory.mktemp("restored"))


def test_killed_at_every_step_each_letter_is_delivered_exactly_once(tmp_path: Path):
    came = run("kill", tmp_path)

    assert came["problems"] == []
    assert came["lost"] == 0
    # The attack was one: it ended only when an emptying had no further step to be killed at.
    assert came["deaths"] == came["steps"] - 1 >= 30
    assert came["deaths_in_recovery"] >= 5
    # Covers leave what real letters leave, and no emptying was counted twice.
    assert came["opened"] == came["tombstones"] == 2 * came["letters"] + came["withdrawals"]
    assert came["numbers"] == sorted(set(came["numbers"]))


def test_after_a_restore_each_receipt_that_was_ever_opened_is_there_exactly_once(restored: dict[str, Any]):
    came = restored

    assert came["known after the restore"] == 1
    assert came["delivered again"] == 2
    assert came["withdrawn again"] == 1  # the one that was withdrawn at once: the others lie in the copies
    assert came["as before"]  # under the same keys
    assert (came["words"], came["missing"]) == ([], [])
    assert came["left in the box"] == 0
    assert came["folder"] == []
    # Forms that were sent before are known; what was lost with the database can be sent again.
    assert came["sent again"] == ["sent before"] * 4 + ["sent"]
    assert came["after the next emptying"]
    assert came["numbers"] == [1, 2, 3, 4]
    assert came["again"] == [0, 0]


def test_what_neither_database_nor_copies_hold_is_counted_and_withdrawals_are_repeated_all_the_same(
    restored: dict[str, Any],
):
    came = restored

    assert came["copies let go"] == 6
    assert came["unopenable"] == came["lost"] == 8
    assert came["withdrawn the second time"] == 1
    assert came["gone again"] == 1
    assert (came["empty"], came["of 30 to 33"]) == (0, 0)
    assert came["no number twice"]
    # A wrong KEYS_DIR waits until it is the right one.
    assert came["elsewhere"] == [4, 0, 0, 4]
    assert came["lost when back"] == came["lost elsewhere"] == 0
    assert came["of 40 and 41"] == [1, 1, 0]
    assert came["of 42"] == 1
    assert came["remembered"]


def test_no_letter_is_sealed_to_a_key_that_is_being_destroyed(tmp_path: Path):
    came = run("race", tmp_path)

    with_locks = came["locked"]
    assert with_locks["sent"] >= 120
    assert with_locks["codes"] == [0, 0]
    assert (with_locks["missing"], with_locks["extra"], with_locks["lost"]) == (0, 0, [0, 0])
    # The attack was one: without the lock, letters go.
    assert came["unlocked"]["missing"] > 0

    for one in came["at once"]["rounds"]:
        assert (one["codes"], one["said"], one["more"]) == ([0, 0, 0, 0], [one["wanted"]], 1)

    storm = came["storm"]
    assert storm["killed"] == -9
    assert 0 < storm["answered before"] < 200
    assert storm["codes"] == [0, 0]
    assert (storm["missing"], storm["extra"], storm["lost"]) == (0, 0, 0)
