"""What this room holds about a person, and what becomes of it when they close their account."""

from typing import Any

from consultations.directory.models import LinkWorkers, Offer, UploadedList
from people.models import Person


def held_about(person: Person) -> dict[str, Any]:
    """Entries they keep. None of them says so outside."""
    teams = LinkWorkers.objects.owned_by(person).values_list("organisation__name", "area__name")
    return {
        "offers kept": list(Offer.objects.owned_by(person).values_list("name", flat=True)),
        "teams of link workers kept": [f"{name}, {area}" for name, area in teams],
    }


def let_go(person: Person) -> None:
    """The entries stay; nobody keeps them until a facilitator sees to it."""
    Offer.objects.owned_by(person).update(owner=None)
    LinkWorkers.objects.owned_by(person).update(owner=None)
    UploadedList.objects.filter(person=person).delete()
