"""A real browser before a real server: the demo, served as `make run` serves it.

The browser is Debian's own. Each test gets a fresh profile, and fails by itself when a page
writes an error into the console, breaks the content security policy, or asks anything of a third party.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings

from tests import surroundings
from tests.browser.visitor import Visitor
from tests.databases import TestDatabase, one_at_a_time

if TYPE_CHECKING:
    from alongside.start import Demo

BASE = Path(settings.BASE_DIR)


@dataclass
class Site:
    """A running demo."""

    address: str
    data: Path
    environment: dict[str, str] = field(repr=False)
    server: subprocess.Popen[bytes] = field(repr=False)

    def url(self, path: str) -> str:
        return self.address + path

    def get(self, path: str) -> tuple[int, dict[str, str], bytes]:
        """Status, headers (names in small letters) and body of a page, asked for without a browser."""
        try:
            with urllib.request.urlopen(self.url(path), timeout=30) as answer:
                return answer.status, _small(answer.headers), answer.read()
        except urllib.error.HTTPError as error:
            return error.code, _small(error.headers), error.read()


def _small(headers: Any) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}


def free_port() -> int:
    """A port that nobody uses now."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def demo_in(folder: Path) -> "Demo":
    """The demo that keeps its things below a folder, on a port of its own."""
    from alongside.start import Demo

    plain = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG", "TZ")}
    return Demo({**plain, "PORT": str(free_port()), "DATA_DIR": str(folder), "WEB_WORKERS": "2"})


def prepared_demo(folder: Path) -> dict[str, str]:
    """Make the demo's data below a folder; returns the surroundings that serve it."""
    from alongside.start import prepare

    demo = demo_in(folder)
    demo.make_folders()
    if not demo.database.exists():
        database = TestDatabase("site")
        if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3") and database.template.exists():
            shutil.copyfile(database.template, demo.database)
    prepare(demo)
    return demo.surroundings


@contextmanager
def served(environment: dict[str, str]) -> Iterator[Site]:
    """Serve what was prepared; ends the server at the end."""
    address = f"http://localhost:{environment['PORT']}"
    command = [sys.executable, "-m", "gunicorn", "--pythonpath", "site", "--config",
               "site/edge/gunicorn_conf.py", "--log-level", "warning", "alongside.wsgi"]  # fmt: skip
    log = Path(environment["DATA_DIR"]) / "server.log"
    with log.open("wb") as written:
        server = subprocess.Popen(command, cwd=BASE, env=environment, stdout=written, stderr=written)
    site = Site(address, Path(environment["DATA_DIR"]), environment, server)
    try:
        deadline = time.monotonic() + 60
        while True:
            with suppress(OSError):
                if site.get("/healthz/ready")[0] == 200:
                    break
            if server.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"The site did not start:\n{log.read_text()}")
            time.sleep(0.1)
        yield site
    finally:
        server.terminate()
        server.wait(20)


def copied_demo(shared: Path, folder: Path) -> dict[str, str]:
    """The demo's data below a folder, from what the first process of this run made for all."""
    with one_at_a_time(Path(settings.DATA_DIR) / "test-databases" / "site-lock"):
        if not shared.exists():
            made = shared.with_name(f"{shared.name}, being made")
            prepared_demo(made)
            made.rename(shared)
    shutil.copytree(shared, folder, dirs_exist_ok=True)
    return demo_in(folder).surroundings


@pytest.fixture(scope="session")
def site(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[Site]:
    """The demo, prepared once for the run, served by gunicorn with two workers to each process that asks."""
    folder = Path(tempfile.mkdtemp(prefix="alongside-site-"))
    alone = worker_id == "master"
    try:
        environment = (
            prepared_demo(folder)
            if alone
            else copied_demo(tmp_path_factory.getbasetemp().parent / "demo", folder)
        )
        with served(environment) as running:
            yield running
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """One browser for the whole run; a test about what a browser keeps starts one as people have it."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=surroundings.chromium_without_window(),
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                # Without a window it would put letters on whole pixels: text wider than people see it.
                "--font-render-hinting=none",
            ],
        )
        yield browser
        browser.close()


@pytest.fixture
def visit(site: Site, chromium: Any) -> Iterator[Callable[..., Visitor]]:
    """Open a fresh browser profile as a visitor; at the end, nothing may have gone wrong in any."""
    opened: list[Visitor] = []

    def come(**options: Any) -> Visitor:
        visitor = Visitor(site.address, chromium, **options)
        opened.append(visitor)
        return visitor

    yield come
    for visitor in opened:
        visitor.go_home()
    assert {trouble for visitor in opened for trouble in visitor.troubles} == set()


@pytest.fixture(scope="module")
def order(site: Site) -> Iterator[Callable[[str], str]]:
    """Tell the keeper of the demo's box what to do; returns when it is done."""
    command = "from tests.browser import box_keeper; box_keeper.main()"
    keeper = subprocess.Popen(
        [sys.executable, "-W", "ignore", "manage.py", "shell", "-v", "0", "-c", command],
        cwd=BASE, env=site.environment, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert keeper.stdin is not None
    assert keeper.stdout is not None

    def give(what: str) -> str:
        keeper.stdin.write(f"{what}\n")
        keeper.stdin.flush()
        done = keeper.stdout.readline().strip()
        assert done, keeper.stderr.read()[-2000:]
        return done

    yield give
    keeper.communicate(timeout=20)
