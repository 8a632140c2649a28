"""This room's own source for search: pages, reflections, and the words explained in the glossary."""

from collections.abc import Iterator
from typing import Any, ClassVar

from django.utils.functional import Promise
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail.search.query import PlainText

from cms.pages import GlossaryPage, ReflectionPage, SitePage, StandardPage
from cms.public_pages import public_pages
from cms.search_sources import Found, SearchQuery
from cms.search_words import Word, pattern_for

_KIND_OF: dict[type[SitePage], str] = {
    StandardPage: "page",
    ReflectionPage: "reflection",
    GlossaryPage: "word",
}


class PagesSource:
    """Finds live pages by Wagtail's own index, which both databases have.

    Answers come from the pages' live rows and never from the index: an index entry may
    lag behind, or be of a page that is not public.
    """

    key = "cms.pages"
    kinds: ClassVar[dict[str, str | Promise]] = {
        "page": _("Pages"),
        "reflection": _("Reflections"),
        "word": _("Words explained"),
    }
    facets: ClassVar[frozenset[str]] = frozenset()

    def find(self, query: SearchQuery, limit: int) -> list[Found]:
        """The best fitting pages and glossary entries."""
        models = [model for model, kind in _KIND_OF.items() if query.kind in ("", kind)]
        pages = public_pages().type(*models).specific()
        if query.words:
            chosen = pages.search(PlainText(_any_form(query.words), operator="or"))[:limit]
        else:
            chosen = pages.order_by("path")[:limit]
        return [found for page in chosen for found in _found_in(page, query)][:limit]


def anchor_of(term: str) -> str:
    """Where a word stands on the glossary page: the part of the address after the "#"."""
    return slugify(term, allow_unicode=True) or "word"


def _any_form(words: tuple[Word, ...]) -> str:
    return " ".join(form for word in words for form in word.forms)


def _found_in(page: Page, query: SearchQuery) -> Iterator[Found]:
    address = page.get_url()
    if address is None:  # lies outside every site
        return
    if isinstance(page, GlossaryPage):
        yield from _entries(page, address, query.words)
        return
    yield Found(
        title=page.title,
        url=address,
        kind=_KIND_OF[type(page)],
        text=" ".join([page.introduction, *_plain_text(page.body)]),
        when=page.written if isinstance(page, ReflectionPage) else "",
        also=page.author_name if isinstance(page, ReflectionPage) else "",
        lang=page.lang,
    )


def _entries(page: GlossaryPage, address: str, words: tuple[Word, ...]) -> Iterator[Found]:
    """Each entry in which a sought word stands is a result of its own; all of them without words."""
    pattern = pattern_for(words)
    for block in page.entries:
        entry = block.value
        if pattern is None or pattern.search(f"{entry['term']} {entry['also']} {entry['meaning']}"):
            yield Found(
                title=entry["term"],
                url=f"{address}#{anchor_of(entry['term'])}",
                kind="word",
                text=entry["meaning"],
                also=entry["also"] or "",
                lang=page.lang,
            )


def _plain_text(body: Any) -> list[str]:
    """A body's words as Wagtail's index reads them, block by block."""
    text: list[str] = body.stream_block.get_searchable_content(body)
    return text
