"""`make run`: from a bare clone to the demo in the browser, and down again at Ctrl-C.

Runs before anything is installed, so it uses nothing but the standard library.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from alongside.environment import FOLDER, PYTHON, CannotStart, check_python, environment_for

LOOPBACK = {"127.0.0.1", "::1", "localhost"}
#: Seconds that server and worker have to end what they are doing.
PATIENCE = 15


class Demo:
    """Where one demo listens and keeps its things."""

    def __init__(self, surroundings: dict[str, str]) -> None:
        self.host = surroundings.get("HOST") or "127.0.0.1"
        self.port = _port(surroundings.get("PORT") or "8000")
        self.data = Path(surroundings.get("DATA_DIR") or FOLDER / "var").resolve()
        self.database = self.data / "database" / "alongside.sqlite3"
        self.surroundings = {
            **surroundings,
            "ENVIRONMENT": "development",
            "DEBUG": "false",
            "DEMO": "true",
            "HOST": self.host,
            "PORT": str(self.port),
            "DATA_DIR": str(self.data),
            "TMPDIR": str(self.data / "scratch"),
            "DJANGO_SETTINGS_MODULE": "alongside.settings",
            "PYTHONUNBUFFERED": "1",
        }

    @property
    def address(self) -> str:
        """What to type into the browser: by name, since keys and passkeys need one."""
        return f"http://localhost:{self.port}"

    def check(self) -> None:
        """Refuse early what would fail late."""
        if self.host not in LOOPBACK:
            raise CannotStart(
                f"HOST is {self.host}. The demo has known passwords, so it listens on this machine only.\n"
                "Leave HOST out. To put a site on the internet, read docs/deploying.md."
            )
        if self.surroundings.get("DATABASE_URL"):
            raise CannotStart(
                "DATABASE_URL is set. The demo has known passwords, so it keeps to its own database file.\n"
                "Unset it:  env -u DATABASE_URL make run"
            )
        self._check_port()

    def _check_port(self) -> None:
        family = socket.AF_INET6 if ":" in self.host else socket.AF_INET
        with socket.socket(family) as one:
            one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                one.bind((self.host, self.port))
            except OSError as error:
                raise CannotStart(self._why_not(error)) from error

    def _why_not(self, error: OSError) -> str:
        if error.errno == errno.EADDRINUSE:
            return (
                f"Port {self.port} is in use, perhaps by a demo that still runs in another window.\n"
                f"End that one, or choose another port:  make run PORT={self.port + 1}"
            )
        if error.errno == errno.EACCES:
            return (
                f"Port {self.port} needs more rights than you have. Choose a higher one:  make run PORT=8000"
            )
        return f"Cannot listen on {self.host}, port {self.port}: {error.strerror}."

    def make_folders(self) -> None:
        """Make the folders that everything is kept in."""
        for name in ("database", "media", "static", "keys", "scratch"):
            try:
                (self.data / name).mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise CannotStart(f"Cannot write in {self.data}: {error.strerror}.") from error

    def popen(self, command: list[str], **options: Any) -> subprocess.Popen[bytes]:
        """Start a process that Ctrl-C does not reach by itself: we end it, and wait for it."""
        return subprocess.Popen(
            command,
            env=self.surroundings,
            cwd=FOLDER,
            start_new_session=True,
            stdin=subprocess.DEVNULL,
            **options,
        )


def _port(text: str) -> int:
    if text.isdigit() and 0 < int(text) < 65536:
        return int(text)
    raise CannotStart(f"PORT is “{text}”. It has to be a number from 1 to 65535.")


# --- Preparing: only what changed since the last time ---------------------------


def fingerprint(patterns: Iterable[str]) -> str:
    """A hash over the names and contents of files of the house."""
    found = hashlib.sha256()
    for pattern in patterns:
        for path in sorted(FOLDER.glob(pattern)):
            if path.is_file():
                found.update(str(path.relative_to(FOLDER)).encode() + b"\0" + path.read_bytes())
    return found.hexdigest()


PREPARED_FROM = {
    "static files": [
        "requirements.lock",
        "site/alongside/settings.py",
        "site/*/static/**/*",
        "consultations/*/static/**/*",
        "feedback/*/static/**/*",
    ],
    "database": [
        "requirements.lock",
        "manage.py",
        "site/**/*.py",
        "site/**/*.po",
        "site/demo/**/*",
        "consultations/**/*.py",
        "feedback/**/*.py",
    ],
}


def prepare(demo: Demo) -> None:
    """Bring static files and database to what this version of the house needs."""
    record_file = demo.data / "prepared.json"
    record = _read(record_file)
    wanted = {name: fingerprint(patterns) for name, patterns in PREPARED_FROM.items()}
    if not demo.database.exists():
        record.pop("database", None)
    if not (demo.data / "static" / "staticfiles.json").exists():
        record.pop("static files", None)
    changed = [name for name in wanted if record.get(name) != wanted[name]]
    if not changed:
        return
    fresh = not demo.database.exists()
    _say("Making the database and the demo. The first time, this takes half a minute." if fresh
         else "Bringing the demo up to date.")  # fmt: skip
    commands = {"static files": ["collectstatic", "--no-input", "--verbosity=0"], "database": ["prepare"]}
    running = {name: demo.popen([str(PYTHON), "manage.py", *commands[name]]) for name in changed}
    try:
        failed = [name for name, process in running.items() if process.wait() != 0]
    finally:
        end(running.values())
    if failed:
        raise CannotStart(f"The {failed[0]} could not be made. The lines above say why.")
    record_file.write_text(json.dumps(wanted, indent=1))


def _read(path: Path) -> dict[str, str]:
    try:
        found = json.loads(path.read_text())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


# --- Serving --------------------------------------------------------------------


def serve(demo: Demo) -> int:
    """Run server and worker until one of them ends or somebody says stop; returns the exit status."""
    server = [str(PYTHON), "-m", "gunicorn", "--pythonpath", "site", "--config", "site/edge/gunicorn_conf.py",
              "--log-level", "warning", "alongside.wsgi"]  # fmt: skip
    worker = [str(PYTHON), "manage.py", "worker", "--with-parent"]
    running = {"server": demo.popen(server), "worker": demo.popen(worker)}
    try:
        if _answers(demo, running["server"]):
            print(_greeting(demo), flush=True)
        while all(process.poll() is None for process in running.values()):
            time.sleep(0.3)
    except Stopped:
        _say("\nStopping. What was entered is kept in var/ for the next time.")
        return 0
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        end(running.values())
    ended = next(name for name, process in running.items() if process.poll() not in (None, -signal.SIGTERM))
    raise CannotStart(f"The {ended} ended by itself. The lines above say why.")


def _answers(demo: Demo, server: subprocess.Popen[bytes], seconds: float = 60) -> bool:
    """Wait until the site is ready, and draw its front page once so that the first visit is quick."""
    host = f"[{demo.host}]" if ":" in demo.host else demo.host
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and server.poll() is None:
        with contextlib.suppress(OSError, urllib.error.URLError):
            for path in ("/healthz/ready", "/"):
                request = urllib.request.Request(
                    f"http://{host}:{demo.port}{path}", headers={"Host": "localhost"}
                )
                urllib.request.urlopen(request, timeout=20).close()
            return True
        time.sleep(0.1)
    return False


def _greeting(demo: Demo) -> str:
    guide = demo.data / "guide.txt"
    text = guide.read_text(encoding="utf-8") if guide.exists() else ""
    return f"\n{text.replace('{address}', demo.address)}\nCtrl-C stops it.\n"


class Stopped(BaseException):
    """Somebody asked us to stop."""


def _stop(signum: int, frame: object) -> None:
    raise Stopped


def end(processes: Iterable[subprocess.Popen[bytes]]) -> None:
    """End processes and all that they started: kindly first, and after a while for certain."""
    processes = list(processes)
    for process in processes:
        if process.poll() is None:
            process.terminate()
    deadline = time.monotonic() + PATIENCE
    for process in processes:
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=max(0.1, deadline - time.monotonic()))
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _say(text: str) -> None:
    print(text, flush=True)


def main() -> int:
    """Check, install, prepare, serve."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _stop)
    try:
        check_python()
        demo = Demo(dict(os.environ))
        demo.check()
        environment_for(FOLDER / "requirements.lock")
        demo.make_folders()
        prepare(demo)
        return serve(demo)
    except CannotStart as error:
        print(f"\n{error}\n", file=sys.stderr)
        return 1
    except Stopped:
        return 130


if __name__ == "__main__":
    sys.exit(main())
