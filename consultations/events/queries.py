"""Questions about published events that more than one page asks."""

import datetime
from dataclasses import dataclass, field

from django.db import connection
from django.db.models import CharField, Count, Exists, IntegerField, OuterRef, Q, Value
from django.db.models.functions import Cast
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language

from consultations.events.rows import EventTheme, Point, PointTheme
from edge.memory import memory
from feedback.threads import published
from vocabulary.models import JourneyStage, Place, Theme


@dataclass(frozen=True)
class Names:
    """What stages, themes and places are called, by key or slug."""

    stages: dict[str, str] = field(default_factory=dict)
    themes: dict[str, str] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)


#: Where the names of each kind stand: table, and the column that blocks store.
_NAMED = {
    "stages": (JourneyStage._meta.db_table, "key"),
    "themes": (Theme._meta.db_table, "slug"),
    "places": (Place._meta.db_table, "slug"),
}
_ALL_NAMES = " UNION ALL ".join(
    f"SELECT '{kind}', {column}, name FROM {table}"  # noqa: S608 - no input in it
    for kind, (table, column) in _NAMED.items()
)


def names(request: HttpRequest | None) -> Names:
    """What all stages, themes and places are called. One query for each content version.

    Written out: made by the mapper, it would be the dearest query of an event's page.
    """
    return memory.keep(request, "events.names", _read_names)


def _read_names() -> Names:
    found = Names()
    with connection.cursor() as cursor:
        cursor.execute(_ALL_NAMES)
        for kind, slug, name in cursor.fetchall():
            getattr(found, kind)[slug] = name
    return found


@dataclass(frozen=True)
class Asked:
    """A question that is put to people about a topic."""

    question: str
    url: str
    #: Whether they can answer now; if not, what others answered can be read.
    is_open: bool
    lang: str


def asked(request: HttpRequest | None) -> dict[str, list[Asked]]:
    """The questions that are put to people about topics, by the topic's key: those open first.

    One query for each content version, for all events together.
    """
    return _asked(request, "topic")


def asked_about_events(request: HttpRequest | None) -> dict[str, list[Asked]]:
    """The same about events as a whole, by the number of the page. One query for each content version."""
    return _asked(request, "event")


def _asked(request: HttpRequest | None, kind: str) -> dict[str, list[Asked]]:
    today = timezone.localdate()
    key = ("events.asked", kind, get_language(), today)
    return memory.keep(request, key, lambda: _read_asked(kind, today))


def _read_asked(kind: str, today: datetime.date) -> dict[str, list[Asked]]:
    threads = published.hanging_on(kind, None, today)
    return {
        key: sorted(
            (Asked(told.question, told.url, told.is_open, told.lang) for told in there),
            key=lambda asked: not asked.is_open,
        )
        for key, there in threads.items()
    }


def names_in_use() -> Names:
    """The stages and themes that any published event is about, in the order to show them. One query."""
    own_stage = JourneyStage.objects.order_by().filter(eventpage__live=True).values("pk")
    stages = JourneyStage.objects.order_by().filter(
        Exists(Point.objects.published().filter(stage=OuterRef("pk"))) | Q(pk__in=own_stage)
    )
    themes = Theme.objects.order_by().filter(
        Exists(PointTheme.objects.filter(tag=OuterRef("pk"), content_object__page__live=True))
        | Exists(EventTheme.objects.filter(tag=OuterRef("pk"), content_object__live=True))
    )
    nowhere = Value(0, output_field=IntegerField())
    named_stage, named_theme = (Cast(Value(kind), CharField()) for kind in ("stages", "themes"))
    rows = stages.values_list(named_stage, "position", "name", "key").union(
        themes.values_list(named_theme, nowhere, "name", "slug"), all=True
    )
    names = Names()
    for kind, _position, name, slug in sorted(rows):
        getattr(names, kind)[slug] = name
    return names


def points_per_stage() -> dict[str, int]:
    """How many published points stand on each journey stage, by key."""
    counted = Point.objects.published().filter(stage__isnull=False).order_by().values_list("stage__key")
    return dict(counted.annotate(number=Count("key")))
