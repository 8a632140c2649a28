"""The numbers of a closed ballot as files: JSON, and CSV for spreadsheets. Both can be counted again.

The names in them are English in every language, so that programs find them. They have what the results page
shows and nothing else.
"""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from typing import Any

from consultations.ballots.frozen import Frozen

#: What a file calls itself; another number if what the names mean ever changes.
FORMAT = "alongside ballot 1"
HEAD = ("what", "one", "other", "value")
#: In this order in either file.
FACTS = ("question", "method", "pass_rule", "quorum", "on_roll", "closed_on")
TABLES = ("counts", "pairwise", "by_group")
#: A cell that begins so is calculated by a spreadsheet, or hides what is; an apostrophe keeps it words.
_BEGINNINGS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "|", "%")

Row = tuple[str, str, str, object]


def as_json(frozen: Frozen) -> bytes:
    """All of it as one object. ``numbers`` is nothing where none are kept."""
    count = frozen.count
    numbers = {name: count[name] for name in ("papers", *TABLES) if name in count}
    told: dict[str, Any] = {
        "format": FORMAT,
        **{name: getattr(frozen, name) for name in FACTS},
        "options": [{"key": key, "label": label} for key, label in frozen.options.items()],
        "numbers": numbers or None,
        "outcome": {"agreed": frozen.outcome.agreed, "winners": list(frozen.outcome.winners)},
    }
    return (json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode()


def as_csv(frozen: Frozen) -> bytes:
    """All of it as rows: what it is, of one option or group, against another, and its value."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, quoting=csv.QUOTE_ALL)
    writer.writerow(HEAD)
    writer.writerows([_cell(value) for value in row] for row in _rows(frozen))
    return written.getvalue().encode("utf-8-sig", errors="replace")


def _rows(frozen: Frozen) -> Iterator[Row]:
    yield "format", "", "", FORMAT
    for name in FACTS:
        yield name, "", "", getattr(frozen, name)
    for key, label in frozen.options.items():
        yield "option", key, "", label
    if "papers" in frozen.count:
        yield "papers", "", "", frozen.count["papers"]
    for name in TABLES:
        yield from _table(name, frozen.count.get(name, {}))
    agreed = frozen.outcome.agreed
    yield "agreed", "", "", "" if agreed is None else "yes" if agreed else "no"
    for key in frozen.outcome.winners:
        yield "winner", key, "", ""


def _table(name: str, numbers: Mapping[str, Any]) -> Iterator[Row]:
    for one, value in numbers.items():
        if not isinstance(value, Mapping):
            yield name, one, "", value
            continue
        for other, number in value.items():
            yield name, one, other, number


def _cell(value: object) -> str:
    text = str(value).replace("\0", "")
    return f"'{text}" if text.lstrip().startswith(_BEGINNINGS) or text.startswith(_BEGINNINGS) else text
