"""A table as a workbook (XLSX), with a second sheet that says what each column means.

Loaded when somebody asks for such a file: the library costs each worker some megabytes.
"""

import io
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from consultations.reporting.tables import NOT_IN_XML, Table, Value, may_calculate, words

#: What a cell of a spreadsheet holds at most.
_LONGEST_CELL = 32_767
_WIDEST, _NARROWEST = 60, 10


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
        value.startswith("#") or may_calculate(value) or NOT_IN_XML.search(value)
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
