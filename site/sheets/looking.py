"""What pages show of a list before it is taken in: how it has to look, its rows, what is wrong with which.

A page holds as many rows as somebody looks through; what is wrong matters more than what is right.
"""

from collections.abc import Sequence
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from sheets import reading

#: More rows than these are not looked through one by one.
SHOWN_GOOD = 50
SHOWN_BAD = 200


def uploaded(file: UploadedFile) -> bytes:
    """The file, unless it is larger than any list: that is known before it is read.

    Raises:
        UnreadableSheetError.
    """
    if (file.size or 0) > reading.LARGEST_BYTES:
        raise reading.UnreadableSheetError(reading.too_large())
    return bytes(file.read())


def layout(columns: Sequence[Sequence[str]]) -> dict[str, Any]:
    """How a list has to look, for the page on which it is chosen: what each column is called and holds."""
    return {
        "head": [_("Column"), _("What it holds")],
        "columns": columns,
        "most": f"{reading.MOST_ROWS:,}",
    }


def looked_at(good: Sequence[object], bad: Sequence[object]) -> dict[str, Any]:
    """The rows that can be used and those that cannot, as many as a page shows, and how many there are."""
    return {
        "good": good[:SHOWN_GOOD],
        "bad": bad[:SHOWN_BAD],
        "number_good": len(good),
        "number_bad": len(bad),
        "more_good": max(0, len(good) - SHOWN_GOOD),
        "more_bad": max(0, len(bad) - SHOWN_BAD),
    }
