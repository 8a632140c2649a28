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

from django.conf import settings
from django.db import connection

ROOT = Path(settings.BASE_DIR)


@dataclass
class Server:
    """A running server: where it listens, where it writes."""

    port: int
    data: Path
    process: subprocess.Popen[bytes]
    log: Path

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


def _migrated_copy(target: Path, environment: dict[str, str]) -> None:
    """Give the server a database: a copy of the suite's own where it is a file, else one made anew."""
    target.parent.mkdir(parents=True)
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite" and Path(str(name)).is_file():
        with closing(sqlite3.connect(name)) as source:
            source.execute("VACUUM INTO ?", [str(target)])
        return
    subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], cwd=ROOT, env=environment, check=True)


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
    _migrated_copy(data / "database" / "alongside.sqlite3", environment)
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
            [*command, "alongside.wsgi"], cwd=ROOT, env=environment, stdout=out, stderr=out
        )
    server = Server(port, data, process, log)
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
