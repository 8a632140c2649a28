"""Where search looks: each room that has public content plugs a source in.

A source is asked with words, with facets, or with both, and answers with what is
published at this moment and nothing else. It keeps no index of its own that could
remember what was withdrawn, unless that index is filtered by what is live now.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from django.db.models import Case, IntegerField, Q, Value, When
from django.db.models.expressions import Combinable
from django.http import HttpRequest
from django.utils.functional import Promise

from cms.search_words import Word

#: The facets a source can understand; `kind` is understood for it.
FACETS = frozenset({"theme", "stage", "place"})


@dataclass(frozen=True)
class SearchQuery:
    """What is sought. An empty field asks for anything.

    ``words`` are already harmless (cms.search_words). ``theme`` and ``place`` are slugs,
    ``stage`` the key of a journey stage, ``kind`` one of a source's kinds; all are known
    to exist when a source sees them. ``request`` is who asks, for what is kept in memory (`edge.memory`).
    """

    words: tuple[Word, ...] = ()
    kind: str = ""
    theme: str = ""
    stage: str = ""
    place: str = ""
    request: HttpRequest | None = field(default=None, repr=False, compare=False)

    @property
    def facets(self) -> frozenset[str]:
        """Which of theme, stage and place are asked for."""
        return frozenset(name for name in FACETS if getattr(self, name))

    def __bool__(self) -> bool:
        return bool(self.words or self.kind or self.facets)


@dataclass(frozen=True)
class Found:
    """One result, ready to show.

    ``url`` is an address of this site without a host. ``text`` is plain text, of any
    length, in which the match is shown (the search page cuts and marks it). ``when`` is
    shown as given; ``day`` puts newer things first when nothing else tells them apart.
    ``themes``, ``stage`` and ``place`` are names as shown. ``lang`` is the language of the words.
    ``score`` lets a source lift a result among its own kind, 0 by default.
    """

    title: str
    url: str
    kind: str
    text: str = ""
    when: str = ""
    day: date | None = None
    themes: tuple[str, ...] = ()
    stage: str = ""
    place: str = ""
    lang: str = "en-GB"
    score: float = 0.0
    #: Further words that may match but are not shown (other names of a thing).
    also: str = field(default="", repr=False)


class SearchSource(Protocol):
    """A room's public content. One query an answer if it can be, however much there is."""

    #: For the registry; never shown.
    key: str
    #: Kind in addresses → its name in the plural ("event" → "Events").
    kinds: dict[str, "str | Promise"]
    #: Which of `FACETS` it understands. It is not asked when one is sought that it does not.
    facets: frozenset[str]

    def find(self, query: SearchQuery, limit: int) -> list[Found]:
        """The best ``limit`` results, best first. With several words, any of them may match.

        The source leaves out kinds that ``query.kind`` does not name.
        """
        ...


_sources: dict[str, SearchSource] = {}


def register(source: SearchSource) -> None:
    """Plug a source in (from an AppConfig's ready). The same key again replaces it."""
    unknown = set(source.facets) - FACETS
    if unknown:
        raise ValueError(f"{source.key}: no such facets: {sorted(unknown)}")
    _sources[source.key] = source


def registered() -> list[SearchSource]:
    """All sources, in the order they were plugged in."""
    return list(_sources.values())


def kinds() -> dict[str, "str | Promise"]:
    """All kinds of result and their names."""
    return {kind: name for source in _sources.values() for kind, name in source.kinds.items()}


def any_word(words: Iterable[Word], *fields: str) -> Q:
    """A condition for rows: at least one of the words stands in at least one of the fields."""
    condition = Q()
    for word in words:
        for name in fields:
            condition |= Q(**{f"{name}__icontains": word.stem})
    return condition


def words_matched(words: Iterable[Word], *fields: str) -> "Combinable | Value":
    """How many of the words a row has in any of the fields: to order rows by, descending."""
    total: Combinable | Value = Value(0)
    for word in words:
        total = total + Case(
            When(any_word([word], *fields), then=Value(1)), default=Value(0), output_field=IntegerField()
        )
    return total
