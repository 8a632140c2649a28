"""What the members' pages ask: what waits for a decision, what stands, what is late."""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from consultations.outcomes.models import Decision, Step
from consultations.proposals.enums import ProposalState
from consultations.proposals.models import Proposal
from consultations.proposals.models import Step as ProposalStep

#: So many rows a page shows at most; there are seldom more than a few.
MOST = 200


def waiting_for_decision() -> QuerySet[Proposal]:
    """Proposals whose vote is over, and about which nothing was decided since. One query."""
    voted = ProposalStep.objects.filter(proposal=OuterRef("pk"), state=ProposalState.FINAL).exclude(ballot="")
    decided = Decision.objects.filter(proposal=OuterRef("pk"), ballot=OuterRef("ballot"))
    rows = Proposal.objects.filter(Exists(voted), ~Exists(decided), state=ProposalState.FINAL)
    return rows.order_by("opened_on", "pk")[:MOST]


def may_be_decided() -> QuerySet[Proposal]:
    """Proposals with a final text about which nothing stands yet, voted on or not. One query."""
    standing = Decision.objects.standing().filter(proposal=OuterRef("pk"))
    rows = Proposal.objects.filter(~Exists(standing), state__in=(ProposalState.FINAL, ProposalState.DECIDED))
    return rows.order_by("opened_on", "pk")[:MOST]


def all_standing() -> QuerySet[Decision]:
    """Decisions that hold, the newest first, each with its proposal and its steps. Two queries."""
    steps = Prefetch("steps", Step.objects.order_by("position"))
    return (
        Decision.objects.standing().select_related("proposal").prefetch_related(steps).newest_first()[:MOST]
    )


def late_steps(today: date, person: Any = None) -> QuerySet[Step]:
    """Steps whose day is over, of everybody or of one person. One query."""
    steps = Step.objects.overdue(today).select_related("decision__proposal")
    return (steps if person is None else steps.owned_by(person)).order_by("due_on", "pk")[:MOST]


def whole(key: str) -> Decision | None:
    """A decision with its proposal. One query."""
    return Decision.objects.select_related("proposal").filter(key=key).first()


def step_of(key: str) -> Step | None:
    """A step with its decision and proposal. One query."""
    return Step.objects.select_related("decision__proposal", "owner").filter(key=key).first()
