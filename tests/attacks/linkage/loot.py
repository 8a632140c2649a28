"""What a host has: everything that is stored, as bytes and as rows with their hidden columns."""

import os
import re
import subprocess
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connection

from tests.attacks.linkage.elsewhere import take_elsewhere

#: The rooms whose tables an attacker looks through.
ROOMS = (
    "letterbox", "threads", "moderation", "people", "background", "django_tasks_database", "edge",
    "ballots", "proposals", "following",
)  # fmt: skip


@dataclass
class Loot:
    """One theft. ``tables`` hold rows with their hidden columns, in the order of a plain dump."""

    files: dict[str, bytes] = field(default_factory=dict)
    tables: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    #: Of PostgreSQL's log: ("insert" or "delete", table, (page, line)), in order.
    journal: list[tuple[str, str, tuple[int, int]]] = field(default_factory=list)
    #: What the file system says of every file of ours.
    stats: dict[str, os.stat_result] = field(default_factory=dict)
    #: The small ones of them, under the same names.
    small_files: dict[str, bytes] = field(default_factory=dict)
    #: Lines of the site's own logs, from the first.
    logs: list[str] = field(default_factory=list)


def position_in_journal() -> str:
    """Where PostgreSQL's log ends now; nothing on SQLite."""
    if connection.vendor != "postgresql":
        return ""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_wal_insert_lsn()")
        return str(cursor.fetchone()[0])


def steal(*, journal_from: str = "", logs: str = "") -> Loot:
    """Take everything as it lies there now, and what the logs hold."""
    loot = Loot(logs=logs.splitlines())
    for table in _tables():
        loot.tables[table] = list(_rows(table))
    if connection.vendor == "sqlite":
        _take_sqlite(loot)
    else:
        _take_postgresql(loot, journal_from)
    keys = Path(settings.KEYS_DIR)
    for path in sorted(keys.rglob("*")) if keys.exists() else ():
        if path.is_file():
            loot.files[f"keys/{path.name}"] = path.read_bytes()
    take_elsewhere(loot)
    return loot


def _tables() -> list[str]:
    there = set(connection.introspection.table_names())
    named = {
        model._meta.db_table
        for app in apps.get_app_configs()
        if app.label in ROOMS
        for model in app.get_models(include_auto_created=True)
    }
    return sorted(named & there)


def _rows(table: str) -> Iterator[dict[str, Any]]:
    hidden = (
        "rowid AS _rowid" if connection.vendor == "sqlite" else "ctid AS _ctid, xmin AS _xmin, xmax AS _xmax"
    )
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT {hidden}, * FROM "{table}"')
        names = [column[0] for column in cursor.description]
        for row in cursor.fetchall():
            yield {name: _plain(value) for name, value in zip(names, row, strict=True)}


def _plain(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview) else value


def _take_sqlite(loot: Loot) -> None:
    name = str(connection.settings_dict["NAME"])
    for suffix in ("", "-wal", "-journal"):
        path = Path(name + suffix)
        if path.exists():
            loot.files[f"database{suffix}"] = path.read_bytes()


# --- PostgreSQL -----------------------------------------------------------------------


def _take_postgresql(loot: Loot, journal_from: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
        for table in loot.tables:
            for what, relation in _relations(cursor, table):
                cursor.execute("SELECT pg_read_binary_file(pg_relation_filepath(%s::regclass))", [relation])
                loot.files[f"{table}/{what}"] = bytes(cursor.fetchone()[0])
        loot.tables.update(_overflow(cursor, list(loot.tables)))
        cursor.execute(
            "SELECT tablename, attname, most_common_vals::text, histogram_bounds::text FROM pg_stats"
        )
        loot.files["pg_stats"] = "\n".join(map(str, cursor.fetchall())).encode()
    if journal_from:
        loot.journal = list(_journal(journal_from, list(loot.tables)))


def _relations(cursor: Any, table: str) -> list[tuple[str, str]]:
    """The heap of a table, its indexes, and where long values overflow to."""
    cursor.execute(
        "SELECT 'index ' || indexrelid::regclass::text, indexrelid::regclass::text FROM pg_index"
        " WHERE indrelid = %s::regclass ORDER BY 1",
        [table],
    )
    found = [("heap", table), *cursor.fetchall()]
    cursor.execute(
        "SELECT reltoastrelid FROM pg_class WHERE oid = %s::regclass AND reltoastrelid <> 0", [table]
    )
    toast = cursor.fetchone()
    if toast:
        cursor.execute("SELECT %s::oid::regclass::text", [toast[0]])
        found.append(("overflow", cursor.fetchone()[0]))
    return found


def _overflow(cursor: Any, tables: Sequence[str]) -> dict[str, list[dict[str, Any]]]:
    """The rows of overflow tables: their numbers count upwards in the order of writing."""
    found = {}
    for table in tables:
        overflow = dict(_relations(cursor, table)).get("overflow")
        if overflow:
            cursor.execute(f"SELECT chunk_id, chunk_data, xmin FROM {overflow} WHERE chunk_seq = 0")
            found[f"{table}:overflow"] = [
                {"chunk_id": number, "data": bytes(data), "_xmin": xmin}
                for number, data, xmin in cursor.fetchall()
            ]
    return found


def _journal(since: str, tables: Sequence[str]) -> Iterator[tuple[str, str, tuple[int, int]]]:
    """PostgreSQL's own log, told by its own program: in which order rows came and went."""
    numbers: dict[str, str] = {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_switch_wal()")
        for table in tables:
            if ":" in table:
                continue
            # The database's number too: its template's other copies have tables of the same numbers.
            cursor.execute(
                "SELECT oid || '/' || pg_relation_filenode(%s::regclass) FROM pg_database"
                " WHERE datname = current_database()",
                [table],
            )
            numbers[str(cursor.fetchone()[0])] = table
    yield from _read_journal(_told_by_waldump(since), numbers)


def bytes_in_journal(moments: Sequence[str]) -> list[int]:
    """How many bytes PostgreSQL's log holds of this database from each of these positions to the next.

    Other databases of the server write into the same log: what takes longer would have more of theirs in it.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_switch_wal()")
        cursor.execute("SELECT oid FROM pg_database WHERE datname = current_database()")
        ours = f"/{cursor.fetchone()[0]}/"
    told = _told_by_waldump(moments[0])
    records = [
        (int(size), transaction, _lsn(at), ours in rest)
        for size, transaction, at, rest in _RECORD.findall(told)
    ]
    mine = {transaction for _size, transaction, _at, here in records if here and transaction != "0"}
    bounds = [_lsn(moment) for moment in moments]
    sizes = [0] * (len(bounds) - 1)
    for size, transaction, at, here in records:
        between = bisect_right(bounds, at) - 1
        if (here or transaction in mine) and 0 <= between < len(sizes):
            sizes[between] += size
    return sizes


_RECORD = re.compile(r"len \(rec/tot\):\s*\d+/\s*(\d+), tx:\s*(\d+), lsn: ([0-9A-F]+/[0-9A-F]+),(.*)")


def _lsn(position: str) -> int:
    high, low = position.split("/")
    return int(high, 16) << 32 | int(low, 16)


def _told_by_waldump(since: str) -> str:
    from tests.on_postgresql import as_somebody, programs

    with connection.cursor() as cursor:
        cursor.execute("SHOW data_directory")
        folder = cursor.fetchone()[0]
    where = programs()
    assert where is not None, "PostgreSQL's programs are needed to read its log"
    dump = where / "pg_waldump"
    if not dump.exists():
        dump = next(Path("/usr/lib/postgresql").glob("*/bin/pg_waldump"))
    done = subprocess.run(
        [*as_somebody(), str(dump), "-p", f"{folder}/pg_wal", "-s", since],
        cwd="/",
        capture_output=True,
        text=True,
    )
    assert done.stdout, f"the journal could not be read: {done.stderr}"
    return done.stdout


def _read_journal(told: str, numbers: dict[str, str]) -> Iterator[tuple[str, str, tuple[int, int]]]:
    for line in told.splitlines():
        if "rmgr: Heap" not in line or "blkref #0: rel " not in line:
            continue
        relation = "/".join(line.split("blkref #0: rel ")[1].split()[0].split("/")[-2:])
        table = numbers.get(relation)
        if table is None:
            continue
        page = int(line.split("blkref #0: rel ")[1].split(" blk ")[1].split()[0].rstrip(";,"))
        what = line.split("desc: ")[1].split()[0]
        if what.startswith("INSERT"):
            yield "insert", table, (page, _offset(line))
        elif what.startswith("DELETE"):
            yield "delete", table, (page, _offset(line))


def _offset(line: str) -> int:
    for word in ("off: ", "off "):
        if word in line:
            return int(line.split(word)[1].split()[0].rstrip(",;"))
    return 0


def words_of(loot: Loot) -> bytes:
    """All bytes of a theft one after the other, to look for something anywhere."""
    return b"\n".join(loot.files.values()) + repr(loot.tables).encode()


def where(content: bytes, marks: Mapping[bytes, Any]) -> dict[Any, list[int]]:
    """For what each mark stands for: all places at which the mark lies.

    One look at the content for all marks of a length: by which bytes may stand at each place of a mark.
    """
    found: dict[Any, list[int]] = {}
    for length in {len(mark) for mark in marks}:
        mine = [mark for mark in marks if len(mark) == length]
        columns = (
            b"".join(re.escape(bytes([one])) for one in set(column)) for column in zip(*mine, strict=True)
        )
        pattern = re.compile(b"".join(b"[%s]" % column for column in columns), re.DOTALL)
        at = 0
        while may_be := pattern.search(content, at):
            at = may_be.start() + 1
            if may_be.group() in marks:
                found.setdefault(marks[may_be.group()], []).append(may_be.start())
    return found
