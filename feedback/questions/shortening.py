"""The beginning of words where there is room for no more: whole sentences, or at least whole words."""

import re

_SENTENCE_ENDS = re.compile(r"[.?!…][\"'”’)]*(?=\s|$)")


def beginning(words: str, longest: int) -> str:
    """As many whole sentences as fit into so many letters; of a long first one whole words and "…"."""
    words = " ".join(words.split())
    if len(words) <= longest:
        return words
    ends = [found.end() for found in _SENTENCE_ENDS.finditer(words) if found.end() <= longest]
    if ends:
        return words[: ends[-1]]
    return words[:longest].rsplit(" ", 1)[0].rstrip(",;:–-") + " …"
