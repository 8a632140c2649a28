"""How long the tests of the house take on two cores, in a process of their own, as by `make test-house`."""

import os
import subprocess
import sys
import time
from pathlib import Path

from django.conf import settings

BASE = Path(settings.BASE_DIR)
ROUND = ["-n", "2", "--dist", "loadgroup", "--house", "-q", "-p", "no:cacheprovider"]


def seconds(*command: str) -> float:
    """How long it takes; it has to pass."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
    plain.pop("DJANGO_SETTINGS_MODULE", None)
    began = time.monotonic()
    done = subprocess.run([sys.executable, *command], cwd=BASE, env=plain, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-2000:]
    return time.monotonic() - began


def test_the_house_is_tested_in_four_minutes(report):
    whole = seconds("-m", "pytest", *ROUND)
    repeated = seconds("tests/on_postgresql.py", *ROUND)
    report("the house's tests, all of them", "<= 240 s", f"{whole:.0f} s")
    report("what PostgreSQL repeats of them", "", f"{repeated:.0f} s")

    assert whole <= 240
