"""Words cut into pieces: shown with what was found in them, with black bars, or without."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from feedback.detection.enums import LABELS, RISK_LABELS, Kind, Risk

#: What stands in the place of words that were taken out.
GAP = "…"
#: The kind of a span that came without one.
SOME_WORDS = "words"
#: Gaps with nothing between them but spaces and commas become one.
_GAPS_IN_A_ROW = re.compile(rf"{GAP}(?:[ \t,]*{GAP})+")


@dataclass(frozen=True)
class Piece:
    """A stretch of words; ``removed_kind`` says what was taken out (`redact`) or could be (`marked`)."""

    text: str
    removed_kind: str = ""

    @property
    def label(self) -> "str | Promise":
        """What kind of thing it is, in plain words; empty for ordinary words.

        A kind that nobody named here (a moderator's own) is its own label.
        """
        if self.removed_kind in set(Kind):
            return LABELS[Kind(self.removed_kind)]
        if self.removed_kind in set(Risk):
            return RISK_LABELS[Risk(self.removed_kind)]
        return _("some words") if self.removed_kind == SOME_WORDS else self.removed_kind


class Found(Protocol):
    """What `marked` and `without` need to know: a Finding and a Sign both have it."""

    @property
    def kind(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


def redact(text: str, spans: Iterable[tuple[int, int, str]]) -> list[Piece]:
    """The words with (start, end, kind) taken out. A removed piece holds no text, only its kind.

    Spans may come in any order, overlap, or reach beyond the text; where they overlap, the one that
    starts first gives the kind. Joining the texts of the pieces gives exactly what may be shown.
    """
    return [Piece("", piece.removed_kind) if piece.removed_kind else piece for piece in _cut(text, spans)]


def marked(text: str, findings: Iterable[Found]) -> list[Piece]:
    """The words, none taken out, each finding a piece of its own with its kind."""
    return _cut(text, [(found.start, found.end, found.kind) for found in findings])


def without(text: str, findings: Iterable[Found]) -> str:
    """Readable words with "…" in the place of each finding.

    The ellipsis stays, so that nobody's sentence is made to say something else ("my son … came").
    What is found afterwards in the rest is another matter: ask again before relying on it.
    """
    pieces = marked(text, findings)
    return _GAPS_IN_A_ROW.sub(GAP, "".join(GAP if piece.removed_kind else piece.text for piece in pieces))


def _cut(text: str, spans: Iterable[tuple[int, int, str]]) -> list[Piece]:
    """Ordinary and marked pieces in turn, which together are the text."""
    pieces: list[Piece] = []
    done = 0
    for start, end, kind in _apart(spans, len(text)):
        if start > done:
            pieces.append(Piece(text[done:start]))
        pieces.append(Piece(text[start:end], kind))
        done = end
    if done < len(text):
        pieces.append(Piece(text[done:]))
    return pieces


def _apart(spans: Iterable[tuple[int, int, str]], length: int) -> Sequence[tuple[int, int, str]]:
    """Spans in their order, within the text, those that overlap made one."""
    apart: list[tuple[int, int, str]] = []
    within = sorted((max(0, start), min(end, length), str(kind) or SOME_WORDS) for start, end, kind in spans)
    for start, end, kind in within:
        if start >= end:
            continue
        if apart and start < apart[-1][1]:
            first, before, its_kind = apart[-1]
            apart[-1] = (first, max(before, end), its_kind)
        else:
            apart.append((start, end, kind))
    return apart
