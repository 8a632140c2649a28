"""Words with black bars: what a moderator took out stands as ⟦kind⟧ in the words that are kept.

Written from the pieces of `detection.redaction.redact` and read back into pieces, so that the page, search,
a quotation and an export all say what kind of thing was taken out and none can say what it was.
"""

import re
from collections.abc import Iterable

from django.utils.translation import gettext as _

from feedback.detection.redaction import Piece

_BEGIN, _END = "⟦", "⟧"
_BAR = re.compile(r"⟦([^⟦⟧\n]{1,60})⟧")
#: Nobody who writes can make a bar by typing one.
_TYPED = str.maketrans(_BEGIN + _END, "[]")


def written(pieces: Iterable[Piece]) -> str:
    """Pieces as they are kept: words as they are, what was taken out as ⟦kind⟧."""
    return "".join(
        f"{_BEGIN}{piece.removed_kind.translate(_TYPED)}{_END}"
        if piece.removed_kind
        else piece.text.translate(_TYPED)
        for piece in pieces
    )


def read(words: str) -> list[Piece]:
    """Kept words as pieces again: in turn words, and bars without any."""
    pieces: list[Piece] = []
    done = 0
    for bar in _BAR.finditer(words):
        if bar.start() > done:
            pieces.append(Piece(words[done : bar.start()]))
        pieces.append(Piece("", bar[1]))
        done = bar.end()
    if done < len(words):
        pieces.append(Piece(words[done:]))
    return pieces


def told(words: str) -> str:
    """Kept words as plain text, for search, feeds and exports: each bar as "[taken out: a name]"."""
    return "".join(
        _("[taken out: %(kind)s]") % {"kind": piece.label} if piece.removed_kind else piece.text
        for piece in read(words)
    )
