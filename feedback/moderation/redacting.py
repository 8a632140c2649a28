"""Which words are taken out: what was found, and what a moderator types. Pure.

The result is pieces (`detection.redaction`): words, and gaps that know what kind of thing stood in them.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from feedback.detection import findings
from feedback.detection.enums import LABELS
from feedback.detection.redaction import SOME_WORDS, Piece, redact
from feedback.threads.gate import RefusedError

Span = tuple[int, int, str]


@dataclass(frozen=True)
class OwnWords:
    """Words that a moderator typed, and what kind of thing they are."""

    words: str
    kind: str = SOME_WORDS


class NothingTakenOutError(RefusedError):
    """Nothing was chosen."""

    def __init__(self) -> None:
        self.sentence = _("Choose what to take out, or let it go as it is.")
        super().__init__(self.sentence)


class WordsNotThereError(RefusedError):
    """Words that a moderator typed do not stand in the contribution."""

    def __init__(self, words: str) -> None:
        self.words = words
        self.sentence = _("“%(words)s” does not stand in it. Type the words as they are written.") % {
            "words": words
        }
        super().__init__(self.sentence)


def offered(text: str, places: Mapping[str, str]) -> list[findings.Finding]:
    """What was found and may be taken out, in the order of the words."""
    return findings.find(text, places=places)


def pieces(text: str, *, spans: Collection[Span], own: Collection[OwnWords]) -> list[Piece]:
    """The words with what was chosen and what was typed taken out, wherever it stands.

    Raises:
        NothingTakenOutError: neither was given.
        WordsNotThereError: typed words do not stand in the text.
    """
    typed = [OwnWords(one.words.strip(), _kind(one.kind)) for one in own if one.words.strip()]
    if not spans and not typed:
        raise NothingTakenOutError
    found: list[Span] = [*spans]
    for one in typed:
        places = [(at.start(), at.end(), one.kind) for at in _wherever(one.words, text)]
        if not places:
            raise WordsNotThereError(one.words)
        found += places
    return redact(text, found)


def _kind(kind: str) -> str:
    return kind if kind in set(LABELS) else SOME_WORDS


def _wherever(words: str, text: str) -> Iterator[re.Match[str]]:
    """Every place where the words stand whole, in capitals or not, however they are broken into lines."""
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    before = r"\b" if words[0].isalnum() else ""
    after = r"\b" if words[-1].isalnum() else ""
    return re.finditer(f"{before}{pattern}{after}", text, re.IGNORECASE)
