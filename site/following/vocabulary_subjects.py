"""The themes, stages and places of the vocabulary, as things that can be followed."""

from collections.abc import Iterable, Mapping
from urllib.parse import urlencode

from django.db.models import Model
from django.urls import reverse

from following import subjects
from following.enums import Followable
from vocabulary.models import JourneyStage, Place, Theme


def register() -> None:
    """Plug them in as subjects."""
    for kind, model, field in (
        (Followable.THEME, Theme, "slug"),
        (Followable.STAGE, JourneyStage, "key"),
        (Followable.PLACE, Place, "slug"),
    ):
        subjects.register(kind, _titles(kind, model, field), offers=_offers(model, field))


def _titles(kind: Followable, model: type[Model], field: str) -> subjects.Titles:
    def titles(keys: Iterable[str]) -> Mapping[str, tuple[str, str]]:
        rows = model._default_manager.filter(**{f"{field}__in": list(keys)})
        return {
            key: (name, f"{reverse('search')}?{urlencode({str(kind): key})}")
            for key, name in rows.values_list(field, "name")
        }

    return titles


def _offers(model: type[Model], field: str) -> subjects.Offers:
    return lambda: model._default_manager.values_list(field, "name")
