"""The demo has proposals in every state, a vote to try, one that is over, suggestions without an account."""

import pytest

from alongside.management.commands.prepare import demo_guide
from codes.numbers import groups
from consultations.ballots import closing, exchanging, rolls
from consultations.ballots.enums import BallotState
from consultations.ballots.models import Ballot, Paper, Result, RollEntry
from consultations.outcomes.models import Decision
from consultations.proposals.enums import PUBLIC, AmendmentState, Part, ProposalState
from consultations.proposals.models import Amendment, Proposal
from demo.programme import make_demo
from demo.proposal_texts import CLOSED_BALLOT, OPEN_BALLOT, PROPOSALS, SUGGESTIONS, VOTES
from demo.proposing import CODE, put_code_back
from edge import page_cache
from feedback.threads import published
from feedback.threads.enums import State
from feedback.threads.models import Contribution
from tests.factories.ballots import after

pytestmark = pytest.mark.django_db
HERE = {"address": "198.51.100.7"}


def read(client, address):
    page_cache.shelf.clear()
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def entry_of_the_code():
    return rolls.entry_by_code(CODE, **HERE)


def test_there_is_a_proposal_in_every_state(demo):
    assert {one.state for one in Proposal.objects.all()} == set(ProposalState)
    assert {one.title: one.state for one in Proposal.objects.all()} == {
        one.title: one.state for one in PROPOSALS
    }


def test_each_that_is_public_can_be_read_and_the_draft_cannot(demo, client):
    for one in Proposal.objects.filter(state__in=PUBLIC):
        assert one.title in read(client, f"/proposals/{one.slug}/")
    draft = Proposal.objects.get(state=ProposalState.DRAFT)
    assert client.get(f"/proposals/{draft.slug}/").status_code == 404


def test_one_vote_is_open_and_nobody_has_voted_in_it(demo, client):
    ballot = Ballot.objects.get(state=BallotState.OPEN)
    assert ballot.question == OPEN_BALLOT
    assert Proposal.objects.get(state=ProposalState.BALLOT).ballot == ballot.slug
    assert not RollEntry.objects.filter(voted=True).exists()
    assert OPEN_BALLOT in read(client, f"/proposals/votes/{ballot.slug}/")


def test_the_guide_prints_the_voting_code(demo):
    assert f"{' '.join(groups(CODE))}    (this one, too, is back" in demo_guide()


def test_the_printed_code_is_exchanged_once_and_comes_back(demo):
    entry = entry_of_the_code()
    assert entry.ballot.question == OPEN_BALLOT
    assert not entry.exchanged
    assert put_code_back() is False, "it is there"

    fresh = exchanging.exchange(CODE, **HERE)
    assert rolls.entry_by_code(fresh, **HERE).pk == entry.pk
    assert entry_of_the_code() is None

    assert put_code_back() is True
    again = entry_of_the_code()
    assert again.pk != entry.pk, "another slip gives its place"
    assert not again.exchanged
    assert rolls.entry_by_code(fresh, **HERE).pk == entry.pk, "who exchanged it keeps their vote"


def test_when_the_open_vote_is_over_making_the_demo_again_opens_it_anew(demo):
    ballot = Ballot.objects.get(state=BallotState.OPEN)
    with after(ballot):
        closing.close(ballot, by=None)
    assert ballot.state == BallotState.NO_QUORUM, "nobody voted"
    assert entry_of_the_code() is None
    make_demo()

    again = Ballot.objects.get(state=BallotState.OPEN)
    assert (again.question, again.pk == ballot.pk) == (OPEN_BALLOT, False)
    assert Proposal.objects.get(state=ProposalState.BALLOT).ballot == again.slug
    assert entry_of_the_code().ballot_id == again.pk


def test_making_the_demo_again_brings_the_code_back_and_changes_nothing_else(demo):
    exchanging.exchange(CODE, **HERE)
    assert entry_of_the_code() is None
    rows = Ballot.objects.count(), Proposal.objects.count(), RollEntry.objects.count()
    make_demo()

    assert entry_of_the_code() is not None
    assert (Ballot.objects.count(), Proposal.objects.count(), RollEntry.objects.count()) == rows


def test_a_slip_that_was_used_never_gives_its_place(demo):
    exchanging.exchange(CODE, **HERE)
    RollEntry.objects.filter(code_index__isnull=False).update(exchanged=True)

    assert put_code_back() is False
    assert entry_of_the_code() is None


def test_one_vote_is_closed_with_a_result_and_nothing_that_says_who(demo, client):
    ballot = Ballot.objects.get(state=BallotState.CLOSED)
    assert ballot.question == CLOSED_BALLOT
    assert Result.objects.filter(ballot=ballot).exists()
    assert not Paper.objects.filter(ballot=ballot).exists()
    assert not RollEntry.objects.filter(ballot=ballot).exists()
    html = read(client, f"/proposals/votes/{ballot.slug}/")
    assert CLOSED_BALLOT in html
    assert f'href="/feedback/{ballot.reasons_thread}/"' in html


def test_its_reasons_are_published_and_read(demo, client):
    ballot = Ballot.objects.get(state=BallotState.CLOSED)
    reasons = {why for _vote, why in VOTES if why}
    rows = Contribution.objects.filter(thread__slug=ballot.reasons_thread)

    assert {row.state for row in rows} == {State.PUBLISHED}
    shown = read(client, f"/feedback/{ballot.reasons_thread}/")
    assert reasons
    assert rows.count() == len(reasons)
    assert [why for why in reasons if why not in shown] == []


def test_two_suggestions_without_an_account_came_out_of_the_box(demo, client):
    made = Amendment.objects.filter(contribution__isnull=False)
    wanted = {(part, words) for _name, part, words, _group in SUGGESTIONS if part}

    assert len(wanted) == made.count() == 2
    found = published.by_keys([row.contribution for row in made])
    assert {(Part(row.part), found[row.contribution].words) for row in made} == wanted
    assert {row.state for row in made} == {AmendmentState.OPEN}
    (proposal,) = {row.proposal for row in made}
    html = read(client, f"/proposals/{proposal.slug}/")
    assert [words for _part, words in wanted if words not in html] == []


def test_two_were_decided_with_steps_and_one_is_not_taken_forward_with_its_reason(demo, client):
    kinds = sorted(Decision.objects.listed().values_list("kind", flat=True))
    assert kinds == ["adopted", "not-taken-forward", "with-changes"]
    page = read(client, "/what-changed/")
    for words in ("in the health care wing", "people notice it", "1 step is late.", "all the money"):
        assert words in page
