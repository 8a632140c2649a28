"""Themes and places of the demo. The prison and the town do not exist, and their names say so."""

from typing import NamedTuple

from vocabulary.models import Place, PlaceKind, Theme


class DemoPlace(NamedTuple):
    """An invented place."""

    kind: PlaceKind
    slug: str
    name: str
    region: str


THEMES = (
    ("activities", "Activities on offer"),
    ("local-knowledge", "Local knowledge"),
    ("officers", "Prison officers"),
)
PLACES = (
    DemoPlace(PlaceKind.PRISON, "hmp-fernhollow", "HMP Fernhollow (invented)", "south-east"),
    DemoPlace(PlaceKind.PRISON, "hmp-marram-point", "HMP Marram Point (invented)", "north-west"),
    DemoPlace(PlaceKind.RELEASE_AREA, "larchester", "Larchester (invented)", "west-midlands"),
    DemoPlace(PlaceKind.RELEASE_AREA, "fernhollow", "Fernhollow (invented)", "south-east"),
)


def make_words_and_places() -> None:
    """Add the demo's themes and places to those every site starts with. May be repeated."""
    for slug, name in THEMES:
        Theme.objects.get_or_create(slug=slug, defaults={"name": name})
    regions = {place.slug: place for place in Place.objects.filter(kind=PlaceKind.REGION)}
    for place in PLACES:
        Place.objects.get_or_create(
            slug=place.slug,
            defaults={"kind": place.kind, "name": place.name, "region": regions.get(place.region)},
        )
