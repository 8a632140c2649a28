"""How soon the demo is there, the first time and after that; and what is left when it is stopped: nothing."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings

from tests.browser.fixtures import free_port

BASE = Path(settings.BASE_DIR)
pytestmark = pytest.mark.xdist_group("browser")
#: `make run` once everything is installed: what pip does depends on the network.
START = (
    "import sys; from alongside import start; start.environment_for = lambda lock: True;"
    "sys.exit(start.main())"
)
IS_THERE = "Ctrl-C stops it."


@contextmanager
def started(data: Path, home: Path) -> Iterator[float]:
    """Start the demo; gives the seconds until it says that it is there. Ends it as Ctrl-C does."""
    surroundings = {"PATH": os.environ["PATH"], "HOME": str(home), "DATA_DIR": str(data),
                    "PORT": str(free_port()), "PYTHONPATH": str(BASE / "site")}  # fmt: skip
    began = time.monotonic()
    demo = subprocess.Popen(
        [sys.executable, "-c", START], cwd=BASE, env=surroundings, stdout=subprocess.PIPE, text=True
    )
    try:
        assert demo.stdout is not None
        assert any(IS_THERE in line for line in demo.stdout)
        yield time.monotonic() - began
        running = _below(demo.pid)
        assert len(running) >= 2, "a server and a worker"
        demo.send_signal(signal.SIGINT)
        assert demo.wait(30) == 0
        assert [one for one in running if _lives(one)] == []
    finally:
        demo.kill()
        demo.communicate()


def _below(process: int) -> list[int]:
    """All that a process started, and what that started."""
    found = [int(one) for one in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
    return [*found, *(deeper for one in found for deeper in _below(one))]


def _lives(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_the_demo_is_there_soon_and_gone_at_ctrl_c(tmp_path, report):
    home = tmp_path / "home"
    home.mkdir()
    with started(tmp_path / "var", home) as first:
        report("migrations, demo and server, the first time", "<= 40 s", f"{first:.1f} s")
    with started(tmp_path / "var", home) as again:
        report("the same again", "<= 10 s", f"{again:.1f} s")

    assert list(home.iterdir()) == []
    assert first <= 40
    assert again <= 10
