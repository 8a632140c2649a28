"""What a page that comes with the site is made of."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cms.reading_grade import FOR_THE_PUBLIC

#: One block of a page's body, as a StreamField takes it: the block's name and its value.
Block = tuple[str, Any]

_LINK = re.compile(r'<a href="/(?P<slug>[a-z-]+)/">')


@dataclass(frozen=True)
class Entry:
    """A word explained on the glossary page. ``also`` are other names of the same thing."""

    term: str
    meaning: str
    also: str = ""


@dataclass(frozen=True)
class DefaultPage:
    """A page made at set-up, which editors may then change in any way.

    ``grade`` is the highest reading grade its words may have. ``entries`` are for the
    glossary alone. Links inside the text are written as ``/slug/``.
    """

    slug: str
    title: str
    introduction: str
    search_description: str
    body: tuple[Block, ...] = ()
    entries: tuple[Entry, ...] = ()
    grade: float = FOR_THE_PUBLIC
    #: Whether it stands among the links at the foot of every page.
    in_footer: bool = True
    #: A shorter name for that link.
    footer_title: str = field(default="")

    @property
    def is_glossary(self) -> bool:
        """Whether it is the page that explains words."""
        return bool(self.entries)


def text(html: str) -> Block:
    """Running text: paragraphs, headings of the second and third level, lists, links."""
    return ("text", _one_line(html))


def callout(title: str, html: str) -> Block:
    """Something nobody should miss."""
    return ("callout", {"title": title, "text": _one_line(html)})


def details(summary: str, html: str) -> Block:
    """Something to open if wanted."""
    return ("details", {"summary": summary, "text": _one_line(html)})


def promise(subject: str, kept: str, limit: str) -> Block:
    """A promise and its limit, side by side and at the same size."""
    return ("promise", {"subject": subject, "promise": _one_line(kept), "limit": _one_line(limit)})


def with_page_links(body: tuple[Block, ...], page_ids: Mapping[str, int]) -> list[Block]:
    """The body with its ``/slug/`` links turned into Wagtail's own.

    Those follow a page that is moved or renamed and keep the Welsh prefix. A slug that is
    not among ``page_ids`` (the search page, say) stays an ordinary address.
    """

    def linked(value: Any) -> Any:
        if isinstance(value, str):
            return _LINK.sub(
                lambda match: (
                    f'<a linktype="page" id="{page_ids[match["slug"]]}">'
                    if match["slug"] in page_ids
                    else match[0]
                ),
                value,
            )
        return {key: linked(part) for key, part in value.items()}

    return [(name, linked(value)) for name, value in body]


def _one_line(html: str) -> str:
    """Without the line breaks and indents of the source file."""
    return re.sub(r"\s*\n\s*", " ", html).replace("> <", "><").strip()
