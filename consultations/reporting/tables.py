"""Tables as files that spreadsheets and statistics programs open: CSV here, XLSX in `workbooks`.

No cell can begin a formula, whatever somebody wrote. In CSV an apostrophe stands before what a spreadsheet
would calculate; in XLSX words are stored as words and marked so, and stay exactly as they are.
"""

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

#: A cell that begins so is calculated, or hides what does: also in full-width letters, and after blanks.
_BEGINNINGS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "|", "%")
#: What XML cannot hold: control characters, halves of pairs, and two that are no characters.
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

Value = str | int


@dataclass(frozen=True)
class Column:
    """One column: its name, what it means, what can stand in it."""

    name: str
    meaning: str
    values: str
    #: How wide it is drawn, in letters.
    width: int = 18


@dataclass(frozen=True)
class Table:
    """A table to take out. Names are English in every language, so that programs find them."""

    name: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Value]]
    #: What the file is: pairs of a heading and a sentence, first in the dictionary.
    about: Sequence[tuple[str, str]] = field(default=())

    def dictionary(self) -> "Table":
        """What the file is, and what each column means, as a table of its own."""
        about = [("(this file)", f"{heading}: {sentence}", "") for heading, sentence in self.about]
        return Table(
            "dictionary",
            (Column("column", "", "", 18), Column("meaning", "", "", 60), Column("values", "", "", 40)),
            [*about, *((one.name, one.meaning, one.values) for one in self.columns)],
        )


def as_csv(table: Table) -> bytes:
    """One file, every cell in quotes, UTF-8 with its mark."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, quoting=csv.QUOTE_ALL)
    writer.writerow([column.name for column in table.columns])
    writer.writerows([_kept_from_calculating(value) for value in row] for row in table.rows)
    return written.getvalue().encode("utf-8-sig", errors="replace")


def words(text: object) -> str:
    """A text without what no file of the kind can hold."""
    return NOT_IN_XML.sub("", str(text))


def may_calculate(text: str) -> bool:
    """Whether a spreadsheet could take this for a formula."""
    return text.startswith(_BEGINNINGS) or text.lstrip().startswith(_BEGINNINGS)


def _kept_from_calculating(value: Value) -> Value:
    if isinstance(value, int):
        return value
    text = words(value)
    return f"'{text}" if may_calculate(text) else text
