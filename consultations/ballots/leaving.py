"""What this room holds about a person, and what becomes of it when they close their account."""

import secrets
from typing import Any

from consultations.ballots.models import Ballot, RollEntry
from people.models import Person


def held_about(person: Person) -> dict[str, Any]:
    """What is held, ready for JSON. How they voted is sealed: we cannot read it, and give it to nobody."""
    entries = RollEntry.objects.filter(person=person).select_related("ballot").order_by("ballot__slug")
    holds = Ballot.objects.filter(holder_one=person) | Ballot.objects.filter(holder_two=person)
    return {
        "on the roll of votes that run": [
            {"vote": entry.ballot.question, "counted as": entry.role_group, "has voted": entry.voted}
            for entry in entries
        ],
        "named as somebody who may vote": list(
            Ballot.objects.filter(named=person).order_by("slug").values_list("question", flat=True)
        ),
        "keeps a part of the key of": sorted(holds.values_list("question", flat=True)),
        "votes set up": list(
            Ballot.objects.filter(set_up_by=person).order_by("slug").values_list("question", flat=True)
        ),
    }


def let_go(person: Person) -> None:
    """Leave the roll of a ballot that runs as it is, without the person: nobody can vote in their place.

    A vote that they cast is counted. Who they were is gone from the roll: their entry looks like one of a
    code that nobody has.
    """
    for entry in RollEntry.objects.filter(person=person):
        RollEntry.objects.filter(pk=entry.pk).update(
            person=None, code_index=secrets.token_bytes(32), exchanged=True
        )
