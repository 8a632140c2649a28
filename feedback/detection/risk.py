"""Signs in words that somebody may be in danger (docs/detection.md).

They show help to the author and put a contribution first in the queue. They block nobody, decide
nothing, and say nothing about a text in which none is found.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from feedback.detection.enums import RISK_LABELS, Risk
from feedback.detection.phrases import Grams
from feedback.detection.plain_text import plain, small
from feedback.detection.risk_phrases import DENIED, NO_SIGN, PHRASES

__all__ = ["RISK_LABELS", "Risk", "Sign", "signs"]

#: Where several kinds overlap, the sign is of the one that comes first here.
_URGENCY = {kind: place for place, kind in enumerate(Risk)}
#: How far before a sign a word may stand that denies it.
_SO_MUCH_BEFORE = 60


@dataclass(frozen=True)
class Sign:
    """A sign of risk: ``text`` is ``original[start:end]``."""

    kind: str
    start: int
    end: int
    text: str


def signs(text: str) -> list[Sign]:
    """The signs of risk in a text, in their order; those that overlap are one, of the most urgent kind."""
    simple = plain(text)
    spans = sorted((*simple.span(start, end), kind) for kind, start, end in _matches(small(simple.text)))
    apart: list[tuple[int, int, Risk]] = []
    for start, end, kind in spans:
        if apart and start < apart[-1][1]:
            first, before, its_kind = apart[-1]
            apart[-1] = (first, max(before, end), min(kind, its_kind, key=_URGENCY.__getitem__))
        else:
            apart.append((start, end, kind))
    return [Sign(kind, start, end, text[start:end]) for start, end, kind in apart]


def _matches(text: str) -> Iterator[tuple[Risk, int, int]]:
    """Signs in plain words in small letters, but for what is a way of speaking or is denied."""
    grams = Grams(text)
    spoken = [match.span() for match in NO_SIGN.finditer(text)]
    for kind, phrase in PHRASES:
        if not (phrase.may_stand_among(grams) and phrase.may_stand_in(text)):
            continue
        place = 0
        for found in phrase.regex.finditer(text):
            start, end = found.span()
            while place < len(spoken) and spoken[place][1] <= start:
                place += 1
            if place < len(spoken) and spoken[place][0] < end:
                continue
            if not DENIED.search(text, max(0, start - _SO_MUCH_BEFORE), start):
                yield kind, start, end
