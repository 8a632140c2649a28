"""Decisions and steps as people here would note them."""

import datetime
from typing import Any

from django.utils import timezone

from consultations.outcomes import deciding, stepping
from consultations.outcomes.deciding import Answered, Decided
from consultations.outcomes.enums import DecisionKind
from consultations.outcomes.models import Decision, Step
from consultations.outcomes.stepping import Planned
from consultations.proposals.enums import ProposalState
from consultations.proposals.models import Proposal
from people.models import Person
from tests.factories.moderation import facilitator
from tests.factories.proposals import proposal

REASONS = "Everybody who answered wants it, and one wing can begin without money."


def decided(kind: DecisionKind = DecisionKind.ADOPTED, **changed: Any) -> Decided:
    """What was decided, as a facilitator notes it."""
    told = {
        "reasons": REASONS, "decided_by": "The pilot's team", "by_right": "It runs the pilot.",
        "decided_on": timezone.localdate(), **changed,
    }  # fmt: skip
    return Decided(kind=kind, **told)


def concern(**changed: Any) -> Answered:
    """A main concern with its answer."""
    told = {"about": "Rooms are short.", "words": "The library is free on Mondays.", **changed}
    return Answered(**told)


def decision(
    kind: DecisionKind = DecisionKind.ADOPTED,
    *,
    about: Proposal | None = None,
    by: Person | None = None,
    **changed: Any,
) -> Decision:
    """A decision about a proposal with a final text."""
    about = about or proposal(ProposalState.FINAL)
    return deciding.decide(about, decided(kind, **changed), by=by or facilitator())


def planned(**changed: Any) -> Planned:
    """A step as it is planned."""
    told = {
        "what": "A list of link workers by area", "responsible": "Sioned Price, health care",
        "due_on": timezone.localdate() + datetime.timedelta(days=60), **changed,
    }  # fmt: skip
    return Planned(**told)


def step(of: Decision | None = None, *, by: Person | None = None, **changed: Any) -> Step:
    """A step that has not started."""
    return stepping.add(of or decision(), planned(**changed), by=by or facilitator())
