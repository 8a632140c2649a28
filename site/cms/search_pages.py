"""This room's own source for search: pages, reflections, and the words explained in the glossary."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, F, Model, QuerySet, TextField, Value
from django.db.models.functions import Cast
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, PageViewRestriction
from wagtail.search.query import PlainText

from cms.pages import GlossaryPage, ReflectionPage, SitePage, StandardPage, anchor_of
from cms.search_sources import Found, SearchQuery
from cms.search_words import Word, pattern_for

_MODELS: dict[str, type[SitePage]] = {
    "page": StandardPage,
    "reflection": ReflectionPage,
    "word": GlossaryPage,
}
_STREAMS = {"page": "body", "reflection": "body", "word": "entries"}
_RESTRICTED = "restricted"


@dataclass(frozen=True)
class _Live:
    """What the live row of a page says; ``stream`` is its body as stored."""

    kind: str
    pk: int
    introduction: str
    stream: str
    written: str
    author: str
    language: str

    def blocks(self) -> Any:
        """The body as blocks."""
        block = _MODELS[self.kind]._meta.get_field(_STREAMS[self.kind]).stream_block
        return block.to_python(json.loads(self.stream or "[]"))


class PagesSource:
    """Finds live pages by Wagtail's own index, which both databases have. Two queries.

    The index only proposes. What is shown comes from the pages' live rows, since an index entry may
    lag behind, or be of a page that is not public.
    """

    key = "cms.pages"
    kinds: dict[str, str | Promise] = {
        "page": _("Pages"),
        "reflection": _("Reflections"),
        "word": _("Words explained"),
    }
    facets: frozenset[str] = frozenset()

    def find(self, query: SearchQuery, limit: int) -> list[Found]:
        """The best fitting pages and glossary entries."""
        kinds = [kind for kind in _MODELS if query.kind in ("", kind)]
        pages = Page.objects.live().type(*(_MODELS[kind] for kind in kinds))
        if query.words:
            proposed = list(pages.search(PlainText(_any_form(query.words), operator="or"))[:limit])
        else:
            proposed = list(pages.order_by("path")[:limit])
        live, restricted = _live_rows(kinds, [page.pk for page in proposed])
        public = [page for page in proposed if page.pk in live and not page.path.startswith(restricted)]
        return [found for page in public for found in _found_in(page, live[page.pk], query.words)][:limit]


def _any_form(words: tuple[Word, ...]) -> str:
    return " ".join(form for word in words for form in word.forms)


def _live_rows(kinds: list[str], pks: list[int]) -> tuple[dict[int, _Live], tuple[str, ...]]:
    """The live rows of these pages by key, and the paths below which nothing is public. One query."""
    if not pks:
        return {}, ()
    restricted = PageViewRestriction.objects.order_by().values_list(
        _text(_RESTRICTED), "page_id", Cast(F("page__path"), TextField()), *[_text("", TextField())] * 4
    )
    parts = [_rows_of(kind, pks) for kind in kinds]
    live: dict[int, _Live] = {}
    paths: list[str] = []
    for row in restricted.union(*parts, all=True):
        if row[0] == _RESTRICTED:
            paths.append(row[2])
        else:
            live[row[1]] = _Live(*row)
    return live, tuple(paths)


def _rows_of(kind: str, pks: list[int]) -> "QuerySet[Any, Any]":
    model: type[Model] = _MODELS[kind]
    has_author = kind == "reflection"
    fields = ["introduction", _STREAMS[kind], *(["written", "author_name"] if has_author else []), "language"]
    columns: list[Any] = [Cast(F(name), TextField()) for name in fields]
    if not has_author:
        columns[2:2] = [_text("", TextField())] * 2
    return (
        model._default_manager.filter(pk__in=pks, live=True)
        .order_by()
        .values_list(_text(kind), "pk", *columns)
    )


def _text(value: str, field: "CharField[Any, Any] | TextField[Any, Any] | None" = None) -> Any:
    return Cast(Value(value), field or CharField())


def _found_in(page: Page, live: _Live, words: tuple[Word, ...]) -> Iterator[Found]:
    address = page.get_url()
    if address is None:  # lies outside every site
        return
    if live.kind == "word":
        yield from _entries(live, address, words)
        return
    blocks = live.blocks()
    yield Found(
        title=page.title,
        url=address,
        kind=live.kind,
        text=" ".join([live.introduction, *blocks.stream_block.get_searchable_content(blocks)]),
        when=live.written,
        also=live.author,
        lang=live.language,
    )


def _entries(live: _Live, address: str, words: tuple[Word, ...]) -> Iterator[Found]:
    """Each entry in which a sought word stands is a result of its own; all of them without words."""
    pattern = pattern_for(words)
    for block in live.blocks():
        entry = block.value
        if pattern is None or pattern.search(f"{entry['term']} {entry['also']} {entry['meaning']}"):
            yield Found(
                title=entry["term"],
                url=f"{address}#{anchor_of(entry['term'])}",
                kind="word",
                text=entry["meaning"],
                also=entry["also"] or "",
                lang=live.language,
            )
