"""A vote alone decides nothing: proposal and vote lead to what was decided, nothing begins without."""

import pytest
from django.urls import reverse

from consultations.outcomes.enums import DecisionKind
from consultations.outcomes.flowing import address_of
from consultations.proposals import moving
from consultations.proposals.enums import ProposalState
from consultations.proposals.models import Proposal
from consultations.proposals.refusals import NotDecidedError
from tests.factories.ballots import draft
from tests.factories.moderation import facilitator
from tests.factories.outcomes import decision
from tests.factories.proposals import proposal

pytestmark = pytest.mark.django_db


def voted_on(state: ProposalState = ProposalState.FINAL, slug: str = "a-vote") -> Proposal:
    made = proposal(state)
    Proposal.objects.filter(pk=made.pk).update(ballot=slug)
    made.refresh_from_db()
    return made


def test_what_was_voted_on_is_not_under_way_before_it_is_adopted():
    about, by = voted_on(ProposalState.DECIDED), facilitator()
    with pytest.raises(NotDecidedError, match="Decisions and steps"):
        moving.move(about, ProposalState.UNDER_WAY, by=by)
    decision(DecisionKind.NOT_TAKEN_FORWARD, about=about, by=by)
    with pytest.raises(NotDecidedError):
        moving.move(about, ProposalState.UNDER_WAY, by=by)
    decision(DecisionKind.WITH_CHANGES, about=about, by=by)
    assert moving.move(about, ProposalState.UNDER_WAY, by=by).state == ProposalState.UNDER_WAY


def test_what_nobody_voted_on_needs_no_decision():
    made = moving.move(proposal(ProposalState.DECIDED), ProposalState.UNDER_WAY, by=facilitator())
    assert made.state == ProposalState.UNDER_WAY


def test_the_proposal_leads_to_what_stands_about_it(client):
    first = decision(DecisionKind.MORE_WORK)
    second = decision(about=first.proposal)
    page = client.get(reverse("proposals:proposal", args=[first.proposal.slug])).content.decode()
    assert address_of(second.key) in page
    assert "Decided: Adopted" in page
    assert address_of(first.key) not in page


def test_the_vote_leads_to_what_was_decided_after_it(client):
    vote = draft()
    type(vote).objects.filter(pk=vote.pk).update(state="cancelled", cancelled_because="It was too early.")
    made = decision(about=voted_on(slug=vote.slug))
    page = client.get(reverse("ballots:result", args=[vote.slug])).content.decode()
    assert address_of(made.key) in page
    assert f"Adopted: {made.proposal.title}" in page
