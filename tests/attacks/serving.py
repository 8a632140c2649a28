"""A real server on a port of its own, with data of its own."""

import os
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connection

from tests.databases import TestDatabase

ROOT = Path(settings.BASE_DIR)


@dataclass
class Server:
    """A running server: where it listens, where it writes."""

    port: int
    data: Path
    process: subprocess.Popen[bytes]
    log: Path
    #: The address of its database where that is no file below ``data``.
    database: str = ""

    def ask(
        self,
        path: str,
        method: str = "GET",
        body: bytes | None = None,
        source: str = "127.0.0.1",
        **headers: str,
    ) -> HTTPResponse:
        """Ask on a connection of its own, from any loopback address; the body is in `.words`."""
        asking = HTTPConnection("localhost", self.port, timeout=30, source_address=(source, 0))
        asking.connect()
        with closing(asking):
            asking.request(
                method, path, body, {name.replace("_", "-"): value for name, value in headers.items()}
            )
            answer = asking.getresponse()
            answer.words = answer.read().decode(errors="replace")  # type: ignore[attr-defined]
            return answer

    def send_raw(self, sent: bytes, source: str = "127.0.0.1") -> bytes:
        """Send bytes that need not be HTTP and return what comes back."""
        with socket.create_connection(
            ("127.0.0.1", self.port), timeout=5, source_address=(source, 0)
        ) as wire:
            wire.sendall(sent)
            try:
                wire.shutdown(socket.SHUT_WR)
                return wire.recv(65536)
            except OSError:
                return b""


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def _migrated_copy(target: Path) -> Iterator[dict[str, str]]:
    """A database for the server, of the engine that is tested, as it is after the migrations.

    Yields what its surroundings have to say about it.
    """
    target.parent.mkdir(parents=True)
    database = TestDatabase("served")
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(database.template)) as source:
            source.execute("VACUUM INTO ?", [str(target)])
        yield {}
        return
    name = connection.settings_dict["NAME"]
    database.restore()
    # Our own connection goes on with its own database; only the server uses this one.
    mine, connection.settings_dict["NAME"] = connection.settings_dict["NAME"], name
    try:
        yield {"DATABASE_URL": urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{mine}").geturl()}
    finally:
        connection.settings_dict["NAME"] = mine
        database.remove()
        connection.settings_dict["NAME"] = name


@contextmanager
def serve(folder: Path) -> Iterator[Server]:
    """Start gunicorn with the project's own configuration and two workers; stop it afterwards."""
    data, port = folder / "data", _free_port()
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "DJANGO_SETTINGS_MODULE": "tests.attacks.served_settings",
        "ENVIRONMENT": "test",
        "DATA_DIR": str(data),
        "PORT": str(port),
        "HOST": "127.0.0.1",
        "WEB_WORKERS": "2",
        "PYTHONPATH": os.pathsep.join([str(ROOT / "site"), str(ROOT)]),
    }
    with _migrated_copy(data / "database" / "alongside.sqlite3") as more:
        yield from _served(folder, {**environment, **more})


def _served(folder: Path, environment: dict[str, str]) -> Iterator[Server]:
    data, port = Path(environment["DATA_DIR"]), int(environment["PORT"])
    subprocess.run(
        [sys.executable, "manage.py", "setup"], cwd=ROOT, env=environment, check=True, capture_output=True
    )
    log = folder / "server.log"
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "--pythonpath",
        "site",
        "--config",
        "site/edge/gunicorn_conf.py",
    ]
    with log.open("wb") as out:
        process = subprocess.Popen(
            [*command, "tests.attacks.served_wsgi"], cwd=ROOT, env=environment, stdout=out, stderr=out
        )
    server = Server(port, data, process, log, environment.get("DATABASE_URL", ""))
    try:
        _wait_until_ready(server)
        yield server
    finally:
        process.terminate()
        process.wait(20)


def _wait_until_ready(server: Server) -> None:
    for _ in range(240):
        try:
            if server.ask("/healthz/ready").status == 200:
                return
        except OSError:
            pass
        if server.process.poll() is not None:
            break
        time.sleep(0.25)
    raise AssertionError(f"the server did not start:\n{server.log.read_text()}")


@pytest.fixture(scope="session")
def server(
    tmp_path_factory: pytest.TempPathFactory, django_db_setup: None, django_db_blocker: Any
) -> Iterator[Server]:
    """One real server with two workers, for all tests that need one."""
    with django_db_blocker.unblock(), serve(tmp_path_factory.mktemp("served")) as running:
        yield running
