"""Tables as files that spreadsheets open: UTF-8 with its mark, and no cell that is taken for a formula."""

import csv
import io
from collections.abc import Iterable, Sequence

#: A cell that begins so is calculated, or hides what does: also in full-width letters, and after blanks.
_BEGINNINGS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "|", "%")


def cell(value: object) -> str:
    """A value as it may stand in a cell; an apostrophe before it keeps a spreadsheet from calculating."""
    text = str(value).replace("\0", "")
    if text.startswith(_BEGINNINGS) or text.lstrip().startswith(_BEGINNINGS):
        return f"'{text}"
    return text


def csv_file(head: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """A whole file, every cell in quotes."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, quoting=csv.QUOTE_ALL)
    writer.writerow([cell(one) for one in head])
    writer.writerows([cell(one) for one in row] for row in rows)
    return written.getvalue().encode("utf-8-sig", errors="replace")
