"""Setting up, reminders, what is held about a person, and who may do what."""

import datetime

import pytest
from django.utils import timezone

from consultations.ballots import casting, closing, leaving, opening, queries, schedule, setting_up
from consultations.ballots.enums import BallotState, Method, PassRule
from consultations.ballots.models import Ballot, BallotEvent, CodeSheet, Paper, Result, RollEntry
from consultations.ballots.permissions import Act, may
from consultations.ballots.refusals import MayNotError, NotNowError, StaleError, WrongSetUpError
from consultations.ballots.setting_up import NewOption
from following.enums import What
from following.models import Notice
from people import my_data
from people.closing import close_account
from people.permission_groups import PermissionGroup
from tests.factories.ballots import (
    AGREE,
    DISAGREE,
    after,
    closed_one,
    draft,
    entries,
    entry_of,
    open_one,
    people,
    vote_all,
)
from tests.factories.people import PersonFactory, facilitator, member
from vocabulary.role_groups import RoleGroup

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)


# --- Setting up ------------------------------------------------------------------------


@pytest.mark.parametrize(("field", "changed"), [
    ("question", {"question": "  "}),
    ("question", {"question": "x" * 201}),
    ("quorum", {"quorum": 101}),
    ("closes_at", {"closes_at": timezone.now() - HOUR, "opens_at": timezone.now() - 2 * HOUR}),
    ("closes_at", {"opens_at": timezone.now() + 2 * HOUR, "closes_at": timezone.now() + HOUR}),
    ("method", {"method": "show of hands", "options": [NewOption("a")]}),
    ("pass_rule", {"pass_rule": PassRule.FIRST}),
    ("options", {"options": []}),
    ("options", {"options": [NewOption("a"), NewOption("b")]}),
    ("options", {"options": [NewOption("  ")]}),
    ("options", {"method": Method.RANKED, "options": [NewOption("a")]}),
    ("options", {"method": Method.SCORE, "options": [NewOption(str(number)) for number in range(27)]}),
    ("groups", {"groups": []}),
    ("groups", {"groups": ["everybody"]}),
    ("kept_by", {"kept_by": "the cloud"}),
])  # fmt: skip
def test_what_makes_no_ballot_is_refused_where_it_is_wrong(field: str, changed: dict):
    with pytest.raises(WrongSetUpError) as refused:
        draft(**changed)

    assert refused.value.field == field
    assert str(refused.value)
    assert not Ballot.objects.exists()


def test_two_of_one_question_have_different_addresses():
    assert {draft().slug, draft().slug} == {
        "should-visits-start-in-july",
        "should-visits-start-in-july-2",
    }


def test_what_is_set_up_may_change_until_it_opens_and_a_stale_change_is_refused():
    ballot = draft()
    by = ballot.set_up_by
    labels = ["July", "August", "September"]
    setting_up.change(
        ballot, by=by, version=0, method=Method.RANKED, options=[NewOption(label) for label in labels]
    )

    assert (ballot.version, ballot.pass_rule) == (1, PassRule.FIRST)
    assert list(ballot.options.values_list("key", "label")) == list(zip("abc", labels, strict=True))
    with pytest.raises(StaleError):
        setting_up.change(ballot, by=by, version=0, quorum=50)
    with pytest.raises(WrongSetUpError):
        setting_up.change(ballot, by=by, version=1, options=[])
    ballot.refresh_from_db()
    assert (ballot.version, ballot.quorum, ballot.options.count()) == (1, 0, 3)
    people(10)
    opening.open_ballot(ballot, by=by)
    with pytest.raises(NotNowError):
        setting_up.change(ballot, by=by, version=1, quorum=50)
    with pytest.raises(NotNowError):
        setting_up.take_away(ballot, by=by)


def test_a_draft_can_be_taken_away():
    ballot = draft()
    setting_up.take_away(ballot, by=ballot.set_up_by)
    assert not Ballot.objects.exists()


@pytest.mark.parametrize("group", PermissionGroup)
def test_only_facilitators_set_up_open_cancel_and_type_in(group: PermissionGroup):
    person = PersonFactory(group=group)
    ballot = draft()
    acts = [Act.SET_UP, Act.OPEN, Act.CANCEL, Act.TYPE_IN, Act.PRINT_CODES, Act.RESUME, Act.SEE_DRAFTS]

    assert {may(person, act, ballot) for act in acts} == {group == PermissionGroup.FACILITATOR}
    assert may(person, Act.SEE_BALLOT, ballot) == (group == PermissionGroup.FACILITATOR)
    assert may(person, Act.SEE_BALLOT, open_one())
    person.is_active = False
    assert not any(may(person, act, ballot) for act in Act)
    assert not any(may(None, act, ballot) for act in Act)
    with pytest.raises(MayNotError):
        setting_up.take_away(ballot, by=member())


# --- Lists -----------------------------------------------------------------------------


def test_everybody_sees_in_one_question_what_runs_and_whether_they_have_voted_themselves(
    django_assert_num_queries,
):
    voters = people(10)
    first, second = open_one(voters), open_one(10)
    draft()
    casting.cast(entry_of(first, voters[0]), AGREE, by=voters[0])
    with django_assert_num_queries(1):
        mine = {one.ballot: (one.on_roll, one.voted) for one in queries.running(voters[0])}

    assert mine == {first: (True, True), second: (False, False)}
    assert queries.to_vote_in(voters[0]) == []
    assert queries.to_vote_in(voters[1]) == [first]


def test_what_was_cancelled_before_it_opened_is_in_no_list_of_what_is_over():
    from consultations.ballots import cancelling

    ballot = draft()
    cancelling.cancel(ballot, "Not needed.", by=ballot.set_up_by)
    done = closed_one([AGREE] * 9 + [DISAGREE])

    assert queries.over() == [done]
    assert queries.drafts() == []


# --- Telling ---------------------------------------------------------------------------


def told(what: What) -> set[int]:
    return set(Notice.objects.filter(what=what).values_list("person", flat=True))


def test_all_on_the_roll_are_told_alike_whoever_has_voted():
    voters = people(11)
    everybody = {person.pk for person in voters}
    ballot = open_one(voters)
    assert told(What.BALLOT_OPEN) == everybody
    vote_all(ballot, [AGREE] * 10)
    soon = ballot.closes_at - 47 * HOUR
    assert schedule.remind_due(ballot.closes_at - 49 * HOUR) == 0
    assert schedule.remind_due(soon) == 1
    assert schedule.remind_due(soon) == 0
    assert told(What.BALLOT_CLOSES) == everybody
    with after(ballot):
        closing.close(ballot, by=None)
    assert told(What.BALLOT_CLOSED) == everybody
    assert BallotEvent.objects.filter(what="reminded").count() == 1


def test_a_short_ballot_reminds_nobody():
    ballot = open_one(closes_at=timezone.now() + 50 * HOUR)
    assert schedule.remind_due(ballot.closes_at - HOUR) == 0


# --- Persons -----------------------------------------------------------------------------


def test_who_closes_their_account_leaves_a_roll_on_which_nobody_can_vote_for_them():
    voters = people(12)
    ballot = open_one(voters)
    vote_all(ballot, [AGREE] * 10 + [DISAGREE])
    leaver = entries(ballot)[0].person  # who voted
    close_account(leaver, by=leaver)

    assert not RollEntry.objects.filter(person__isnull=True, code_index__isnull=True).exists()
    assert (RollEntry.objects.count(), Paper.objects.count()) == (12, 12)
    left = RollEntry.objects.get(ballot=ballot, person=None)
    assert (left.voted, left.exchanged) == (True, True)
    other = entries(ballot)[1]
    casting.cast(other, DISAGREE, by=other.person)
    with after(ballot):
        closing.close(ballot, by=None)
    assert ballot.state == BallotState.CLOSED
    count = Result.objects.get().count
    assert (count["papers"], count["counts"]["agree"], count["counts"]["disagree"]) == (11, 9, 2)


def test_my_data_says_that_one_has_voted_and_never_how():
    voters = people(10)
    ballot = open_one(voters)
    casting.cast(entry_of(ballot, voters[3]), DISAGREE, by=voters[3])
    mine, other = leaving.held_about(voters[3]), leaving.held_about(voters[4])

    assert mine["on the roll of votes that run"][0]["has voted"] is True
    assert other["on the roll of votes that run"][0]["has voted"] is False
    assert "disagree" not in str(mine)
    assert my_data.gather(voters[3])["ballots"] == mine
    assert "votes set up" in leaving.held_about(facilitator())


# --- Forgetting --------------------------------------------------------------------------


def test_sheets_and_names_are_forgotten_after_a_while():
    ballot = closed_one([AGREE] * 9 + [DISAGREE])
    CodeSheet.objects.create(
        ballot=ballot, name="Library", role_group=RoleGroup.FAMILY, slips=4, printed_on=timezone.localdate()
    )
    later = ballot.closes_at + datetime.timedelta(days=2)
    schedule.forget_sheets(timezone.now() - datetime.timedelta(days=2))
    schedule.forget_names(timezone.now() - datetime.timedelta(days=2))
    assert CodeSheet.objects.exists()
    assert BallotEvent.objects.filter(by__isnull=False).exists()
    schedule.forget_sheets(later)
    schedule.forget_names(later)

    assert not CodeSheet.objects.exists()
    assert not BallotEvent.objects.filter(by__isnull=False).exists()
    assert BallotEvent.objects.filter(ballot=ballot).count() == 4
