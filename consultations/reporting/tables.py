"""Tables as files that spreadsheets and statistics programs open: CSV, and XLSX with a second sheet that
says what each column means.

No cell can begin a formula, whatever somebody wrote. In CSV an apostrophe stands before what a spreadsheet
would calculate; in XLSX words are stored as words and marked so, and stay exactly as they are.
"""

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

#: A cell that begins so is calculated, or hides what does: also in full-width letters, and after blanks.
_BEGINNINGS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "|", "%")
#: What XML cannot hold: control characters, halves of pairs, and two that are no characters.
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
#: What a cell of a spreadsheet holds at most.
_LONGEST_CELL = 32_767
_WIDEST, _NARROWEST = 60, 10

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


def as_xlsx(table: Table, *, title: str, by: str) -> bytes:
    """A workbook with the table and its dictionary; ``by`` is whose it is."""
    book = Workbook(write_only=True)
    book.properties.creator = book.properties.lastModifiedBy = words(by)
    book.properties.title = words(title)
    for one in (table, table.dictionary()):
        _write(book.create_sheet(one.name), one)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def words(text: object) -> str:
    """A text without what no file of the kind can hold."""
    return _NOT_IN_XML.sub("", str(text))


def may_calculate(text: str) -> bool:
    """Whether a spreadsheet could take this for a formula."""
    return text.startswith(_BEGINNINGS) or text.lstrip().startswith(_BEGINNINGS)


def _kept_from_calculating(value: Value) -> Value:
    if isinstance(value, int):
        return value
    text = words(value)
    return f"'{text}" if may_calculate(text) else text


def _write(sheet: Any, table: Table) -> None:
    sheet.freeze_panes = "A2"
    for number, column in enumerate(table.columns, start=1):
        width = min(_WIDEST, max(_NARROWEST, column.width))
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.append([_head(sheet, column.name) for column in table.columns])
    for row in table.rows:
        sheet.append([value if _is_plain(value) else _text(sheet, str(value)) for value in row])


def _is_plain(value: Value) -> bool:
    """Whether it may be handed over as it is, which is much faster than making a cell for it.

    The library takes "=…" for a formula and "#N/A" and its like for errors; nothing else.
    """
    if isinstance(value, int):
        return True
    return len(value) <= _WIDEST and not (
        value.startswith("#") or may_calculate(value) or _NOT_IN_XML.search(value)
    )


def _head(sheet: Any, name: str) -> Any:
    cell = _text(sheet, name)
    cell.font = Font(bold=True)
    return cell


def _text(sheet: Any, value: str) -> Any:
    """Words as words, also when they look like a formula, an error or a number."""
    text = words(value)[:_LONGEST_CELL]
    cell = WriteOnlyCell(sheet, value=text)
    cell.data_type = "s"
    if may_calculate(text):
        # Without this mark a spreadsheet would calculate as soon as somebody opens the cell and leaves it.
        cell.quotePrefix = True
    if len(text) > _WIDEST:
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell
