"""What was decided is noted once, with reasons; a later decision replaces it and both can be read."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from consultations.outcomes import deciding
from consultations.outcomes.enums import AnswerTo, DecisionKind
from consultations.outcomes.models import Decision
from consultations.outcomes.refusals import (
    MayNotError,
    NoReasonError,
    NotADayError,
    NotNowError,
    NoVoteError,
    StaleError,
)
from consultations.proposals.enums import ProposalState
from consultations.proposals.models import Proposal
from edge import content_version
from tests.factories.moderation import facilitator
from tests.factories.outcomes import concern, decided, decision
from tests.factories.people import member
from tests.factories.proposals import proposal

pytestmark = pytest.mark.django_db


def test_deciding_takes_a_settled_proposal_to_decided_with_the_reason_as_its_step():
    about = proposal(ProposalState.FINAL)
    version = content_version.current()

    made = deciding.decide(about, decided(answers=[concern(to=AnswerTo.BLOCK)]), by=facilitator())

    about.refresh_from_db()
    assert about.state == ProposalState.DECIDED
    assert about.steps.last().reason.startswith("Adopted. Everybody who answered")
    assert [(one.to, one.about, one.words) for one in made.answers.all()] == [
        ("block", "Rooms are short.", "The library is free on Mondays.")
    ]
    assert content_version.current() > version


def test_the_same_decision_noted_twice_is_there_once():
    about, by = proposal(ProposalState.FINAL), facilitator()
    first = deciding.decide(about, decided(answers=[concern()]), by=by)
    assert deciding.decide(about, decided(answers=[concern()]), by=by) == first
    assert Decision.objects.count() == 1


def test_a_later_decision_replaces_the_one_before_which_stays_to_be_read():
    first = decision(DecisionKind.MORE_WORK)
    second = decision(DecisionKind.ADOPTED, about=first.proposal)

    first.refresh_from_db()
    assert first.replaced_on == timezone.localdate()
    assert list(Decision.objects.standing()) == [second]


def test_two_decisions_cannot_stand_beside_each_other():
    first = decision()
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.create(
            proposal=first.proposal, kind=DecisionKind.ADOPTED, reasons="So.", decided_by="A", by_right="B",
            decided_on=timezone.localdate(),
        )  # fmt: skip


def test_only_facilitators_decide_and_only_about_a_settled_text():
    with pytest.raises(MayNotError):
        deciding.decide(proposal(ProposalState.FINAL), decided(), by=member())
    with pytest.raises(MayNotError):
        deciding.decide(proposal(ProposalState.IDEAS), decided(), by=facilitator())
    assert not Decision.objects.exists()


def test_what_nobody_could_follow_is_refused():
    about, by, today = proposal(ProposalState.FINAL), facilitator(), timezone.localdate()
    day = datetime.timedelta(days=1)
    for missing in ("reasons", "decided_by", "by_right"):
        with pytest.raises(NoReasonError):
            deciding.decide(about, decided(**{missing: "  "}), by=by)
    for days in ({"decided_on": today + day}, {"review_on": today}):
        with pytest.raises(NotADayError):
            deciding.decide(about, decided(**days), by=by)
    with pytest.raises(NoVoteError):
        deciding.decide(about, decided(against_ballot=True), by=by)


def test_a_decision_against_the_vote_is_possible_where_there_was_one():
    about = proposal(ProposalState.FINAL)
    Proposal.objects.filter(pk=about.pk).update(ballot="a-vote")
    made = decision(DecisionKind.NOT_TAKEN_FORWARD, about=about, against_ballot=True)
    assert (made.ballot, made.against_ballot) == ("a-vote", True)


def test_rewording_keeps_what_was_decided_and_refuses_an_older_text():
    made, by = decision(), facilitator()
    again = deciding.reword(made, decided(reasons="In other words.", answers=[concern()]), by=by, version=0)
    assert (again.reasons, again.version, again.answers.count()) == ("In other words.", 1, 1)
    with pytest.raises(StaleError):
        deciding.reword(made, decided(reasons="Older."), by=by, version=0)
    with pytest.raises(NotNowError):
        deciding.reword(made, decided(DecisionKind.MORE_WORK), by=by, version=1)


def test_a_decision_on_what_is_under_way_leaves_it_under_way():
    about = proposal(ProposalState.UNDER_WAY)
    decision(DecisionKind.MORE_WORK, about=about)
    about.refresh_from_db()
    assert about.state == ProposalState.UNDER_WAY
