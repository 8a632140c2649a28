"""The test database: migrated once, kept as a template, copied for each run and each worker."""

import contextlib
import fcntl
import gc
import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction

Made = TypeVar("Made")


def migrations_fingerprint() -> str:
    """Changes when a migration of ours changes, or the version of anything installed."""
    base = Path(settings.BASE_DIR)
    files = [
        base / "requirements.lock",
        *base.glob("*/*/migrations/*.py"),
        *base.glob("site/vocabulary/*.py"),
    ]
    found = hashlib.sha256(os.fsencode(connection.vendor))
    for path in sorted(files):
        found.update(str(path.relative_to(base)).encode() + b"\0" + path.read_bytes())
    return found.hexdigest()[:16]


@contextlib.contextmanager
def one_at_a_time(lock_file: Path) -> Iterator[None]:
    """Let one process of this machine in, and the next when it is done."""
    lock_file.parent.mkdir(parents=True, exist_ok=True)
    with lock_file.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def migrate(name: str) -> None:
    """Migrate the database of this name, sparing Python's look for rubbish."""
    connection.close()
    connection.settings_dict["NAME"] = name
    before = gc.get_threshold()
    gc.set_threshold(100_000, 50, 100)
    try:
        call_command("migrate", interactive=False, verbosity=0, run_syncdb=True, skip_checks=True)
    finally:
        gc.set_threshold(*before)
        connection.close()


@contextlib.contextmanager
def made_once(blocker: Any, make: Callable[[], Made]) -> Iterator[Made]:
    """What is made is there for many tests, in a transaction that nobody ever commits.

    Each test begins a transaction inside this one and rolls back its own changes only. Not for tests that
    really commit (`transaction=True`): these bring their whole database back.
    """
    outer = transaction.atomic()
    outer._from_testcase = True  # so that durable transactions may begin inside, as in any test
    with blocker.unblock():
        outer.__enter__()
    try:
        with blocker.unblock():
            made = make()
        yield made
    finally:
        with blocker.unblock():
            transaction.set_rollback(True)
            outer.__exit__(None, None, None)


class TestDatabase:
    """The database of one test process."""

    __test__ = False

    def __init__(self, worker: str) -> None:
        self.worker = worker
        self.folder = Path(settings.DATA_DIR) / "test-databases"
        self.fingerprint = migrations_fingerprint()
        self.scratch: Path | None = None
        self.removed = False

    def make(self, *, anew: bool = False) -> None:
        """Make the template if it is missing, then our copy, and point Django at it."""
        with one_at_a_time(self.folder / f"{connection.vendor}-lock"):
            if connection.vendor == "sqlite":
                self._make_sqlite_template(anew=anew)
            else:
                self._make_postgresql_template(anew=anew)
        self.restore()

    def restore(self) -> None:
        """Bring our copy back to the state after the migrations, unless the run is over."""
        if self.removed:
            return
        connection.close()
        if connection.vendor == "sqlite":
            self._copy_sqlite()
        else:
            self._copy_postgresql()

    def remove(self) -> None:
        """Delete our copy."""
        self.removed = True
        connection.close()
        if self.scratch is not None:
            shutil.rmtree(self.scratch, ignore_errors=True)
        elif connection.vendor != "sqlite":
            self._without_database(f'DROP DATABASE IF EXISTS "{self._copy_name}" WITH (FORCE)')

    # --- SQLite: a file -------------------------------------------------------

    @property
    def template(self) -> Path:
        """The file that copies are made of."""
        return self.folder / f"{self.fingerprint}.sqlite3"

    def _make_sqlite_template(self, *, anew: bool) -> None:
        if self.template.exists() and not anew:
            return
        for old in self.folder.glob("*.sqlite3*"):
            old.unlink()
        half_made = self.folder / "half-made.sqlite3"
        migrate(str(half_made))
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            cursor.execute("PRAGMA journal_mode=DELETE")
        connection.close()
        half_made.rename(self.template)

    def _copy_sqlite(self) -> None:
        if self.scratch is None:
            self.scratch = Path(tempfile.mkdtemp(prefix="alongside-test-"))
        mine = self.scratch / f"{self.worker}.sqlite3"
        for suffix in ("", "-wal", "-shm", "-journal"):
            Path(f"{mine}{suffix}").unlink(missing_ok=True)
        shutil.copyfile(self.template, mine)
        connection.settings_dict["NAME"] = str(mine)

    # --- PostgreSQL: a template database ---------------------------------------

    @property
    def _template_name(self) -> str:
        return f"alongside_template_{self.fingerprint}"

    @property
    def _copy_name(self) -> str:
        return f"alongside_test_{self.worker}_{os.getpid()}"

    def _make_postgresql_template(self, *, anew: bool) -> None:
        with connection._nodb_cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [self._template_name])
            there = cursor.fetchone() is not None
        if there and not anew:
            return
        half_made = f"{self._template_name}_half"
        for name in (half_made, self._template_name):
            self._without_database(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        self._without_database(f"CREATE DATABASE \"{half_made}\" TEMPLATE template0 ENCODING 'UTF8'")
        migrate(half_made)
        self._without_database(f'ALTER DATABASE "{half_made}" RENAME TO "{self._template_name}"')

    def _copy_postgresql(self) -> None:
        self._without_database(f'DROP DATABASE IF EXISTS "{self._copy_name}" WITH (FORCE)')
        self._without_database(f'CREATE DATABASE "{self._copy_name}" TEMPLATE "{self._template_name}"')
        connection.settings_dict["NAME"] = self._copy_name

    @staticmethod
    def _without_database(statement: str) -> None:
        connection.close()
        with connection._nodb_cursor() as cursor:
            cursor.execute(statement)
