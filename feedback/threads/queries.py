"""Questions that the pages of threads ask. So many queries whatever there is; see `reading_views`."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import BigIntegerField, BooleanField, Exists, F, Func, OuterRef, Value
from django.http import HttpRequest

from edge.memory import memory
from feedback.threads.enums import State
from feedback.threads.models import (
    Contribution,
    ContributionQuerySet,
    ContributionTheme,
    Response,
    Thread,
    ThreadTheme,
)
from vocabulary.models import JourneyStage, Theme

#: Contributions on one page.
PAGE_LENGTH = 20
#: Closed threads on one page of the index.
THREADS_A_PAGE = 30
#: Threads open or to come that the index lists; nobody runs more at once.
MOST_CURRENT = 100
#: What no page of contributions needs.
_NOT_SHOWN = ("held", "receipt_index")


class Before(Func):
    """Whether two columns stand before two values, compared as one: both engines then read an index from
    there on. Django's own comparison of tuples becomes an OR on SQLite, which sorts all that is left.
    """

    arity = 4
    output_field = BooleanField()

    def as_sql(
        self,
        compiler: Any,
        connection: Any,
        function: str | None = None,
        template: str | None = None,
        arg_joiner: str | None = None,
        **extra_context: Any,
    ) -> tuple[str, tuple[Any, ...]]:
        """Written as a comparison of rows (SQL:1992), which SQLite and PostgreSQL both have."""
        parts = [compiler.compile(expression) for expression in self.source_expressions]
        first, second, one, other = (sql for sql, _parameters in parts)
        parameters = [value for _sql, values in parts for value in values]
        return f"({first}, {second}) < ({one}, {other})", tuple(parameters)


# --- Names of themes and parts of the journey ---------------------------------------------


@dataclass(frozen=True)
class Named:
    """A theme or a part of the journey."""

    slug: str
    name: str


@dataclass(frozen=True)
class Names:
    """All themes and parts of the journey, by their keys, in their order."""

    themes: dict[int, Named] = field(default_factory=dict)
    stages: dict[int, Named] = field(default_factory=dict)

    def theme(self, slug: str) -> int | None:
        """The key of a theme."""
        return _key_of(self.themes, slug)

    def stage(self, slug: str) -> int | None:
        """The key of a part of the journey."""
        return _key_of(self.stages, slug)


def _key_of(named: dict[int, Named], slug: str) -> int | None:
    return next((key for key, one in named.items() if one.slug == slug), None)


def names(request: HttpRequest | None) -> Names:
    """All names. One query for each content version."""
    return memory.keep(request, "threads.names", _read_names)


def _read_names() -> Names:
    stages = JourneyStage.objects.order_by().values_list(Value("s"), "pk", "key", "name", "position")
    themes = Theme.objects.order_by().values_list(Value("t"), "pk", "slug", "name", Value(0))
    rows = sorted(themes.union(stages, all=True), key=lambda row: (row[4], row[3]))
    found = Names()
    for kind, key, slug, name, _position in rows:
        (found.stages if kind == "s" else found.themes)[key] = Named(slug, name)
    return found


# --- Threads ------------------------------------------------------------------------------


def current_threads(today: date) -> list[Thread]:
    """Those that are open, the one that closes soonest first, and those to come. One query."""
    rows = Thread.objects.public().filter(closes_on__gte=today, handed_in=False)
    return list(rows.order_by("closes_on", "opens_on", "slug")[:MOST_CURRENT])


def closed_threads(today: date, after: tuple[date, str] | None) -> tuple[list[Thread], str]:
    """A page of those that are closed, the latest first, and where the next page begins. One query."""
    rows = Thread.objects.public().filter(closes_on__lt=today)
    if after is not None:
        rows = rows.filter(Before(F("closes_on"), F("slug"), *map(Value, after)))  # a name is no column
    found = list(rows.order_by("-closes_on", "-slug")[: THREADS_A_PAGE + 1])
    page = found[:THREADS_A_PAGE]
    older = f"{page[-1].closes_on.isoformat()}.{page[-1].slug}" if len(found) > THREADS_A_PAGE else ""
    return page, older


def closed_cursor(text: str) -> tuple[date, str] | None:
    """Where a page of closed threads begins, from an address; nothing if it says nothing."""
    day, _dot, slug = text.partition(".")
    try:
        return (date.fromisoformat(day), slug[:80]) if slug else None
    except ValueError:
        return None


# --- A page of contributions --------------------------------------------------------------


@dataclass(frozen=True)
class Wanted:
    """What of a thread is asked for. Empty: everything, stubs included."""

    theme: int | None = None
    stage: int | None = None
    group: str = ""
    answered: bool = False
    #: Something was asked for that there is not: then nothing fits.
    unknown: bool = False

    def __bool__(self) -> bool:
        return bool(self.theme or self.stage or self.group or self.answered or self.unknown)


#: Where a page ended: batch and key.
Cursor = tuple[int, int]


def page_of(thread: Thread, wanted: Wanted, after: Cursor | None) -> tuple[list[Contribution], Cursor | None]:
    """A page of what is shown of a thread, the newest batch first, and where the next one begins. One query.

    Whoever asks for a group gets only words of groups that may be shown; the caller sees to that.
    """
    if wanted.unknown or thread.pk is None:
        return [], None
    found = list(shown_of(thread, wanted, after)[: PAGE_LENGTH + 1])
    page = found[:PAGE_LENGTH]
    last = page[-1] if len(found) > PAGE_LENGTH else None
    return page, (last.batch or 0, last.pk) if last else None


def shown_of(thread: Thread, wanted: Wanted, after: Cursor | None) -> ContributionQuerySet:
    """What is shown of a public thread, read backwards from an index: nothing is sorted, however much."""
    rows = Contribution.objects.filter(thread=thread.pk, batch__isnull=False).newest_first()
    if wanted:
        rows = _narrowed(rows, wanted)
    if after is not None:
        rows = rows.filter(Before(F("batch"), F("id"), *after))
    return rows.defer(*_NOT_SHOWN)


def _narrowed(rows: ContributionQuerySet, wanted: Wanted) -> ContributionQuerySet:
    rows = rows.filter(state=State.PUBLISHED)
    if wanted.theme:
        rows = rows.filter(
            Exists(ContributionTheme.objects.filter(content_object=OuterRef("pk"), tag=wanted.theme))
        )
    if wanted.stage:
        rows = rows.filter(stage=wanted.stage)
    if wanted.group:
        rows = rows.filter(role_group=wanted.group)
    if wanted.answered:
        through = Response.contributions.through.objects
        rows = rows.filter(Exists(through.filter(contribution=OuterRef("pk"))))
    return rows


def themes_of(
    threads: Collection[int], contributions: Collection[int]
) -> tuple[dict[int, list[int]], dict[int, list[int]]]:
    """Keys of the themes of threads and of contributions. One query, or none."""
    by_thread: defaultdict[int, list[int]] = defaultdict(list)
    by_contribution: defaultdict[int, list[int]] = defaultdict(list)
    rows = _united(
        [
            ThreadTheme.objects.filter(content_object__in=threads)
            .order_by()
            .values_list(Value("t"), "content_object", "tag")
            if threads
            else None,
            ContributionTheme.objects.filter(content_object__in=contributions)
            .order_by()
            .values_list(Value("c"), "content_object", "tag")
            if contributions
            else None,
        ]
    )
    for kind, key, theme in rows:
        (by_thread if kind == "t" else by_contribution)[key].append(theme)
    return by_thread, by_contribution


_RESPONSE = ("pk", "kind", "words", "name", "role", "due_on", "who", "day", "changed_on")


def responses_to(thread: Thread | None, contributions: Collection[int]) -> dict[int | None, list[Response]]:
    """Responses by the contribution they answer; under None those to the whole thread. One query, or none."""
    through = Response.contributions.through.objects
    to_some = (
        through.filter(contribution__in=contributions)
        .order_by()
        .values_list("contribution", *(f"response__{name}" for name in _RESPONSE))
        if contributions
        else None
    )
    to_all = (
        Response.objects.filter(thread=thread.pk, to_all=True)
        .order_by()
        .values_list(Value(None, output_field=BigIntegerField()), *_RESPONSE)
        if thread is not None and thread.pk is not None
        else None
    )
    found: defaultdict[int | None, list[Response]] = defaultdict(list)
    for about, *values in _united([to_some, to_all]):
        found[about].append(Response(**dict(zip(_RESPONSE, values, strict=True))))
    for responses in found.values():
        responses.sort(key=lambda one: (one.day, one.pk))
    return found


def _united(parts: Iterable[Any]) -> list[Any]:
    """The rows of those queries that there are, asked at once."""
    there = [part for part in parts if part is not None]
    if not there:
        return []
    return list(there[0].union(*there[1:], all=True) if len(there) > 1 else there[0])
