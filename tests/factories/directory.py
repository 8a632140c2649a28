"""Places with what is on offer, and teams of link workers, as people here would enter them."""

from typing import Any

from consultations.directory import entering
from consultations.directory.entering import OfferWords, TeamWords
from consultations.directory.enums import ActivityKind
from consultations.directory.models import LinkWorkers, Offer
from people.models import Person
from tests.factories.moderation import facilitator
from vocabulary.models import Place, PlaceKind


def place(
    name: str = "HMP Thornleigh", kind: PlaceKind = PlaceKind.PRISON, region: Place | None = None
) -> Place:
    """A place; the same name again is the same one."""
    slug = name.lower().replace(" ", "-")
    return Place.objects.get_or_create(slug=slug, defaults={"name": name, "kind": kind, "region": region})[0]


def area(name: str = "Brindle Vale", region: Place | None = None) -> Place:
    """An area people are released to."""
    return place(name, PlaceKind.RELEASE_AREA, region)


def offer_words(**changed: Any) -> OfferWords:
    """Something on offer."""
    told = {
        "place": changed.pop("place", None) or place(), "organisation": "Thornleigh Arts Trust",
        "kind": ActivityKind.ARTS, "name": "Choir", "for_whom": "Everybody on the wing",
        "how_often": "Every Tuesday", **changed,
    }  # fmt: skip
    return OfferWords(**told)


def offer(*, by: Person | None = None, **changed: Any) -> Offer:
    """Something on offer that was checked today."""
    made: Any = entering.add(offer_words(**changed), by=by or facilitator())
    return made


def team_words(**changed: Any) -> TeamWords:
    """A team of link workers."""
    told = {
        "area": changed.pop("area", None) or area(), "organisation": "Brindle Vale Health Centre",
        "how_to_refer": "Fill in the form on the website, or ring the reception.", "weeks_before": 12,
        **changed,
    }  # fmt: skip
    return TeamWords(**told)


def team(*, by: Person | None = None, **changed: Any) -> LinkWorkers:
    """A team of link workers that was checked today."""
    made: Any = entering.add(team_words(**changed), by=by or facilitator())
    return made
