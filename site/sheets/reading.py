"""Reading a list as spreadsheets save it: which columns it has, and its rows with the line each begins on.

Commas, semicolons, tabs or bars between the columns, UTF-8, UTF-16 or the Windows encoding, and line breaks
inside a cell are all read. A quotation mark that is never closed spoils its own row, not the rest. What looks
like a formula is told apart (`like_a_formula`); it is never run and nobody else's spreadsheet gets it.

What the rows mean is checked by the room that asked for them.
"""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _

LARGEST_BYTES = 8 * 1024 * 1024
MOST_ROWS = 10_000
#: A cell with more line breaks than this is a quotation mark that was never closed.
_LONGEST_CELL_LINES = 30
_LONGEST_ROW = 20_000
_LONGEST_SHOWN = 160
_SEPARATORS = ",;\t|"
#: "=2+2", "=cmd|…", "+SUM(A1)", "-HYPERLINK(…)", "@SUM(…)"; not "- they said so", not "-5 degrees".
_FORMULA = re.compile(r"=|@\w+\(|[+-][\w.$]*\(|[+-]\w+[|!]")
#: What exports put before a cell that a spreadsheet would take for a formula.
_GUARDED = re.compile(r"'(?=[=+\-@\t\r])")
_BLANKS = re.compile(r"\s+")


class UnreadableSheetError(ValueError):
    """The file is no list, or one that nobody could look through. ``sentence`` says why."""

    def __init__(self, sentence: "str | Promise") -> None:
        self.sentence = sentence
        super().__init__(str(sentence))


class BadRowError(ValueError):
    """What is wrong with one row, as a sentence."""


@dataclass(frozen=True)
class SheetRow:
    """A row: the line of the file on which it begins, from 1, and its cells by the name of their column."""

    line: int
    cells: Mapping[str, str]
    #: It has more cells than there are headings: a comma that was not put into quotation marks.
    too_many: bool = False

    @property
    def shown(self) -> str:
        """What it says, short, for the list of rows that cannot be used."""
        return tidied(", ".join(filter(None, self.cells.values())))[:_LONGEST_SHOWN]

    def words(self, name: str, most: int) -> str:
        """The words in a cell, tidied; empty where there are none.

        Raises:
            BadRowError: they begin like a formula, or are longer than ``most`` letters.
        """
        words = tidied(self.cells.get(name, ""))
        if like_a_formula(words):
            raise BadRowError(_("This begins like a formula. Put words instead."))
        if len(words) > most:
            raise BadRowError(_("This is too long. Use at most %(most)s letters in a cell.") % {"most": most})
        return words


def decoded(data: bytes, *, largest: int = LARGEST_BYTES) -> str:
    """The text of an uploaded file.

    Raises:
        UnreadableSheetError: too large, or no text.
    """
    if len(data) > largest:
        raise UnreadableSheetError(too_large(largest))
    with_mark = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    for encoding in ("utf-16",) if with_mark else ("utf-8-sig", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise UnreadableSheetError(_("This file is not a list in text. Save it as CSV and try again."))


def rows(
    text: str, headings: Mapping[str, str], *, needed: Sequence[str], most: int = MOST_ROWS
) -> Iterator[SheetRow]:
    """The rows below the headings; empty ones are left out.

    ``headings`` are what columns may be called, in any case, and the name of what they hold; others are
    passed over. The columns of ``needed`` have to be there.

    Raises:
        UnreadableSheetError: no row, more than ``most``, or a column is missing. At the first row, so that
            nothing has to be undone.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    # Counted before anything is parsed: more lines than that many rows can have.
    if len(lines) > 5 * most:
        raise _too_many(most)
    found = _parsed(lines, _separator(lines))
    columns = _columns(next((cells for _line, cells in found if any(cells)), []), headings, needed)
    count = 0
    for line, cells in found:
        if not any(cells):
            continue
        count += 1
        if count > most:
            raise _too_many(most)
        given = {name: unguarded(cell) for name, cell in zip(columns, cells, strict=False) if name}
        yield SheetRow(line, given, too_many=any(cells[len(columns) :]))
    if not count:
        raise UnreadableSheetError(_("There is nothing below the headings."))


def too_large(largest: int = LARGEST_BYTES) -> str:
    """What is said of a file that is not even read."""
    return _("This file is too large. Take in at most %(mb)s MB.") % {"mb": largest >> 20}


def tidied(words: str) -> str:
    """Without blanks around, and with one between words."""
    return _BLANKS.sub(" ", words).strip()


def like_a_formula(words: str) -> bool:
    """Whether a spreadsheet would calculate it."""
    return bool(_FORMULA.match(words))


def unguarded(cell: str) -> str:
    """Without the apostrophe that an export put before it (`sheets.writing.cell`)."""
    return _GUARDED.sub("", cell, count=1) if cell.startswith("'") else cell


def _too_many(most: int) -> UnreadableSheetError:
    sentence = _("This list is too long. Take in at most %(rows)s rows at a time.")
    return UnreadableSheetError(sentence % {"rows": f"{most:,}"})


def _columns(heading: Sequence[str], headings: Mapping[str, str], needed: Sequence[str]) -> list[str]:
    columns = [headings.get(tidied(cell).casefold(), "") for cell in heading]
    for name in needed:
        if name not in columns:
            called = next(one for one, holds in headings.items() if holds == name)
            raise UnreadableSheetError(
                _("The first line has to name the columns, and one of them has to be called “%(name)s”.")
                % {"name": called}
            )
    return columns


def _separator(lines: Sequence[str]) -> str:
    first = next((line for line in lines if line.strip()), "")
    return max(_SEPARATORS, key=first.count)


def _parsed(lines: Sequence[str], separator: str) -> Iterator[tuple[int, list[str]]]:
    """Rows with the line on which they begin; a cell may go over several lines."""
    at = 0
    while at < len(lines):
        last = min(at + _LONGEST_CELL_LINES, len(lines))
        reader = csv.reader((f"{lines[n]}\n" for n in range(at, last)), delimiter=separator, strict=True)
        try:
            cells, used = next(reader, []), reader.line_num
        except csv.Error:
            # A quotation mark that nothing closes is a character like any other: this line stands alone.
            alone = csv.reader([lines[at][:_LONGEST_ROW]], delimiter=separator, quoting=csv.QUOTE_NONE)
            cells, used = next(alone, []), 1
        yield at + 1, [cell.strip() for cell in cells]
        at += used
