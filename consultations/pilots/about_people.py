"""What this room holds about a person, and what becomes of it when they close their account."""

from typing import Any

from consultations.pilots.models import Pilot
from people.models import Person


def held_about(person: Person) -> dict[str, Any]:
    """Pilots they began to write."""
    return {"pilots begun": list(Pilot.objects.filter(made_by=person).values_list("title", flat=True))}


def let_go(person: Person) -> None:
    """A pilot stays; nobody is named as who began it."""
    Pilot.objects.filter(made_by=person).update(made_by=None)
