"""Names that the pages of saying something need: parts of the journey to choose from, places to look for."""

from dataclasses import dataclass, field

from django.db.models import Value
from django.http import HttpRequest

from edge.memory import memory
from vocabulary.models import JourneyStage, Place, PlaceKind


@dataclass(frozen=True)
class Known:
    """What this installation knows by name."""

    #: Key and name of the parts of the journey, in their order.
    stages: list[tuple[str, str]] = field(default_factory=list)
    #: Name → slug. No regions: nobody is known by one.
    places: dict[str, str] = field(default_factory=dict)


def known_names(request: HttpRequest) -> Known:
    """Both, in one query for each content version."""
    return memory.keep(request, "threads.known_names", _read)


def _read() -> Known:
    stages = JourneyStage.objects.order_by().values_list(Value("stage"), "key", "name", "position")
    places = Place.objects.exclude(kind=PlaceKind.REGION).order_by()
    both = places.values_list(Value("place"), "slug", "name", Value(0)).union(stages, all=True)
    known = Known()
    for kind, key, name, _position in sorted(both, key=lambda row: (row[3], row[2])):
        if kind == "stage":
            known.stages.append((key, name))
        else:
            known.places[name] = key
    return known
