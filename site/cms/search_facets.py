"""What a search can be narrowed down by: types, journey stages, themes, places."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import CharField, IntegerField, Model, QuerySet, Value
from django.db.models.functions import Cast
from django.http import HttpRequest
from django.utils.translation import get_language

from cms import search_sources
from edge.memory import memory
from vocabulary.models import JourneyStage, Place, Theme

#: Names of the facets in addresses, in the order shown.
NAMES = ("kind", "theme", "stage", "place")
_NOWHERE = Value(0, output_field=IntegerField())


@dataclass(frozen=True)
class Choices:
    """What there is to choose from: for each facet, value in the address → name."""

    by_facet: dict[str, dict[str, str]] = field(default_factory=dict)

    def of(self, facet: str) -> dict[str, str]:
        """The choices of one facet, in the order to show them."""
        return self.by_facet.get(facet, {})

    def name(self, facet: str, value: str) -> str:
        """The name of a choice, or nothing if there is none such (any more)."""
        return self.of(facet).get(value, "")


def choices(request: HttpRequest | None = None) -> Choices:
    """All that can be chosen, kept until something public changes. One query at most."""
    return memory.keep(request, ("cms.search_facets", get_language()), _read)


def _read() -> Choices:
    by_facet: dict[str, dict[str, str]] = {name: {} for name in NAMES}
    by_facet["kind"] = {kind: str(name) for kind, name in search_sources.kinds().items()}
    for facet, _position, name, value in sorted(_rows()):
        by_facet[facet][value] = name
    return Choices(by_facet)


def _rows() -> list[tuple[str, int, str, str]]:
    """Facet, position, name, value of all stages, themes and places."""

    def of(
        facet: str, model: type[Model], value: str, position: str | Value = _NOWHERE
    ) -> QuerySet[Any, Any]:
        facet_name = Cast(Value(facet), CharField())
        return model._default_manager.order_by().values_list(facet_name, position, "name", value)

    stages = of("stage", JourneyStage, "key", "position")
    themes, places = of("theme", Theme, "slug"), of("place", Place, "slug")
    return list(stages.union(themes, places, all=True))
