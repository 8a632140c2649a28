"""What was done with a ballot, by whom, on which day: never who voted, or how."""

from enum import StrEnum
from typing import Any

from django.utils import timezone

from consultations.ballots.models import Ballot, BallotEvent
from people.models import Person


class Noted(StrEnum):
    """What is noted."""

    SET_UP = "set-up"
    CHANGED = "changed"
    PRINTED = "printed"
    OPENED = "opened"
    REMINDED = "reminded"
    PAUSED = "paused"
    RESUMED = "resumed"
    COUNTING = "counting"
    CLOSED = "closed"
    NO_QUORUM = "no-quorum"
    CANCELLED = "cancelled"


def note(ballot: Ballot | int, what: Noted, *, by: Any = None, note: str = "") -> None:
    """Note it, in the transaction that is open. ``by`` is a person, or nobody for the schedule."""
    pk = ballot if isinstance(ballot, int) else ballot.pk
    person = by if isinstance(by, Person) else None
    BallotEvent.objects.create(ballot_id=pk, what=what, note=note, day=timezone.localdate(), by=person)


def was_noted(ballot: Ballot, what: Noted) -> bool:
    """Whether this was ever noted of a ballot."""
    return BallotEvent.objects.filter(ballot=ballot, what=what).exists()
