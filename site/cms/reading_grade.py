"""How hard a text is to read: the Flesch–Kincaid grade, and the sentences that make it so.

Grade 4 is what a nine-year-old reads in the United States' counting of school years.
Source: Kincaid, Fishburne, Rogers, Chissom: Derivation of new readability formulas for
Navy enlisted personnel, Research Branch Report 8-75, 1975.
"""

import re
from dataclasses import dataclass
from html.parser import HTMLParser

from cms.syllables import syllables

#: What people with lived experience of prison read to say something, vote and come back.
FOR_EVERYONE = 4.0
#: All other public pages.
FOR_THE_PUBLIC = 6.0
#: How many of the hardest sentences are shown.
SHOWN = 5

_WORD = re.compile(r"\w[\w'’]*(?:-\w[\w'’]*)*")
_END = re.compile(r"(?<=[.!?…])[\"'”’)\]]*\s+(?=[\"'“‘(\[]*[^\Wa-z]|[\"'“‘(\[]*\d)")
_NO_END = re.compile(r"\b(?:e\.g|i\.e|etc|mr|mrs|ms|dr|prof|vs|approx)\.$", re.IGNORECASE)
#: The longest of these and what stands before it.
_LONGEST_NO_END = 12
_BLOCK_ELEMENTS = """
    address article aside blockquote br caption dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header
    hr li main nav ol p section summary table td th tr ul
"""
#: Elements that begin and end a line of their own.
_BREAKS = frozenset(_BLOCK_ELEMENTS.split())


@dataclass(frozen=True)
class Sentence:
    """One sentence and the grade it would have alone."""

    text: str
    words: int
    level: float


@dataclass(frozen=True)
class Grade:
    """The grade of a whole text; ``hardest`` sentences first, none that is easier than the whole."""

    level: float
    words: int
    sentences: int
    hardest: tuple[Sentence, ...] = ()

    def is_above(self, limit: float) -> bool:
        """Whether the text is harder to read than it should be."""
        return self.level > limit


def formula(words: int, sentences: int, spoken: int) -> float:
    """Return the Flesch–Kincaid grade from counts of words, sentences and syllables; 0.0 for no words."""
    if not words or not sentences:
        return 0.0
    return 0.39 * words / sentences + 11.8 * spoken / words - 15.59


def grade(text: str) -> Grade:
    """Return the grade of plain text. A line break ends a sentence: headings have no stop."""
    counted = [(sentence, *_counts(sentence)) for sentence in sentences_of(text)]
    words = sum(count for _text, count, _spoken in counted)
    spoken = sum(count for _text, _words, count in counted)
    level = formula(words, len(counted), spoken)
    alone = [
        Sentence(sentence, count, round(formula(count, 1, said), 1)) for sentence, count, said in counted
    ]
    harder = [sentence for sentence in alone if sentence.words >= 5 and sentence.level > level]
    harder.sort(key=lambda sentence: -sentence.level)
    return Grade(round(level, 1), words, len(counted), tuple(harder[:SHOWN]))


def grade_of_html(html: str) -> Grade:
    """Return the grade of what a reader sees of HTML."""
    return grade(text_of_html(html))


def sentences_of(text: str) -> list[str]:
    """Return the sentences of plain text, those without any word left out."""
    found: list[str] = []
    for line in text.splitlines():
        pending: list[str] = []
        for part in _END.split(line.strip()):
            pending.append(part)
            # The part alone, not all before it again: a line of "Mr. Mr. Mr." took half a minute.
            if not _NO_END.search(part[-_LONGEST_NO_END:]):
                found.append(" ".join(pending).strip())
                pending = []
        if pending:
            found.append(" ".join(pending).strip())
    return [sentence for sentence in found if _WORD.search(sentence)]


def _counts(sentence: str) -> tuple[int, int]:
    words = _WORD.findall(sentence)
    return len(words), sum(syllables(word) for word in words)


class _Reader(HTMLParser):
    """Gathers what is read; elements that stand on their own begin a new line."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BREAKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _BREAKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        self.parts.append(" ".join(data.split()) if data.strip() else " ")
        if data[:1].isspace():
            self.parts.insert(-1, " ")
        if data[-1:].isspace():
            self.parts.append(" ")


def text_of_html(html: str) -> str:
    """Return the words of HTML, a line for each paragraph, heading or item."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.parts).splitlines())
    return "\n".join(line for line in lines if line)
