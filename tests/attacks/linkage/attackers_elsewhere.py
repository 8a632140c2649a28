"""Attackers who look beside the tables, and into what was stolen earlier."""

import re
from bisect import bisect
from collections.abc import Iterator, Mapping, Sequence

from feedback.threads.keys import written
from feedback.threads.models import Contribution
from tests.attacks.linkage.elsewhere import brief_memories, numbers_of
from tests.attacks.linkage.loot import Loot, where

Guess = dict[int, float]


def spellings(row: Contribution) -> set[str]:
    """How a contribution may be named in the name of a file, a key of a cache, a line of a log."""
    found = {str(row.pk), f"{row.pk:016x}", written(row.pk)}
    index = bytes(row.receipt_index or b"")
    if index:
        found |= {index.hex(), index.hex()[:16]}
    return {one.lower() for one in found}


def named(keys: Sequence[int]) -> dict[int, set[str]]:
    return {row.pk: spellings(row) for row in Contribution.objects.filter(pk__in=keys)}


# --- Times of files -------------------------------------------------------------------------


def by_file_times(loot: Loot, keys: Sequence[int]) -> Iterator[tuple[str, Guess]]:
    """A file that names a letter, or holds its name, and what the file system says of that file."""
    guesses: dict[str, Guess] = {}
    names = named(keys)
    for file, content in loot.small_files.items():  # of large ones, where it lies within is told already
        stat, text = loot.stats[file], file.lower() + content.decode("latin-1").lower()
        for key, spelt in names.items():
            if any(one in text for one in spelt):
                for what, number in numbers_of(stat).items():
                    guesses.setdefault(what, {})[key] = number
    for what, guess in guesses.items():
        yield f"files that name a letter: {what}", guess


def by_new_files(loot: Loot, before: Loot, keys: Sequence[int]) -> Iterator[tuple[str, Guess]]:
    """As many new files as letters: the k-th by name is taken for the k-th by key."""
    new = sorted(loot.stats.keys() - before.stats.keys())
    if len(new) < len(keys):
        return
    for what in numbers_of(loot.stats[new[0]]):
        numbers = [numbers_of(loot.stats[name])[what] for name in new]
        yield f"new files: {what}", dict(zip(sorted(keys), numbers, strict=False))


# --- What processes remember ------------------------------------------------------------------


def by_memory(loot: Loot, keys: Sequence[int]) -> Iterator[tuple[str, Guess]]:
    """Where a memory names a letter; whether it knows one by anything that its row says, and until when."""
    spelt = {one.encode(): key for key, names in named(keys).items() for one in names}
    for name, content in loot.files.items():
        if name.startswith("memory of "):
            yield f"{name}: the name", {key: float(at[0]) for key, at in where(content, spelt).items()}
    rows = list(Contribution.objects.filter(pk__in=keys))
    for name, kept in brief_memories().items():
        until: Guess = {}
        for row in rows:
            for thing in _things(row):
                slot_name, place = kept._place(thing)
                slots = kept._slots(place)
                slot = kept._of(slots, slot_name)
                if slot is not None:
                    until[row.pk] = slots[slot][1]
        yield f"memory of {name}: until when", until


def _things(row: Contribution) -> set[bytes]:
    index = bytes(row.receipt_index or b"")
    return {
        index, index[:16], row.pk.to_bytes(8, "big"), row.pk.to_bytes(8, "little"),
        *(one.encode() for one in spellings(row)),
    }  # fmt: skip


# --- Logs -------------------------------------------------------------------------------------


def by_logs(loot: Loot, keys: Sequence[int]) -> Iterator[tuple[str, Guess]]:
    """Lines that name a letter; and lines of one shape whose numbers go with how long letters are."""
    lines = loot.logs
    names = named(keys)
    first: Guess = {}
    for at, line in enumerate(lines):
        for key, spelt in names.items():
            if any(one in line.lower() for one in spelt):
                first.setdefault(key, float(at))
    yield "log: the line that names it", first

    shapes: dict[str, list[tuple[int, list[int]]]] = {}
    for at, line in enumerate(lines):
        numbers = [int(one) for one in re.findall(r"\d+", line)]
        shapes.setdefault(re.sub(r"\d+", "#", line), []).append((at, numbers))
    by_length = sorted(Contribution.objects.filter(pk__in=keys), key=lambda row: (_length(row), row.pk))
    for number, (shape, found) in enumerate(sorted(shapes.items())):
        if len(found) < len(keys):
            continue
        for column in range(shape.count("#")):
            if len({numbers[column] for _at, numbers in found}) > 1:
                ordered = sorted(found, key=lambda one: (one[1][column], one[0]))
                step = len(ordered) / len(by_length)
                guess = {row.pk: float(ordered[int(at * step)][0]) for at, row in enumerate(by_length)}
                yield f"log: number {column} of lines of shape {number} goes with length", guess


def _length(row: Contribution) -> int:
    return len(row.words) or len(row.held)


# --- Backups of other days ----------------------------------------------------------------------


def by_what_lay_there(
    loot: Loot, older: Loot, came: Mapping[str, int], needles: Mapping[str, Mapping[bytes, int]]
) -> Iterator[tuple[str, Guess]]:
    """A row lies where its envelope lay: the envelope that was nearest to where a row's bytes are now."""
    envelopes = {bytes.fromhex(envelope): place for envelope, place in came.items()}
    for name, content in loot.files.items():
        earlier = older.files.get(name)
        if earlier is None or name.startswith("memory"):
            continue
        lay = sorted((at, place) for place, found in where(earlier, envelopes).items() for at in found[:1])
        if not lay:
            continue
        for what, marks in needles.items():
            found = where(content, marks)
            guess = {key: float(_nearest(lay, places[0])) for key, places in found.items()}
            if len(set(guess.values())) > 1:
                yield f"{name}: envelope that lay where its {what} lies", guess


def _nearest(lay: Sequence[tuple[int, int]], at: int) -> int:
    """Of places in a file, in order, what belongs to the one nearest to this."""
    after = bisect(lay, (at, -1))
    return min(lay[max(0, after - 1) : after + 1], key=lambda one: abs(one[0] - at))[1]


__all__ = [
    "by_file_times", "by_logs", "by_memory", "by_new_files", "by_what_lay_there", "named", "spellings",
]  # fmt: skip
