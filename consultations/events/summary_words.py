"""The prose of a summary as plain words: what search looks through besides the points.

Only words that are the page's own. What somebody else said is quoted by its key and copied nowhere, so it
can be taken back; whatever block is not named here is left out.
"""

from collections.abc import Iterable, Iterator
from html import unescape
from typing import Any

from django.utils.html import strip_tags

#: Blocks of a record or of a short reading whose words are ours.
_PROSE = frozenset({"text", "callout", "details", "heading"})


def words_of(*streams: Iterable[Any]) -> str:
    """The words of these streams, a line for each block that has any. Pure: no query."""
    lines = (line for stream in streams for block in stream for line in _lines(block))
    plain = (" ".join(unescape(strip_tags(line)).split()) for line in lines)
    return "\n".join(line for line in plain if line)


def _lines(block: Any) -> Iterator[str]:
    if block.block_type in _PROSE:
        yield from (str(words) for words in block.block.get_searchable_content(block.value))
    elif block.block_type == "topic":
        yield block.value["introduction"] or ""
    elif block.block_type == "sentence":
        yield block.value["words"]
