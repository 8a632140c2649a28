"""Killed at every step, closed by several at once: one paper for each voter, the count equals the papers."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

pytestmark = pytest.mark.database
ROOT = Path(__file__).resolve().parents[2]


def run(what: str, folder: Path) -> dict[str, Any]:
    environment = {
        **os.environ,
        "KEYS_DIR": str(folder / "keys"),
        "DATA_DIR": str(settings.DATA_DIR),
        "DJANGO_SETTINGS_MODULE": "alongside.test_settings",
        "PYTHONPATH": f"{ROOT / 'site'}{os.pathsep}{ROOT}",
    }
    if connection.vendor == "sqlite":
        environment["DATABASE_URL"] = f"sqlite:///{folder / 'fire.sqlite3'}"
    ended = subprocess.run(
        [sys.executable, "-m", "tests.ballots.under_fire", what],
        cwd=ROOT, env=environment, capture_output=True, text=True, timeout=240, check=False,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stderr[-3000:]
    return dict(json.loads(ended.stdout.splitlines()[-1]))


@pytest.mark.parametrize(("what", "least"), [("open", 10), ("close", 25), ("cancel", 20)])
def test_killed_at_every_step_it_is_done_wholly_or_not_at_all(what: str, least: int, tmp_path: Path):
    came = run(what, tmp_path)

    assert came["problems"] == []
    # The attack was one: it ended only when there was no further step to be killed at.
    assert came["deaths"] == came["steps"] - 1 >= least
    assert came["deaths_in_recovery"] >= 1


def test_who_casts_while_four_close_is_counted_or_told_that_it_is_over(tmp_path: Path):
    came = run("race", tmp_path)

    for one in came["rounds"]:
        assert set(one["codes"]) == {0}
        assert one["cast"] > one["voters"] == one["papers"] == 12
        # Who voted on two devices at once is counted as one of the two said.
        for vote in ("agree", "disagree"):
            assert one["sure"][vote] <= one["counts"][vote] <= one["possible"][vote]
        assert (one["closed"], one["left"]) == (1, 0)
