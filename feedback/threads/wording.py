"""Words as a page prints them: plain paragraphs, black bars in them, and large where they are few."""

import re
from dataclasses import dataclass
from typing import Literal

from feedback.detection.redaction import Piece
from feedback.threads import bars

#: How large words are set: people's own words are the largest on a page, as long as that can be read well.
Size = Literal["short", "middle", "long"]
_SHORT, _MIDDLE = 170, 420
#: On a page with others more than this is cut; the rest is one tap away.
MOST_ON_A_LIST = 900
#: Less is not worth a tap.
_WORTH_CUTTING = 200

_PARAGRAPHS = re.compile(r"\n[ \t]*\n\s*")
_SENTENCE = re.compile(r"[.?!…][\"'”’)]*\s")

Line = list[Piece]
Paragraph = list[Line]


@dataclass(frozen=True)
class Wording:
    """Words ready to print."""

    paragraphs: list[Paragraph]
    size: Size
    #: There is more than is printed here.
    is_cut: bool = False

    def __bool__(self) -> bool:
        return bool(self.paragraphs)


def worded(words: str, *, at_most: int | None = None) -> Wording:
    """The words as they are to be printed, cut at the end of a sentence where there is no room for all."""
    words = words.strip()
    size: Size = "short" if len(words) <= _SHORT else "middle" if len(words) <= _MIDDLE else "long"
    is_cut = at_most is not None and len(words) > at_most + _WORTH_CUTTING
    if is_cut and at_most is not None:
        words = _beginning(words, at_most)
    paragraphs = [_lines(paragraph) for paragraph in _PARAGRAPHS.split(words) if paragraph.strip()]
    return Wording(paragraphs, size, is_cut)


def _lines(paragraph: str) -> Paragraph:
    return [bars.read(line.strip()) for line in paragraph.split("\n") if line.strip()]


def _beginning(words: str, length: int) -> str:
    """As much as fits, whole sentences if that is most of it, and never a part of a bar."""
    start = words[:length]
    if start.rfind("⟦") > start.rfind("⟧"):
        start = start[: start.rfind("⟦")]
    ends = [match.end() for match in _SENTENCE.finditer(start)]
    if ends and ends[-1] > length // 2:
        return start[: ends[-1]].rstrip()
    space = start.rfind(" ")
    return (start[:space] if space > length // 2 else start).rstrip() + " …"
