"""The paragraphs of a record, each with an address of its own.

A paragraph is what a reader would point to: a point, a paragraph or list item of running text, any other
block as a whole. Its key is made from the page, the block and the mark that the editor gave the paragraph
(`keys`), so it stays when words are changed and when other paragraphs come before it. Pure: no query.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

from django.utils.html import format_html, strip_tags
from django.utils.safestring import SafeString, mark_safe
from wagtail.rich_text import expand_db_html

from consultations.events.keys import key_of
from consultations.events.reading import TopicRead, parts_of

_TAG = re.compile(r"<(/?)(p|h[2-4]|li|[uo]l)\b([^>]*)>")
_MARK = re.compile(r'\s*data-block-key="([^"]*)"')


@dataclass(frozen=True)
class Paragraph:
    """Something of a record that can be pointed to."""

    key: str
    #: What stands behind "#" in its address.
    anchor: str
    #: Its words, plain; empty for a block that has none, such as a picture.
    text: str
    #: "topic", "point", "text" or the name of another block.
    kind: str


def anchor_of(key: str) -> str:
    """The id of a paragraph or block on its page. Topics and points have their own (`showing`)."""
    return f"text-{key}"


def paragraphs_of(page_id: int, record: Iterable[Any]) -> list[Paragraph]:
    """All paragraphs of a record, in order."""
    return list(_paragraphs(page_id, record))


def _paragraphs(page_id: int, record: Iterable[Any]) -> Iterator[Paragraph]:
    for part in parts_of(page_id, record):
        if isinstance(part, TopicRead):
            words = f"{part.title} {part.introduction}".strip()
            yield Paragraph(part.key, f"topic-{part.key}", words, "topic")
            for point in part.points:
                yield Paragraph(point.key, f"point-{point.key}", point.text, "point")
        elif part.block_type == "text":
            for key, html in _split(page_id, part.id or "", part.value.source):
                yield Paragraph(key, anchor_of(key), html, "text")
        else:
            key = key_of(page_id, part.id or "")
            yield Paragraph(key, anchor_of(key), _words_of(part), part.block_type)


def _words_of(block: Any) -> str:
    """The words of another block, as search would have them."""
    found = block.block.get_searchable_content(block.value)
    return " ".join(strip_tags(str(words)).strip() for words in found)


def _split(page_id: int, block_id: str, source: str) -> Iterator[tuple[str, str]]:
    """Key and plain words of each paragraph of running text that has any."""
    begins: tuple[str, int] | None = None
    for index, found in enumerate(_TAG.finditer(source)):
        if begins is not None and (text := _plain(source[begins[1] : found.start()])):
            yield begins[0], text
        opens = not found[1] and not found[2].endswith("l")
        begins = (_key(page_id, block_id, found[3], index), found.end()) if opens else None


def _plain(html: str) -> str:
    return " ".join(unescape(strip_tags(html)).split())


def _key(page_id: int, block_id: str, attributes: str, index: int) -> str:
    """Of a paragraph; text that no editor has touched carries no marks, there its place has to do."""
    mark = _MARK.search(attributes)
    return key_of(page_id, f"{block_id}:{mark[1] if mark else index}")


def with_addresses(page_id: int, block_id: str, source: str, label: str) -> SafeString:
    """Running text as a page prints it, with an id on each paragraph and a quiet link to it.

    ``source`` is stored rich text, ``label`` says for those who listen what the link is.
    """
    written: list[str] = []
    at, waiting = 0, ""
    html = expand_db_html(source)
    for index, found in enumerate(_TAG.finditer(html)):
        before = html[at : found.start()]
        written.append(before)
        if waiting and _plain(before):
            written.append(_link(waiting, label))
        at = found.end()
        if found[1] or found[2].endswith("l"):
            written.append(found[0])
            waiting = ""
        else:
            waiting = anchor_of(_key(page_id, block_id, found[3], index))
            written.append(f'<{found[2]} id="{waiting}"{_MARK.sub("", found[3])}>')
    written.append(html[at:])
    return mark_safe("".join(written))  # noqa: S308 - the editor's own cleaned text, and ids made of digits and letters


def _link(anchor: str, label: str) -> str:
    return format_html(' <a class="point__address" href="#{}" aria-label="{}">#</a>', anchor, label)
