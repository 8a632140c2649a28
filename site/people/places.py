"""Who is tied to which places, and what follows from it."""

from collections.abc import Iterable

from people.models import Person, PlaceTie
from vocabulary.models import Place, PlaceKind


def tied_places(person: Person) -> list[Place]:
    """The places a person is tied to, in the order of the list of places."""
    return list(Place.objects.filter(pk__in=person.place_ties.values("place")).order_by("kind", "name"))


def may_moderate_concerning(person: Person, places: Iterable[Place]) -> bool:
    """Whether a person may moderate what concerns these places.

    Nobody moderates what concerns a prison they are tied to. Being tied to a
    region or an area of release is knowledge, not a conflict.
    """
    prisons = {place.pk for place in places if place.kind == PlaceKind.PRISON}
    return not prisons or not person.place_ties.filter(place__in=prisons).exists()


def set_ties(person: Person, places: Iterable[Place]) -> None:
    """Make these the places of a person, whatever they were before. Called inside acts."""
    wanted = {place.pk for place in places}
    person.place_ties.exclude(place__in=wanted).delete()
    PlaceTie.objects.bulk_create(
        [PlaceTie(person=person, place_id=pk) for pk in wanted], ignore_conflicts=True
    )
