"""Two key holders: nobody alone, and nothing on the server's disk, opens a paper."""

import itertools

import pytest

from codes.numbers import CodeIncompleteError, CodeMistypedError
from consultations.ballots import closing, holding, keys, opening, restoring
from consultations.ballots.enums import BallotState, KeptBy
from consultations.ballots.locks import place
from consultations.ballots.models import Ballot, Paper, Result, RollEntry
from consultations.ballots.refusals import (
    KeyGoneError,
    MayNotError,
    PartsNeededError,
    WrongPartError,
    WrongSetUpError,
)
from sealing import held, keys_folder
from sealing.deriving import derive
from sealing.framing import unframed
from sealing.pairs import CannotOpenError, KeySpoiltError, PrivateKey
from tests.factories.ballots import AGREE, DISAGREE, after, draft, people, vote_all
from tests.factories.people import facilitator, member
from vocabulary.role_groups import RoleGroup

pytestmark = pytest.mark.django_db


def held_by_two(voters: int = 12, **changed) -> tuple[Ballot, list[str]]:
    people(voters)
    keepers = people(2, RoleGroup.RESEARCHER)
    ballot = draft(kept_by=KeptBy.HOLDERS, holders=keepers, **changed)
    parts = opening.open_ballot(ballot, by=ballot.set_up_by)
    assert parts is not None
    return ballot, parts


def test_the_two_parts_are_different_are_long_and_are_stored_nowhere():
    _ballot, parts = held_by_two()

    assert len(set(parts)) == 2
    assert all(len(part) == holding.LENGTH and 10**holding.RANDOM_DIGITS > 2**128 for part in parts)
    on_disk = b"".join(path.read_bytes() for path in place().iterdir())
    in_database = str([list(model.objects.values_list()) for model in (Ballot, RollEntry, Paper)])
    assert not [part for part in parts if part.encode() in on_disk or part in in_database]


def test_it_waits_for_both_says_so_and_counts_once_both_have_typed_theirs_in():
    ballot, parts = held_by_two()
    vote_all(ballot, [AGREE] * 9 + [DISAGREE] * 2)
    with after(ballot):
        assert closing.close_due() == 0
        assert closing.close_due() == 0
        ballot.refresh_from_db()
        assert ballot.state == BallotState.COUNTING
        assert closing.waits_for_parts(ballot)
        assert Paper.objects.count() == 12
        closing.close(ballot, by=ballot.holder_one, parts=parts[::-1])

    assert ballot.state == BallotState.CLOSED
    assert Result.objects.get().count["papers"] == 11
    assert keys.numbers() == set()
    assert not Paper.objects.exists()


def test_a_part_may_be_typed_with_spaces_and_by_whom_it_was_held():
    ballot, parts = held_by_two()
    vote_all(ballot, [AGREE] * 9 + [DISAGREE])
    typed = [" ".join(holding.groups(part)) for part in parts]
    with after(ballot):
        with pytest.raises(MayNotError):
            closing.close(ballot, by=member(), parts=typed)
        with pytest.raises(PartsNeededError):
            closing.close(ballot, by=ballot.holder_two)
        closing.close(ballot, by=ballot.holder_two, parts=typed)

    assert ballot.state == BallotState.CLOSED


def test_wrong_parts_are_refused_and_nothing_is_stored_or_changed():
    ballot, parts = held_by_two()
    other, others_parts = held_by_two()
    vote_all(ballot, [AGREE] * 9 + [DISAGREE])
    with after(ballot):
        closing.close(ballot, by=None)
        before = {path.name: path.read_bytes() for path in place().iterdir()}
        wrong = [
            (WrongPartError, [parts[0], others_parts[1]]),
            (WrongPartError, [parts[0], parts[0]]),
            (WrongPartError, [parts[0]]),
            (WrongPartError, []),
            (CodeIncompleteError, [parts[0], ""]),
            (CodeMistypedError, [parts[0], parts[1][:-1] + str((int(parts[1][-1]) + 1) % 10)]),
        ]
        for refused, typed in wrong:
            with pytest.raises(refused):
                closing.close(ballot, by=ballot.holder_one, parts=typed)

        assert {path.name: path.read_bytes() for path in place().iterdir()} == before
        ballot.refresh_from_db()
        assert ballot.state == BallotState.COUNTING
        assert Paper.objects.filter(ballot=ballot).count() == 12
        closing.close(ballot, by=ballot.holder_one, parts=parts)
    assert ballot.state == BallotState.CLOSED
    other.refresh_from_db()
    assert Paper.objects.filter(ballot=other).exists()


def test_with_too_few_papers_nobody_is_waited_for():
    ballot, _parts = held_by_two(quorum=50)
    vote_all(ballot, [AGREE] * 5)
    with after(ballot):
        assert closing.close_due() == 1

    ballot.refresh_from_db()
    assert ballot.state == BallotState.NO_QUORUM
    assert keys.numbers() == set()
    assert not Paper.objects.exists()


def test_the_disk_alone_or_with_one_part_opens_nothing():
    """Everything that the server holds during the vote, and one holder who helps."""
    ballot, parts = held_by_two()
    number = keys.number_of(ballot.public_key)
    files = {path.name: path.read_bytes() for path in place().iterdir()}
    assert list(files) == [f"{keys.LOCKED}{number}"]
    third, locked = unframed(files[f"{keys.LOCKED}{number}"], 2)
    with pytest.raises(KeySpoiltError):
        PrivateKey.from_bytes(locked)

    def opens(*secrets: bytes) -> bool:
        context = f"ballots: locked half of pair {number}".encode()
        for order in itertools.permutations(secrets):
            try:
                held.unlock(
                    locked, secrets=[derive(b"".join(order), "parts of a ballot's key")], context=context
                )
            except CannotOpenError:
                continue
            return True
        return False

    one, two = (part.encode() for part in parts)
    assert not opens(third)
    assert not opens(one, third)
    assert not opens(two, third)
    assert not opens(one, two)
    assert opens(one, two, third)  # the attack is one


def test_both_parts_and_an_old_copy_of_the_database_open_nothing_after_the_end():
    ballot, parts = held_by_two()
    vote_all(ballot, [AGREE] * 9 + [DISAGREE])
    old = Ballot.objects.get(pk=ballot.pk)
    assert holding.unlocked(old, parts)
    with after(ballot):
        closing.close(ballot, by=ballot.holder_one, parts=parts)

    with pytest.raises(KeyGoneError):
        holding.unlocked(old, parts)


def test_without_the_locked_half_it_pauses_and_can_only_be_cancelled():
    ballot, _parts = held_by_two()
    keys_folder.destroy(place(), f"{keys.LOCKED}{keys.number_of(ballot.public_key)}")
    assert restoring.reconcile().paused == 1

    ballot.refresh_from_db()
    assert ballot.state == BallotState.PAUSED
    with pytest.raises(KeyGoneError):
        restoring.resume(ballot, by=ballot.set_up_by)


def test_the_key_is_kept_by_two_different_people_who_have_accounts():
    people(10)
    one = people(1)[0]
    for holders in ([], [one], [one, one]):
        with pytest.raises(WrongSetUpError) as refused:
            draft(kept_by=KeptBy.HOLDERS, holders=holders)
        assert refused.value.field == "holders"
    two = people(1)[0]
    ballot = draft(facilitator(), kept_by=KeptBy.HOLDERS, holders=[one, two])
    two.delete()
    with pytest.raises(WrongSetUpError):
        opening.open_ballot(ballot, by=ballot.set_up_by)
    assert keys.numbers() == set()
