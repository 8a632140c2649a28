"""Database and folder of keys are brought together again; an open ballot that lost votes pauses."""

import datetime
import io
import logging
import shutil
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from consultations.ballots import (
    cancelling,
    casting,
    closing,
    ending,
    ends,
    keys,
    opening,
    restoring,
    schedule,
)
from consultations.ballots.enums import BallotState
from consultations.ballots.models import Ballot, BallotEvent, Beat, Paper, Result, RollEntry
from consultations.ballots.refusals import (
    KeyGoneError,
    MayNotError,
    NotNowError,
    PausedError,
    WrongSetUpError,
)
from consultations.ballots.restoring import Findings
from feedback.letterbox.models import Envelope
from following.models import Notice
from sealing.beside_keys import FolderUnreadableError
from tests.factories.ballots import AGREE, DISAGREE, after, draft, entries, open_one, vote_all
from tests.factories.people import member

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("box")]


def copied() -> dict[Any, list[Any]]:
    """All rows of ballots as they are."""
    return {model: list(model.objects.all()) for model in (Ballot, RollEntry, Paper, Beat)}


def put_back(rows: dict[Any, list[Any]]) -> None:
    """The database as it was."""
    for model in (Result, Paper, RollEntry, Beat):
        model.objects.all().delete()
    for ballot in rows[Ballot]:
        Ballot.objects.filter(pk=ballot.pk).update(
            **{field.attname: getattr(ballot, field.attname) for field in Ballot._meta.concrete_fields}
        )
    for model in (RollEntry, Paper, Beat):
        model.objects.bulk_create(rows[model])


def state(ballot: Ballot) -> str:
    ballot.refresh_from_db()
    return str(ballot.state)


def test_when_nothing_is_wrong_nothing_changes():
    ballot = open_one()
    schedule.look_after()
    before = keys.numbers()

    assert restoring.if_needed() is None
    assert restoring.reconcile() == Findings()
    assert keys.numbers() == before
    assert state(ballot) == BallotState.OPEN


@pytest.mark.database
def test_an_open_ballot_in_a_database_that_was_put_back_pauses_until_all_are_asked_again():
    ballot = open_one()
    schedule.look_after()
    old = copied()
    vote_all(ballot, [AGREE] * 4)
    schedule.look_after()
    put_back(old)
    Notice.objects.all().delete()
    schedule.look_after()

    assert state(ballot) == BallotState.PAUSED
    first = entries(ballot)[0]
    with pytest.raises(PausedError):
        casting.cast(first, AGREE, by=first.person)
    with after(ballot):
        assert closing.close_due() == 0
    with pytest.raises(MayNotError):
        restoring.resume(ballot, by=member())
    restoring.resume(ballot, by=ballot.set_up_by)
    assert state(ballot) == BallotState.OPEN
    assert set(Notice.objects.values_list("person", flat=True)) == {one.person_id for one in entries(ballot)}
    schedule.look_after()
    assert state(ballot) == BallotState.OPEN
    casting.cast(first, AGREE, by=first.person)


def test_whoever_puts_a_database_back_says_so_and_every_open_ballot_pauses():
    ballots = [open_one(), open_one()]
    out = io.StringIO()
    call_command("ballots", "reconcile", "--restored", stdout=out)

    assert [state(one) for one in ballots] == [BallotState.PAUSED] * 2
    assert "paused" in out.getvalue()
    call_command("ballots", "reconcile", stdout=out)
    call_command("ballots", stdout=out)
    assert "paused" in out.getvalue()


def test_a_paused_ballot_may_close_later_but_neither_in_the_past_nor_after_its_key():
    ballot = open_one()
    restoring.reconcile(restored=True)
    by = ballot.set_up_by
    for wrong in (
        timezone.now() - datetime.timedelta(hours=1),
        timezone.now() + datetime.timedelta(days=400),
    ):
        with pytest.raises(WrongSetUpError):
            restoring.resume(ballot, by=by, closes_at=wrong)
    later = ballot.closes_at + datetime.timedelta(days=3)
    restoring.resume(ballot, by=by, closes_at=later)
    restoring.resume(ballot, by=by)

    assert state(ballot) == BallotState.OPEN
    assert ballot.closes_at == later
    cancelling.cancel(ballot, "It is over.", by=by)
    with pytest.raises(NotNowError):
        restoring.resume(ballot, by=by)


@pytest.mark.database
def test_a_ballot_that_had_closed_closes_again_with_the_same_result_and_reasons_go_in_once():
    ballot = open_one(12, asks_reasons=True)
    vote_all(ballot, [AGREE] * 10 + [DISAGREE], ["It works.", "It is too late."])
    old = copied()
    with after(ballot):
        closing.close(ballot, by=None)
    result = Result.objects.get().count
    handed_in = Envelope.objects.count()
    put_back(old)
    assert state(ballot) == BallotState.OPEN
    found = restoring.if_needed()

    assert found is not None
    assert (found.ended, found.paused) == (1, 0)
    assert state(ballot) == BallotState.CLOSED
    assert Result.objects.get().count == result
    assert (Paper.objects.count(), RollEntry.objects.count()) == (0, 0)
    assert Envelope.objects.count() == handed_in == 2
    assert restoring.if_needed() is None


@pytest.mark.parametrize("ended", [BallotState.CANCELLED, BallotState.NO_QUORUM])
def test_a_ballot_that_had_ended_without_a_count_ends_again(ended: BallotState):
    ballot = open_one()
    old = copied()
    if ended == BallotState.CANCELLED:
        cancelling.cancel(ballot, "It was wrong.", by=ballot.set_up_by)
    else:
        with after(ballot):
            closing.close(ballot, by=None)
    put_back(old)
    restoring.reconcile()

    assert state(ballot) == ended
    assert ballot.cancelled_because == ("It was wrong." if ended == BallotState.CANCELLED else "")
    assert not Paper.objects.exists()


def test_a_key_that_no_ballot_has_is_destroyed():
    ballot = open_one()
    _public, private = keys.new_pair(ballot)
    keys.store(private)
    found = restoring.if_needed()

    assert found is not None
    assert found.destroyed == 1
    assert keys.numbers() == {keys.number_of(ballot.public_key)}


def test_with_the_wrong_folder_an_open_ballot_pauses_and_goes_on_when_it_is_the_right_one(
    tmp_path: Path, caplog
):
    ballot = open_one()
    right = Path(settings.KEYS_DIR)
    elsewhere = tmp_path / "elsewhere"
    shutil.move(right, elsewhere)
    with caplog.at_level(logging.ERROR, "consultations.ballots"):
        found = restoring.reconcile()
    assert (found.paused, found.without_key) == (1, 1)
    assert "KEYS_DIR" in caplog.text
    with pytest.raises(KeyGoneError):
        restoring.resume(ballot, by=ballot.set_up_by)
    shutil.rmtree(right)
    shutil.move(elsewhere, right)
    restoring.resume(ballot, by=ballot.set_up_by)

    assert state(ballot) == BallotState.OPEN


def test_a_ballot_whose_key_is_lost_stays_until_somebody_cancels_it_and_holds_up_no_other(caplog):
    lost, other = open_one(), open_one()
    vote_all(lost, [AGREE] * 3)
    vote_all(other, [AGREE] * 3)
    keys.destroy(keys.number_of(lost.public_key) or 0)
    with after(other):
        assert closing.close_due() == 1
    assert (state(lost), state(other)) == (BallotState.COUNTING, BallotState.CLOSED)
    cancelling.cancel(lost, "Its key is lost.", by=lost.set_up_by)

    assert state(lost) == BallotState.CANCELLED


def test_reasons_wait_while_the_box_is_shut_and_nothing_is_lost(monkeypatch):
    from feedback.letterbox.models import BoxKey
    from feedback.threads.hosting import BoxShutError

    ballot = open_one(12, asks_reasons=True)
    vote_all(ballot, [AGREE] * 10 + [DISAGREE], ["It works."])
    box = list(BoxKey.objects.all())
    BoxKey.objects.all().delete()
    with after(ballot), pytest.raises(BoxShutError):
        closing.close_due()
    assert state(ballot) == BallotState.COUNTING
    assert Paper.objects.count() == 12
    BoxKey.objects.bulk_create(box)
    with after(ballot):
        assert closing.close_due() == 1

    assert state(ballot) == BallotState.CLOSED
    assert Envelope.objects.count() == 1
    assert keys.numbers() == set()


def test_reasons_lie_beside_the_keys_only_until_they_are_in_the_box():
    ballot = open_one(12, asks_reasons=True)
    pair = keys.number_of(ballot.public_key) or 0
    vote_all(ballot, [AGREE] * 10 + [DISAGREE], ["It works."])
    with after(ballot):
        closing.close(ballot, by=None)

    end = ends.load(pair)
    assert end is not None
    assert (end.state, list(end.reasons)) == ("closed", [])
    assert end.count == Result.objects.get().count


def test_ends_are_forgotten_when_no_copy_of_the_database_is_that_old():
    ballot = open_one()
    cancelling.cancel(ballot, "It was wrong.", by=ballot.set_up_by)
    assert len(ends.numbers()) == 1
    schedule.forget_ends(timezone.now() - datetime.timedelta(days=1))
    assert len(ends.numbers()) == 1
    schedule.forget_ends(timezone.now() + datetime.timedelta(days=1))

    assert ends.numbers() == set()


def test_with_another_secret_nothing_is_changed(settings):
    ballot = open_one()
    cancelling.cancel(ballot, "It was wrong.", by=ballot.set_up_by)
    open_one()
    schedule.look_after()
    settings.HELD_WORDS_SECRET, former = "another secret of this installation", settings.HELD_WORDS_SECRET
    with pytest.raises(FolderUnreadableError):
        restoring.reconcile()
    settings.HELD_WORDS_SECRET_FALLBACKS = [former]

    assert restoring.reconcile() == Findings()


def test_an_end_is_repeated_without_harm():
    ballot = open_one()
    vote_all(ballot, [AGREE] * 3)
    pair = keys.number_of(ballot.public_key) or 0
    with after(ballot):
        closing.close(ballot, by=None)
    end = ends.load(pair)
    assert end is not None
    assert ending.finish(end) is False
    assert BallotEvent.objects.filter(what="closed").count() == 1


def test_a_draft_of_an_older_database_is_a_draft_and_its_key_goes():
    by_draft = draft()
    ballot = open_one()
    Ballot.objects.filter(pk=ballot.pk).update(state=BallotState.DRAFT, public_key=b"")
    assert restoring.reconcile().destroyed == 1
    assert state(by_draft) == state(ballot) == BallotState.DRAFT
    assert opening.FEWEST_ON_ROLL == 10
