"""From a draft to what became of it: one gate, one table, a row for each step."""

import datetime
import itertools

import pytest
from django.utils import timezone

from consultations.ballots.models import Ballot, Option
from consultations.ballots.refusals import RefusedError as BallotRefusedError
from consultations.proposals import authors, moving, needs, revising
from consultations.proposals.enums import ALLOWED, NEEDS_REASON, Part, ProposalState
from consultations.proposals.models import Proposal
from consultations.proposals.refusals import (
    MayNotError,
    NoBallotError,
    NoDayError,
    NoReasonError,
    NotAnsweredError,
    NotNowError,
    NotReadyError,
)
from edge import content_version
from feedback.threads.models import Thread
from following.enums import What
from following.models import Following, Notice
from tests.factories.moderation import facilitator
from tests.factories.people import member
from tests.factories.proposals import draft, fresh, proposal, suggestion

pytestmark = pytest.mark.django_db
S = ProposalState


def ballot_about(*proposals: Proposal, slug: str = "a-vote") -> Ballot:
    now = timezone.now()
    made = Ballot.objects.create(
        slug=slug, question="Shall we?", opens_at=now, closes_at=now + datetime.timedelta(days=7)
    )
    for position, one in enumerate(proposals):
        Option.objects.create(
            ballot=made, key="abcdef"[position], position=position, label=one.title,
            about=f"proposal:{one.pk}",
        )  # fmt: skip
    return made


def test_opening_for_ideas_makes_it_public_with_a_day_an_address_and_a_first_revision():
    made = draft(title="Working title")
    Proposal.objects.filter(pk=made.pk).update(title="Visits before release")
    until = timezone.localdate() + datetime.timedelta(days=20)
    before = content_version.current()
    moved = moving.move(made, S.IDEAS, by=made.started_by, ideas_until=until)

    assert (moved.state, moved.slug, moved.opened_on, moved.ideas_until) == (
        S.IDEAS,
        "visits-before-release",
        timezone.localdate(),
        until,
    )
    assert list(Proposal.objects.public()) == [moved]
    assert revising.latest(moved).text["change"] == moved.change
    step = moved.steps.get()
    assert (step.state, step.shown_name, step.day) == (
        S.IDEAS,
        made.started_by.display_name,
        timezone.localdate(),
    )
    assert content_version.current() > before


def test_it_opens_only_when_its_first_parts_are_written_and_is_final_only_when_all_are():
    made = draft(officers="", risks="")
    with pytest.raises(NotReadyError) as refused:
        moving.move(made, S.IDEAS, by=made.started_by)
    assert refused.value.missing == [Part.OFFICERS]
    assert "prison officers" in str(refused.value)
    Proposal.objects.filter(pk=made.pk).update(officers="<p>One room.</p>")
    moving.move(made, S.IDEAS, by=made.started_by)
    with pytest.raises(NotReadyError) as refused:
        moving.move(made, S.FINAL, by=made.started_by)
    assert refused.value.missing == [Part.RISKS]


@pytest.mark.parametrize("days", [0, -1])
def test_people_are_told_a_day_that_is_still_to_come(days):
    made = draft()
    with pytest.raises(NoDayError):
        moving.move(
            made, S.IDEAS, by=made.started_by,
            ideas_until=timezone.localdate() + datetime.timedelta(days=days),
        )  # fmt: skip
    assert fresh(made).state == S.DRAFT


def test_the_text_is_final_only_when_every_suggestion_was_answered():
    from consultations.proposals import amending

    made = proposal()
    one = suggestion(made)
    with pytest.raises(NotAnsweredError):
        moving.move(made, S.FINAL, by=made.started_by)
    amending.decline(one, "Too early.", by=made.started_by)
    assert moving.move(made, S.FINAL, by=made.started_by).state == S.FINAL


def test_what_the_table_does_not_allow_is_refused_to_everybody():
    helper = facilitator()
    for before, to in itertools.product(S, S):
        if before == to or to in ALLOWED[before]:
            continue
        made = proposal(before)
        with pytest.raises(NotNowError):
            moving.move(made, to, by=helper, reason="Because.")
        assert fresh(made).state == before


def test_where_the_public_would_ask_why_a_reason_is_needed():
    helper = facilitator()
    asked = [
        (before, to)
        for before, allowed in ALLOWED.items()
        for to in allowed
        if moving.needs_reason(before, to) and (before, to) not in moving.BY_BALLOT
    ]
    assert {to for _before, to in asked} >= NEEDS_REASON
    for before, to in asked:
        made = proposal(before)
        with pytest.raises(NoReasonError):
            moving.move(made, to, by=helper, reason=" ")
        moved = moving.move(made, to, by=helper, reason=" Because of that. ")
        assert moved.steps.last().reason == "Because of that."


def test_nobody_is_asked_any_more_to_write_what_was_withdrawn():
    made, other = draft(), member()
    authors.invite(made, other, by=made.started_by)
    assert needs.invitations(other)
    made = moving.move(made, S.WITHDRAWN, by=made.started_by)

    assert needs.invitations(other) == []
    assert not Notice.objects.filter(person=other).exists()
    with pytest.raises(MayNotError):
        authors.accept(made, by=other)


def test_a_draft_that_is_dropped_was_never_public():
    made = draft()
    moved = moving.move(made, S.WITHDRAWN, by=made.started_by)
    assert list(Proposal.objects.public()) == []
    assert moved.steps.get().reason == ""


def test_moving_twice_is_moving_once():
    made = proposal()
    moving.move(made, S.FINAL, by=made.started_by)
    moving.move(made, S.FINAL, by=made.started_by)
    assert [step.state for step in made.steps.all()] == [S.IDEAS, S.FINAL]


def test_authors_go_as_far_as_the_final_text_and_facilitators_decide_what_comes_after():
    made = proposal(S.FINAL)
    assert moving.possible(made, made.started_by) == [S.IDEAS, S.WITHDRAWN]
    assert moving.possible(made, member()) == []
    assert moving.possible(made, facilitator()) == [S.IDEAS, S.DECIDED, S.PARKED, S.WITHDRAWN]
    with pytest.raises(MayNotError):
        moving.move(made, S.DECIDED, by=made.started_by, reason="We won.")


def test_a_ballot_moves_what_it_is_about_and_nobody_does_so_by_hand():
    made, other = proposal(S.FINAL), proposal(S.FINAL)
    ballot = ballot_about(made)
    with pytest.raises(NoBallotError):
        moving.move(made, S.BALLOT, by=facilitator())
    moving.on_ballot_opened(ballot)
    assert [fresh(one).state for one in (made, other)] == [S.BALLOT, S.FINAL]
    assert (fresh(made).ballot, made.steps.last().ballot, made.steps.last().shown_name) == (
        "a-vote",
        "a-vote",
        "",
    )
    with pytest.raises(NoBallotError):
        moving.move(made, S.FINAL, by=facilitator())
    another = ballot_about(made, slug="another")
    moving.on_ballot_closed(another)
    assert fresh(made).state == S.BALLOT
    moving.on_ballot_closed(ballot)
    assert fresh(made).state == S.FINAL
    assert moving.move(made, S.DECIDED, by=facilitator(), reason="Agreed.").state == S.DECIDED


def test_a_ballot_moves_nothing_that_it_is_not_about():
    made = proposal(S.FINAL)
    with pytest.raises(NoBallotError):
        moving.move(made, S.BALLOT, by=ballot_about())
    with pytest.raises(NoBallotError):
        moving.move(made, S.PARKED, by=ballot_about(made, slug="b"))


def test_whoever_follows_it_or_its_theme_hears_that_it_got_further_but_not_who_moved_it():
    from vocabulary.models import Theme

    made, one, two = proposal(), member(), member()
    made.themes.add(Theme.objects.get(slug="trust"))
    Following.objects.create(person=one, kind="proposal", key=made.slug)
    Following.objects.create(person=two, kind="theme", key="trust")
    Following.objects.create(person=made.started_by, kind="proposal", key=made.slug)
    moving.move(made, S.FINAL, by=made.started_by)

    told = Notice.objects.filter(what=What.MOVED).values_list("person", "kind", "key")
    assert set(told) == {(one.pk, "proposal", made.slug), (two.pk, "proposal", made.slug)}


@pytest.mark.parametrize("state", sorted(set(S) - {S.FINAL}))
def test_a_ballot_does_not_open_on_a_text_that_can_still_change(state):
    made = proposal(state)
    with pytest.raises(BallotRefusedError, match="not final"):
        moving.on_ballot_opened(ballot_about(made))
    assert fresh(made).state == state


# --- The last day for ideas -------------------------------------------------------------


def test_nobody_suggests_after_the_last_day_with_an_account_or_without():
    made = proposal()
    Proposal.objects.filter(pk=made.pk).update(ideas_until=timezone.localdate())
    assert suggestion(made).pk
    Proposal.objects.filter(pk=made.pk).update(ideas_until=timezone.localdate() - datetime.timedelta(days=1))
    with pytest.raises(MayNotError):
        suggestion(made)


def test_authors_make_ideas_welcome_for_longer_in_the_thread_too():
    made = proposal()
    Proposal.objects.filter(pk=made.pk).update(ideas_until=timezone.localdate() - datetime.timedelta(days=1))
    until = timezone.localdate() + datetime.timedelta(days=90)
    with pytest.raises(MayNotError):
        moving.prolong(made, until, by=member())
    with pytest.raises(NoDayError):
        moving.prolong(made, timezone.localdate(), by=made.started_by)
    moving.prolong(made, until, by=made.started_by)
    assert fresh(made).ideas_until == until
    assert Thread.objects.get(slug=fresh(made).thread).closes_on == until
    assert suggestion(made).pk
    with pytest.raises(NotNowError):
        moving.prolong(proposal(S.FINAL), until, by=made.started_by)
