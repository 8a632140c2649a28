"""A ballot from setting up to its end, by the acts alone."""

import datetime
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from consultations.ballots import cancelling, casting, closing, keys, opening, papers, rolls, sockets
from consultations.ballots.counting import VoteError
from consultations.ballots.enums import BallotState, Method
from consultations.ballots.models import Ballot, BallotEvent, Paper, Result, RollEntry
from consultations.ballots.refusals import (
    CountingError,
    MayNotError,
    NotNowError,
    NotOnRollError,
    NotOverError,
    NotYetOpenError,
    ReasonTooLongError,
    TooFewError,
)
from sealing import many
from sealing.pairs import open_sealed, sealed_length
from tests.factories.ballots import (
    A_VOTE,
    AGREE,
    BLOCK,
    DISAGREE,
    after,
    closed_one,
    draft,
    entries,
    open_one,
    people,
    vote_all,
)
from tests.factories.people import facilitator, member
from vocabulary.role_groups import RoleGroup

pytestmark = pytest.mark.django_db


def opened_papers(ballot: Ballot) -> dict[int, papers.Opened | None]:
    private = keys.whole(ballot)
    return {
        paper.pk: papers.opened(private, ballot.pk, paper.pk, bytes(paper.sealed))
        for paper in Paper.objects.filter(ballot=ballot)
    }


# --- Opening ---------------------------------------------------------------------


@pytest.mark.database
def test_opening_gives_everybody_on_the_roll_one_blank_paper():
    voters = people(12)
    ballot = open_one(voters)

    roll = entries(ballot)
    assert ballot.state == BallotState.OPEN
    assert ballot.on_roll == 12
    assert {entry.person for entry in roll} == set(voters)
    assert {entry.paper for entry in roll} == set(Paper.objects.values_list("pk", flat=True))
    assert all(paper is not None and not paper.vote for paper in opened_papers(ballot).values())
    assert not any(entry.voted for entry in roll)


def test_the_roll_holds_groups_and_those_named_once_and_nobody_whose_account_is_closed():
    inside = people(10)
    gone = people(1)[0]
    gone.is_active = False
    gone.save()
    guest = people(1, RoleGroup.PROBATION)[0]
    people(3, RoleGroup.FAMILY)
    by = facilitator(role_group=RoleGroup.RESEARCHER)
    ballot = draft(by, named=[guest, inside[0]])
    opening.open_ballot(ballot, by=by)

    assert {entry.person for entry in entries(ballot)} == {*inside, guest}


def test_papers_lie_in_the_order_of_their_random_keys_not_of_the_roll():
    ballot = open_one(people(40))

    by_person = [entry.paper for entry in sorted(entries(ballot), key=lambda entry: entry.person_id)]
    by_entry = [entry.paper for entry in entries(ballot)]
    assert by_person != sorted(by_person)
    assert by_entry != sorted(by_entry)
    for model, column in ((Paper, "id"), (RollEntry, "id")):
        stored = list(model.objects.raw(f"SELECT {column} FROM {model._meta.db_table}"))
        assert [row.pk for row in stored] == sorted(row.pk for row in stored)


def test_a_secret_ballot_needs_ten_on_its_roll_and_what_was_made_for_it_is_gone():
    by = facilitator(role_group=RoleGroup.RESEARCHER)
    people(9)
    ballot = draft(by)
    with pytest.raises(TooFewError) as refused:
        opening.open_ballot(ballot, by=by)

    assert (refused.value.there, refused.value.wanted) == (9, 10)
    ballot.refresh_from_db()
    assert ballot.state == BallotState.DRAFT
    assert keys.numbers() == set()
    assert not Paper.objects.exists()


def test_nobody_but_a_facilitator_opens_and_nobody_opens_twice():
    ballot = open_one()
    with pytest.raises(MayNotError):
        opening.open_ballot(draft(), by=member())
    with pytest.raises(NotNowError):
        opening.open_ballot(ballot, by=ballot.set_up_by)
    assert Paper.objects.filter(ballot=ballot).count() == 10


def test_small_groups_are_merged_before_anybody_votes():
    voters = people(12) + people(3, RoleGroup.PROBATION) + people(6, RoleGroup.PRISON_STAFF)
    ballot = open_one(voters)

    assert sorted(ballot.counted_groups) == [["link-worker"], ["prison-staff", "probation"]]
    assert {paper.group for paper in opened_papers(ballot).values()} == {
        "link-worker",
        "prison-staff+probation",
    }


def test_rooms_above_hear_of_opening_and_end(monkeypatch):
    heard: list[tuple[str, str]] = []
    monkeypatch.setattr(sockets.opened, "_plugs", {"a": lambda one: heard.append(("opened", one.state))})
    monkeypatch.setattr(sockets.closed, "_plugs", {"a": lambda one: heard.append(("closed", one.state))})
    closed_one([AGREE] * 10)

    assert heard == [("opened", "open"), ("closed", "closed")]


# --- Casting -----------------------------------------------------------------------


@pytest.mark.parametrize("method", Method)
def test_a_vote_of_every_method_is_sealed_and_only_the_key_shows_it(method: Method):
    ballot = open_one(method=method)
    first = entries(ballot)[0]
    casting.cast(first, A_VOTE[method], by=first.person)

    paper = opened_papers(ballot)[first.paper]
    assert paper is not None
    assert paper.vote == A_VOTE[method]
    assert RollEntry.objects.get(pk=first.pk).voted


@pytest.mark.parametrize("asks_reasons", [False, True])
def test_all_papers_have_one_length_whatever_is_on_them(asks_reasons: bool):
    ballot = open_one(method=Method.RANKED, asks_reasons=asks_reasons)
    reason = "🏴󠁧󠁢󠁷󠁬󠁳󠁿" * 71 if asks_reasons else ""
    vote_all(ballot, [A_VOTE[Method.RANKED], {"ranks": {"a": 1}}], [reason[:500]])

    lengths = {len(bytes(paper.sealed)) for paper in Paper.objects.all()}
    assert lengths == {sealed_length(papers.size(asks_reasons=asks_reasons))}


def test_a_vote_may_be_changed_until_the_end_and_the_last_one_counts():
    ballot = open_one()
    roll = entries(ballot)
    for vote in (AGREE, BLOCK, DISAGREE):
        casting.cast(roll[0], vote, by=roll[0].person)

    paper = opened_papers(ballot)[roll[0].paper]
    assert paper is not None
    assert paper.vote == DISAGREE
    assert rolls.turnout(ballot) == 1


def test_nobody_votes_for_somebody_else_nor_who_is_not_on_the_roll():
    ballot = open_one()
    roll = entries(ballot)
    with pytest.raises(NotOnRollError):
        casting.cast(roll[0], AGREE, by=roll[1].person)
    with pytest.raises(NotOnRollError):
        casting.cast(roll[0], AGREE, by=casting.CODE)
    with pytest.raises(NotOnRollError):
        casting.cast(roll[0], AGREE, by=ballot.set_up_by)
    assert rolls.entry_of(ballot, ballot.set_up_by) is None
    assert rolls.turnout(ballot) == 0


def test_what_is_no_vote_changes_nothing():
    ballot = open_one()
    first = entries(ballot)[0]
    for wrong in ({}, {"consent": "perhaps"}, {"approves": ["a"]}):
        with pytest.raises(VoteError):
            casting.cast(first, wrong, by=first.person)
    with pytest.raises(ReasonTooLongError):
        casting.cast(first, AGREE, reason="No reasons are asked for.", by=first.person)
    assert rolls.turnout(ballot) == 0


def test_casting_asks_the_database_few_questions(django_assert_max_num_queries):
    ballot = open_one()
    first = entries(ballot)[0]
    with django_assert_max_num_queries(7):
        casting.cast(first, AGREE, by=first.person)


@pytest.mark.database
def test_a_first_vote_a_changed_one_and_any_vote_write_the_same_two_columns():
    ballot = open_one(method=Method.RANKED)
    first = entries(ballot)[0]
    wrote = []
    for vote in ({"ranks": {"a": 1}}, {"ranks": {"c": 1, "a": 2, "b": 2}}):
        with CaptureQueriesContext(connection) as asked:
            casting.cast(first, vote, by=first.person)
        statements = [one["sql"] for one in asked.captured_queries]
        wrote.append(
            [sql.split(" = ")[0] for sql in statements if not re.match("SELECT|SAVEPOINT|RELEASE", sql)]
        )

    assert wrote[0] == wrote[1] == [
        'UPDATE "ballots_paper" SET "sealed"',
        'UPDATE "ballots_rollentry" SET "voted"',
    ]  # fmt: skip


def test_no_paper_is_taken_before_its_time_or_after_it():
    early = open_one(opens_at=timezone.now() + datetime.timedelta(hours=1))
    first = entries(early)[0]
    with pytest.raises(NotYetOpenError):
        casting.cast(first, AGREE, by=first.person)

    ballot = open_one()
    first = entries(ballot)[0]
    with after(ballot), pytest.raises(CountingError):
        casting.cast(first, AGREE, by=first.person)
    with after(ballot):
        closing.close(ballot, by=None)
    with pytest.raises(NotNowError):
        casting.cast(first, AGREE, by=first.person)


def test_a_paper_copied_over_others_is_not_counted_for_them():
    ballot = open_one(20)
    vote_all(ballot, [AGREE] * 10 + [DISAGREE] * 2)
    copied = Paper.objects.get(pk=entries(ballot)[11].paper).sealed
    others = [entry.paper for entry in entries(ballot)[12:]]
    Paper.objects.filter(pk__in=others).update(sealed=copied)
    with after(ballot):
        closing.close(ballot, by=None)

    count = Result.objects.get(ballot=ballot).count
    assert (count["papers"], count["counts"]["disagree"]) == (12, 2)


def test_many_blank_papers_are_what_one_is():
    for ballot, paper in ((1, 1), (256, 2**63 - 1), (2**40, 0)):
        assert papers.blank(ballot, "pwle")(paper) == papers.written(ballot, paper, "pwle")
        assert papers.read(ballot, paper, papers.written(ballot, paper, "pwle")) == papers.Opened("pwle", {})
        assert papers.read(ballot, paper + 1, papers.written(ballot, paper, "pwle")) is None


# --- Closing -------------------------------------------------------------------------


@pytest.mark.database
def test_closing_counts_and_leaves_no_paper_no_roll_and_no_key():
    ballot = open_one(14)
    private = keys.whole(ballot)
    sealed = bytes(Paper.objects.first().sealed)
    assert open_sealed(private, sealed)
    vote_all(ballot, [AGREE] * 9 + [DISAGREE] * 2)
    with after(ballot):
        assert closing.close_due() == 1

    ballot.refresh_from_db()
    assert ballot.state == BallotState.CLOSED
    assert bytes(ballot.public_key) == b""
    count = Result.objects.get(ballot=ballot).count
    assert count["papers"] == 11
    assert (count["counts"]["agree"], count["counts"]["disagree"]) == (9, 2)
    assert not Paper.objects.exists()
    assert not RollEntry.objects.exists()
    assert keys.numbers() == set()
    assert list(BallotEvent.objects.values_list("what", flat=True)) == [
        "set-up", "opened", "counting", "closed",
    ]  # fmt: skip


def test_with_a_second_process_a_ballot_comes_to_the_same(monkeypatch):
    monkeypatch.setattr(many, "MANY", 10)
    monkeypatch.setattr(many, "_THEIRS", 4)
    monkeypatch.setattr(many, "_OURS", 3)
    ballot = open_one(24)
    vote_all(ballot, [AGREE] * 15 + [DISAGREE] * 4)
    with after(ballot):
        closing.close(ballot, by=None)

    count = Result.objects.get(ballot=ballot).count
    assert (count["papers"], count["counts"]["agree"], count["counts"]["disagree"]) == (19, 15, 4)


def test_closing_again_changes_nothing():
    ballot = closed_one([AGREE] * 9 + [DISAGREE])
    before = Result.objects.get().count
    with after(ballot):
        assert closing.close_due() == 0
        closing.close(ballot, by=None)

    assert Result.objects.get().count == before
    assert BallotEvent.objects.filter(what="closed").count() == 1


def test_nobody_closes_a_ballot_before_its_time():
    ballot = open_one()
    with pytest.raises(NotOverError):
        closing.close(ballot, by=None)
    with pytest.raises(NotOverError):
        closing.close(ballot, by=ballot.set_up_by)
    with pytest.raises(MayNotError):
        closing.close(ballot, by=member())
    ballot.refresh_from_db()
    assert ballot.state == BallotState.OPEN
    assert closing.close_due() == 0


@pytest.mark.parametrize(("votes", "quorum", "state"), [
    (5, 50, BallotState.CLOSED), (4, 50, BallotState.NO_QUORUM), (4, 41, BallotState.NO_QUORUM),
    (0, 0, BallotState.NO_QUORUM), (1, 0, BallotState.CLOSED),
])  # fmt: skip
def test_with_too_few_papers_none_is_opened(votes: int, quorum: int, state: BallotState, monkeypatch):
    opened = []
    real = many.open_sealed
    monkeypatch.setattr(many, "open_sealed", lambda *given: opened.append(1) or real(*given))
    ballot = open_one(quorum=quorum)
    vote_all(ballot, [AGREE] * votes)
    with after(ballot):
        closing.close(ballot, by=None)

    assert ballot.state == state
    assert bool(opened) == (state == BallotState.CLOSED)
    assert Result.objects.exists() == (state == BallotState.CLOSED)
    assert not Paper.objects.exists()
    assert not RollEntry.objects.exists()
    assert keys.numbers() == set()


# --- Cancelling ----------------------------------------------------------------------


@pytest.mark.database
def test_cancelling_destroys_papers_unopened_and_says_why():
    ballot = open_one()
    vote_all(ballot, [AGREE] * 4)
    cancelling.cancel(ballot, " The proposal changed. ", by=ballot.set_up_by)
    cancelling.cancel(ballot, "Again.", by=ballot.set_up_by)

    assert ballot.state == BallotState.CANCELLED
    assert ballot.cancelled_because == "The proposal changed."
    assert not Paper.objects.exists()
    assert not RollEntry.objects.exists()
    assert not Result.objects.exists()
    assert keys.numbers() == set()


def test_what_is_over_cannot_be_cancelled():
    ballot = closed_one([AGREE] * 9 + [DISAGREE])
    with pytest.raises(NotNowError):
        cancelling.cancel(ballot, "We did not like it.", by=ballot.set_up_by)
    assert Result.objects.filter(ballot=ballot).exists()
