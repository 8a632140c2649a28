"""What parts of the journey, places and themes are called, in their order."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import CharField, IntegerField, Value
from django.db.models.functions import Cast, Coalesce
from django.http import HttpRequest

from edge.memory import memory
from vocabulary.models import JourneyStage, Place, PlaceKind, Theme


@dataclass(frozen=True)
class Named:
    """Something with a name; of a place also the region in which it lies."""

    key: str
    name: str
    region: str = ""
    is_region: bool = False


@dataclass(frozen=True)
class Words:
    """All of them: parts of the journey in its order, everything else by name."""

    stages: list[Named] = field(default_factory=list)
    places: list[Named] = field(default_factory=list)
    themes: list[Named] = field(default_factory=list)


def words(request: HttpRequest | None) -> Words:
    """All names. One query for each content version."""
    return memory.keep(request, "panorama.words", _read)


def _read() -> Words:
    stages = _named(JourneyStage.objects.all(), _text("stage"), "key", "position")
    themes = _named(Theme.objects.all(), _text("theme"), "slug", _number(0))
    region = Coalesce("region__slug", _text(""))
    places = _named(Place.objects.all(), Cast("kind", CharField()), "slug", _number(0), region)
    found = Words()
    for kind, _position, name, key, region in sorted(stages.union(places, themes, all=True)):
        if kind == "stage":
            found.stages.append(Named(key, name))
        elif kind == "theme":
            found.themes.append(Named(key, name))
        else:
            found.places.append(Named(key, name, region, is_region=kind == PlaceKind.REGION))
    return found


def _named(rows: Any, kind: Any, key: str, position: Any, region: Any = None) -> Any:
    return rows.order_by().values_list(kind, position, "name", key, region or _text(""))


def _text(word: str) -> Cast:
    return Cast(Value(word), CharField())


def _number(number: int) -> Value:
    return Value(number, output_field=IntegerField())
