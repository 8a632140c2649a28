"""The few lines of a result in which the words were found, with the words marked."""

import re

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from cms.search_words import Word, pattern_for

#: Length of what is shown, characters. About two lines on a desktop and five on a phone.
LENGTH = 220
_SPACES = re.compile(r"\s+")


def marked(text: str, words: tuple[Word, ...]) -> SafeString:
    """The text, escaped, the sought words in `<mark>`, words side by side in one."""
    pattern = pattern_for(words)
    if pattern is None:
        return escape(text)
    parts: list[str] = []
    end = 0
    for match in re.finditer(rf"{pattern.pattern}(?: {pattern.pattern})*", text, pattern.flags):
        parts += [escape(text[end : match.start()]), "<mark>", escape(match[0]), "</mark>"]
        end = match.end()
    parts.append(escape(text[end:]))
    return mark_safe("".join(parts))  # noqa: S308 - every part was escaped above


def passage(text: str, words: tuple[Word, ...], length: int = LENGTH) -> str:
    """The part of a text where most of the different words stand close together, as plain text.

    Cut between words, with "…" where something is left out. The beginning, when no word
    stands in it (the match may be in the title).
    """
    text = _SPACES.sub(" ", text).strip()
    if len(text) <= length:
        return text
    start = _best_start(text, words, length)
    if start > 0:
        start = text.rfind(" ", 0, start) + 1
    end = len(text)
    if start + length < end:
        space = text.rfind(" ", start + 1, start + length + 1)
        end = space if space > start else start + length
    before = "… " if start > 0 else ""
    after = " …" if end < len(text) else ""
    return before + text[start:end].strip() + after


def _best_start(text: str, words: tuple[Word, ...], length: int) -> int:
    """Where to begin so that most different words are seen, the first such place winning."""
    pattern = pattern_for(words)
    if pattern is None:
        return 0
    hits = [(match.start(), _stem_of(match[0], words)) for match in pattern.finditer(text)][:200]
    if not hits:
        return 0
    margin = length // 4

    def seen_from(begin: int) -> int:
        return len({stem for position, stem in hits if begin <= position < begin + length - margin})

    best = max((position for position, _ in hits), key=lambda position: (seen_from(position), -position))
    return 0 if best < length - margin else best - margin


def _stem_of(found: str, words: tuple[Word, ...]) -> str:
    lowered = found.lower()
    return next((word.stem for word in words if lowered.startswith(word.stem)), lowered)
