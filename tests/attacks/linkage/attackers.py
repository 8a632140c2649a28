"""Attackers: each gives letters a number by which he thinks they were written, from stolen things only.

They know which person posted which envelope (who signed in when, and the order of envelopes in a stolen
database, give that away), and look for anything that carries that order over to what was delivered.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.db import connection

from feedback.letterbox import copies
from feedback.threads.models import Contribution
from tests.attacks.linkage import attackers_elsewhere as elsewhere
from tests.attacks.linkage.loot import Loot, where

Guess = dict[int, float]
CONTRIBUTIONS, ENVELOPES, TOMBSTONES = "threads_contribution", "letterbox_envelope", "letterbox_tombstone"
#: What an engine keeps of a row by itself.
ENGINES_OWN = frozenset(("_rowid", "_ctid", "_xmin", "_xmax"))
#: Words hold whose they are, so that we know; nobody else does.
WHAT_WE_MARKED = frozenset(("words",))
#: An attacker who can say something about fewer letters than this is no attacker.
FEWEST = 12


def all_guesses(loot: Loot, keys: Sequence[int], before: Loot | None = None) -> Iterator[tuple[str, Guess]]:
    """Every attacker's guess about these letters. ``before`` was stolen while they lay in the box."""
    for name, guess in every_guess(loot, keys, before):
        if len(guess) >= FEWEST:
            yield name, guess


def every_guess(loot: Loot, keys: Sequence[int], before: Loot | None = None) -> Iterator[tuple[str, Guess]]:
    """The same, however little an attacker has to say."""
    wanted = set(keys)
    for name, guess in _every(loot, keys, before):
        yield name, {key: number for key, number in guess.items() if key in wanted}


def _every(loot: Loot, keys: Sequence[int], before: Loot | None) -> Iterator[tuple[str, Guess]]:
    yield "the key itself", {key: float(key) for key in keys}
    yield from by_columns(loot)
    yield from by_where_bytes_lie(loot.files, keys)
    yield from by_overflow(loot)
    yield from elsewhere.by_file_times(loot, keys)
    yield from elsewhere.by_memory(loot, keys)
    yield from elsewhere.by_logs(loot, keys)
    yield from by_copies()
    if before is not None:
        yield from with_an_older_copy(loot, keys, before)


def with_an_older_copy(loot: Loot, keys: Sequence[int], before: Loot) -> Iterator[tuple[str, Guess]]:
    """What can only be said by whoever has both."""
    came = arrival(before)
    yield from by_pairing(loot, came)
    yield from by_journal(loot, before, came)
    yield from elsewhere.by_new_files(loot, before, keys)
    yield from elsewhere.by_what_lay_there(loot, before, came, needles(keys))
    for name, guess in by_where_bytes_lie(before.files, keys):
        yield f"an older backup, {name}", guess


# --- What a plain dump with hidden columns shows --------------------------------------------


def by_columns(loot: Loot) -> Iterator[tuple[str, Guess]]:
    """The order of rows, the engines' own numbers, and every column, in every table that names them."""
    for table, rows in loot.tables.items():
        column = _key_column(table, rows)
        if column is None:
            continue
        yield f"{table}: order of a dump", {row[column]: float(at) for at, row in enumerate(rows)}
        for name in rows[0] if rows else ():
            if name != column and name not in WHAT_WE_MARKED:
                place = _number if name in ENGINES_OWN else _Places(row[name] for row in rows).__getitem__
                values = [(row[column], place(row[name])) for row in rows if row[column] is not None]
                if len({value for _key, value in values}) > 1:
                    yield f"{table}: {name}", dict(values)


class _Places(dict[Any, float]):
    """The place of each value among all of a column, whatever its kind."""

    def __init__(self, values: Iterable[Any]) -> None:
        ordered = sorted({_sortable(value) for value in values})
        super().__init__({value: float(at) for at, value in enumerate(ordered)})

    def __getitem__(self, value: Any) -> float:
        return super().__getitem__(_sortable(value))


def _sortable(value: Any) -> tuple[str, Any]:
    """Numbers by size, times by time, bytes by bytes, anything else as it is written."""
    if isinstance(value, int | float):
        return "number", value
    return ("bytes", value) if isinstance(value, bytes) else ("text", str(value))


def _key_column(table: str, rows: Sequence[Mapping[str, Any]]) -> str | None:
    if table == CONTRIBUTIONS:
        return "id"
    return next((name for name in ("contribution_id", "content_object_id") if rows and name in rows[0]), None)


def _number(value: Any) -> float:
    if isinstance(value, str) and value.startswith("("):
        page, line = value.strip("()").split(",")
        return int(page) * 100_000 + int(line)
    try:
        return float(value)
    except (TypeError, ValueError):
        return 0.0


# --- Where bytes lie: pages, cells, overflow, free pages, journals -----------------------------


def needles(keys: Sequence[int] = ()) -> dict[str, dict[bytes, int]]:
    """What of each contribution (of all, if none are named) can be looked for in raw bytes."""
    found: dict[str, dict[bytes, int]] = {"key": {}, "receipt": {}, "held": {}, "words": {}}
    order = "big" if connection.vendor == "sqlite" else "little"
    rows = Contribution.objects.filter(pk__in=keys) if keys else Contribution.objects.all()
    for row in rows:
        found["key"][row.pk.to_bytes(8, order)] = row.pk
        if row.receipt_index:
            found["receipt"][bytes(row.receipt_index)] = row.pk
        if row.held:
            found["held"][bytes(row.held)[1:25]] = row.pk
        if row.words:
            found["words"][row.words.encode()[:20]] = row.pk
    return found


def by_where_bytes_lie(files: Mapping[str, bytes], keys: Sequence[int]) -> Iterator[tuple[str, Guess]]:
    """For each file: by where the bytes of a contribution are found first, last, and how often."""
    for what, marks in needles(keys).items():
        for name, content in files.items():
            found = where(content, marks)
            first = {key: float(places[0]) for key, places in found.items()}
            last = {key: float(places[-1]) for key, places in found.items()}
            often = {key: float(len(places)) for key, places in found.items()}
            yield f"{name}: first {what}", first
            if first != last:
                yield f"{name}: last {what}", last
            if len(set(often.values())) > 1:
                yield f"{name}: how often {what}", often


def by_overflow(loot: Loot) -> Iterator[tuple[str, Guess]]:
    """PostgreSQL numbers long values in the order in which they are written."""
    held = needles()["held"]
    rows = loot.tables.get(f"{CONTRIBUTIONS}:overflow", [])
    for column in ("chunk_id", "_xmin"):
        guess = {}
        for row in rows:
            key = next((key for mark, key in held.items() if mark in row["data"]), None)
            if key is not None:
                guess[key] = _number(row[column])
        if len(set(guess.values())) > 1:
            yield f"overflow: {column}", guess


# --- Envelopes that went and rows that came ----------------------------------------------------


def arrival(before: Loot) -> dict[str, int]:
    """By the key of an envelope: the place at which it was posted. A stolen database tells that exactly."""
    rows = before.tables[ENVELOPES]
    ordered = sorted(rows, key=lambda row: _number(row.get("_rowid", row.get("_ctid"))))
    return {str(row["key"]).replace("-", ""): at for at, row in enumerate(ordered)}


def by_pairing(loot: Loot, came: Mapping[str, int]) -> Iterator[tuple[str, Guess]]:
    """The first tombstone belongs to the first row, and so on, by any order of either."""
    hidden = "_rowid" if connection.vendor == "sqlite" else "_ctid"
    stones = [row for row in loot.tables[TOMBSTONES] if _envelope(row) in came]
    rows = loot.tables[CONTRIBUTIONS]
    for how, stone_order in (("hidden number", hidden), ("dump", None)):
        graves = sorted(stones, key=lambda row: _number(row[stone_order])) if stone_order else stones
        living = sorted(rows, key=lambda row: _number(row[hidden]))
        newest = living[-len(graves) :] if graves else []
        guess = {row["id"]: float(came[_envelope(stone)]) for stone, row in zip(graves, newest, strict=False)}
        yield f"k-th tombstone by {how} to k-th row", guess


def _envelope(row: Mapping[str, Any]) -> str:
    return str(row["key"]).replace("-", "")


def by_journal(loot: Loot, before: Loot, came: Mapping[str, int]) -> Iterator[tuple[str, Guess]]:
    """PostgreSQL's log tells in which order rows came and envelopes went, inside the emptying too."""
    if not loot.journal:
        return
    envelopes = {_place(row["_ctid"]): came[_envelope(row)] for row in before.tables[ENVELOPES]}
    rows = {_place(row["_ctid"]): row["id"] for row in loot.tables[CONTRIBUTIONS]}
    gone: list[int] = []
    nearest: Guess = {}
    inserted: list[int] = []
    for what, table, place in loot.journal:
        if (what, table) == ("delete", ENVELOPES) and place in envelopes:
            gone.append(envelopes[place])
        elif (what, table) == ("insert", CONTRIBUTIONS) and place in rows:
            inserted.append(rows[place])
            if gone:
                nearest[rows[place]] = float(gone[-1])
    yield "log: order of inserts", {key: float(at) for at, key in enumerate(inserted)}
    yield "log: envelope that went just before", nearest
    following = _following(loot.journal, envelopes, rows)
    yield "log: envelope that went just after", following
    yield (
        "log: k-th gone to k-th come",
        {key: float(number) for key, number in zip(inserted, gone, strict=False)},
    )


def _following(
    journal: Iterable[tuple[str, str, tuple[int, int]]],
    envelopes: Mapping[tuple[int, int], int],
    rows: Mapping[tuple[int, int], int],
) -> Guess:
    guess: Guess = {}
    waiting: list[int] = []
    for what, table, place in journal:
        if (what, table) == ("insert", CONTRIBUTIONS) and place in rows:
            waiting.append(rows[place])
        elif (what, table) == ("delete", ENVELOPES) and place in envelopes:
            guess.update({key: float(envelopes[place]) for key in waiting})
            waiting.clear()
    return guess


def _place(ctid: Any) -> tuple[int, int]:
    page, line = str(ctid).strip("()").split(",")
    return int(page), int(line)


# --- The folder of keys, with the installation's secrets ----------------------------------------


def by_copies() -> Iterator[tuple[str, Guess]]:
    """Copies of deliveries, opened with the secret of the environment: their order, any number in them."""
    for number in copies.numbers():
        letters = copies.load(number).letters
        yield f"copy {number}: order", {one.key: float(at) for at, one in enumerate(letters)}
        names = {
            name for one in letters for name, value in one.body.items() if isinstance(value, int | float)
        }
        for name in sorted(names - {"may_show", "may_research", "other", "paper", "thread"}):
            values = {
                one.key: float(one.body[name])
                for one in letters
                if isinstance(one.body.get(name), int | float)
            }
            if len(set(values.values())) > 1:
                yield f"copy {number}: {name}", values
