"""What this room holds about a person, and what becomes of it when they close their account."""

from typing import Any

from consultations.outcomes.models import Decision, Step, StepUpdate
from people.models import Person


def held_about(person: Person) -> dict[str, Any]:
    """Decisions they noted, steps that are theirs, updates they wrote."""
    return {
        "decisions noted": list(Decision.objects.filter(noted_by=person).values_list("key", flat=True)),
        "steps": list(Step.objects.owned_by(person).values_list("what", flat=True)),
        "updates": [
            {"day": day.isoformat(), "words": words}
            for day, words in StepUpdate.objects.filter(by=person).values_list("day", "words")
        ],
    }


def let_go(person: Person) -> None:
    """Their updates stay as those of a former member; steps of theirs are nobody's."""
    StepUpdate.objects.filter(by=person).update(by=None, by_name="")
    Step.objects.owned_by(person).update(owner=None)
    Decision.objects.filter(noted_by=person).update(noted_by=None)
