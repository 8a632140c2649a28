"""Questions about published events that more than one page asks."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import CharField, Count, Exists, IntegerField, Model, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast

from consultations.events.reading import PointRead
from consultations.events.rows import EventTheme, Point, PointTheme
from vocabulary.models import JourneyStage, Place, Theme


@dataclass(frozen=True)
class Names:
    """What stages, themes and places are called, by key or slug."""

    stages: dict[str, str] = field(default_factory=dict)
    themes: dict[str, str] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)


def names_for(
    points: Iterable[PointRead], *, stages: Iterable[str] = (), themes: Iterable[str] = ()
) -> Names:
    """The names of all that these points and a page speak of. One query, or none if they speak of nothing."""
    points = list(points)
    wanted: dict[str, set[str]] = {
        "stages": {point.stage for point in points} | set(stages),
        "themes": {slug for point in points for slug in point.themes} | set(themes),
        "places": {slug for point in points for slug in (point.custody, point.release)},
    }
    for slugs in wanted.values():
        slugs.discard("")
    parts = [
        _rows(model, kind, slug, wanted[kind])
        for kind, model, slug in (
            ("stages", JourneyStage, "key"),
            ("themes", Theme, "slug"),
            ("places", Place, "slug"),
        )
        if wanted[kind]
    ]
    names = Names()
    if parts:
        for kind, slug, name in parts[0].union(*parts[1:], all=True):
            getattr(names, kind)[slug] = name
    return names


def _rows(model: type[Model], kind: str, slug: str, wanted: Collection[str]) -> "QuerySet[Any, Any]":
    named = Cast(Value(kind), CharField())
    rows = model._default_manager.order_by().filter(**{f"{slug}__in": wanted})
    return rows.values_list(named, slug, "name")


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
