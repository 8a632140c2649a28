"""Repeats on PostgreSQL what touches the database: a server of its own, for a minute.

`python tests/on_postgresql.py [pytest arguments]`. DATABASE_URL names a server that is there already.
With `--both` first, the database of the round on SQLite is made at the same time: while the first process
migrates, a core would have nothing to do, in that round again.
Missing PostgreSQL costs a loud line; where CI=true it is a failure.
"""

import contextlib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1]
NOT_RUN = 5  # pytest's word for "no tests collected"


def programs() -> Path | None:
    """The folder of PostgreSQL's own programs; Debian keeps them off the path."""
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).parent
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    return found[-1].parent if found else None


def as_somebody() -> list[str]:
    """A prefix that runs a command as another than root, as whom PostgreSQL refuses to run."""
    if os.geteuid() != 0:
        return []
    names = {entry.pw_name for entry in pwd.getpwall()}
    return ["runuser", "-u", "postgres" if "postgres" in names else "nobody", "--"]


def free_port() -> int:
    """A port that nobody uses now."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextlib.contextmanager
def server(bin_folder: Path) -> Iterator[str]:
    """A PostgreSQL that listens on this machine only and keeps nothing; yields its address."""
    before, port = as_somebody(), free_port()
    with tempfile.TemporaryDirectory(prefix="alongside-pg-") as folder:
        if before:
            shutil.chown(folder, before[2])
        quick = {
            "fsync": "off",
            "full_page_writes": "off",
            "synchronous_commit": "off",
            # Attacks read its journal: a checkpoint in the middle would take the beginning away. There are
            # few, but dropping a database (of another process of the tests) is one.
            "checkpoint_timeout": "1h",
            "max_wal_size": "8GB",
            "wal_keep_size": "8GB",
            "listen_addresses": "127.0.0.1",
        }
        options = " ".join(f"-c {name}={value}" for name, value in quick.items()) + f" -p {port} -k {folder}"
        with subprocess.Popen(
            [*before, str(bin_folder / "initdb"), "-D", f"{folder}/data", "-U", "alongside", "-E", "UTF8",
             "--auth=trust", "--no-locale", "--no-sync"],
            cwd="/", stdout=subprocess.DEVNULL,
        ) as making:  # fmt: skip
            if making.wait() != 0:
                raise SystemExit("PostgreSQL's initdb failed. Its words are above.")
        control = [*before, str(bin_folder / "pg_ctl"), "-D", f"{folder}/data", "-w", "-s"]
        log = f"{folder}/log"
        if subprocess.run([*control, "-l", log, "-o", options, "start"], cwd="/").returncode != 0:
            print(Path(log).read_text() if Path(log).exists() else "", file=sys.stderr)
            raise SystemExit("PostgreSQL did not start. Its words are above.")
        try:
            yield f"postgres://alongside@127.0.0.1:{port}/postgres"
        finally:
            subprocess.run([*control, "-m", "immediate", "stop"], cwd="/")


#: Run beside, to make the database that tests on SQLite copy.
MAKE = """
import sys
sys.path[:0] = ["site", "."]
import django
django.setup()
from tests.databases import TestDatabase
database = TestDatabase("beside")
database.make()
database.remove()
"""


@contextlib.contextmanager
def database_of_the_other_round(wanted: bool) -> Iterator[None]:
    """Make it meanwhile; if that fails, the other round tries again and says why."""
    if not wanted:
        yield
        return
    settings = {**os.environ, "DJANGO_SETTINGS_MODULE": "alongside.test_settings"}
    settings.pop("DATABASE_URL", None)
    with subprocess.Popen(
        [sys.executable, "-c", MAKE], cwd=FOLDER, env=settings,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    ):  # fmt: skip
        yield


def run_tests(address: str, arguments: list[str]) -> int:
    """The tests that touch the database, on the server at this address; returns pytest's exit status."""
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-m",
        "(database or postgres) and not browser",
        *arguments,
    ]
    status = subprocess.run(command, cwd=FOLDER, env={**os.environ, "DATABASE_URL": address}).returncode
    return 0 if status == NOT_RUN else status


def main() -> int:
    """Run on the server that DATABASE_URL names, or on one of our own."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    given, arguments = os.environ.get("DATABASE_URL", ""), sys.argv[1:]
    both = arguments[:1] == ["--both"]
    with database_of_the_other_round(both):
        return on_a_server(given, arguments[1:] if both else arguments)


def on_a_server(given: str, arguments: list[str]) -> int:
    """Run there, or on one of our own."""
    if given.startswith("postgres"):
        return run_tests(given, arguments)
    bin_folder = programs()
    if bin_folder is None:
        print("!!! NOT TESTED HERE: PostgreSQL is missing (Debian: apt install postgresql).", flush=True)
        return 1 if os.environ.get("CI", "").lower() == "true" else 0
    print("The tests that touch the database, on PostgreSQL:", flush=True)
    with server(bin_folder) as address:
        return run_tests(address, arguments)


if __name__ == "__main__":
    sys.exit(main())
