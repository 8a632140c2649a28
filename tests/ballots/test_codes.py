"""Voting by code: slips before opening, on the roll at opening, a fresh code at first use."""

import threading
from collections import Counter

import pytest
from django.db import connection

from codes import slow_hash
from codes.numbers import CodeIncompleteError, CodeMistypedError
from consultations.ballots import casting, closing, code_sheets, exchanging, keys, opening, papers, rolls
from consultations.ballots.models import Ballot, CodeSheet, Paper, Result, RollEntry, VotingCode
from consultations.ballots.refusals import (
    AlreadyExchangedError,
    CountingError,
    MayNotError,
    NotExchangedError,
    NotNowError,
    NotOnRollError,
    UnknownCodeError,
    WrongSetUpError,
)
from tests.factories.ballots import AGREE, DISAGREE, after, draft, entries, people, slips
from tests.factories.people import member
from vocabulary.role_groups import RoleGroup

HERE = {"address": "198.51.100.7"}


@pytest.fixture(autouse=True)
def quick_codes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slow_hash, "COST", slow_hash.CHEAP)


def by_code(count: int = 12, **changed) -> tuple[Ballot, list[str]]:
    """An open ballot for holders of slips alone."""
    ballot = draft(groups=[], by_code=True, **changed)
    codes = slips(ballot, count)
    opening.open_ballot(ballot, by=ballot.set_up_by)
    return ballot, codes


def vote_on(ballot: Ballot, entry: RollEntry) -> dict:
    stored = bytes(Paper.objects.get(pk=entry.paper).sealed)
    paper = papers.opened(keys.whole(ballot), ballot.pk, entry.paper, stored)
    assert paper is not None
    return dict(paper.vote)


@pytest.mark.django_db
def test_codes_of_slips_are_on_the_roll_beside_people_and_their_rows_are_gone():
    people(8)
    ballot = draft(by_code=True)
    codes = slips(ballot, 5, RoleGroup.FAMILY)
    opening.open_ballot(ballot, by=ballot.set_up_by)

    groups = Counter(entry.role_group for entry in entries(ballot))
    assert groups == {RoleGroup.LINK_WORKER: 8, RoleGroup.FAMILY: 5}
    assert ballot.on_roll == 13
    assert not VotingCode.objects.exists()
    assert CodeSheet.objects.get().slips == 5
    assert all(rolls.entry_by_code(code, **HERE) for code in codes)


@pytest.mark.django_db
def test_no_code_is_stored_anywhere():
    _ballot, codes = by_code()
    fresh = exchanging.exchange(codes[0], **HERE)
    rows = str(list(RollEntry.objects.values_list())) + str(list(CodeSheet.objects.values_list()))

    assert not [code for code in [*codes, fresh] if code in rows]


@pytest.mark.django_db
def test_a_slip_is_exchanged_once_and_the_fresh_code_votes_and_changes_the_vote():
    ballot, codes = by_code()
    slip = rolls.entry_by_code(codes[0], **HERE)
    with pytest.raises(NotExchangedError):
        casting.cast(slip, AGREE, by=casting.CODE)
    fresh = exchanging.exchange(codes[0], **HERE)

    assert fresh not in codes
    assert rolls.entry_by_code(codes[0], **HERE) is None
    entry = rolls.entry_by_code(fresh, **HERE)
    assert entry.pk == slip.pk
    for vote in (AGREE, DISAGREE):
        casting.cast(entry, vote, by=casting.CODE)
    assert vote_on(ballot, entry) == DISAGREE
    with pytest.raises(UnknownCodeError):
        exchanging.exchange(codes[0], **HERE)
    with pytest.raises(AlreadyExchangedError):
        exchanging.exchange(fresh, **HERE)
    with pytest.raises(NotOnRollError):
        casting.cast(entry, AGREE, by=member())


@pytest.mark.django_db
def test_a_form_that_is_sent_again_gets_the_same_code_again_and_another_form_gets_none():
    _ballot, codes = by_code()
    nonce = bytes(range(16))
    fresh = exchanging.exchange(codes[0], nonce=nonce, **HERE)

    assert exchanging.exchange(codes[0], nonce=nonce, **HERE) == fresh
    with pytest.raises(UnknownCodeError):
        exchanging.exchange(codes[0], nonce=bytes(16), **HERE)
    with pytest.raises(UnknownCodeError):
        exchanging.exchange(codes[0], **HERE)


@pytest.mark.django_db
def test_mistyped_and_unknown_codes_are_told_apart():
    _ballot, codes = by_code()
    with pytest.raises(CodeIncompleteError):
        rolls.entry_by_code(codes[0][:-3], **HERE)
    wrong = codes[0][:4] + str((int(codes[0][4]) + 1) % 10) + codes[0][5:]
    with pytest.raises(CodeMistypedError):
        exchanging.exchange(wrong, **HERE)
    assert rolls.entry_by_code(" ".join(codes[0]), **HERE) is not None


@pytest.mark.django_db
def test_looking_a_code_up_is_one_hash_and_one_question_that_writes_nothing(
    django_assert_num_queries, monkeypatch
):
    _ballot, codes = by_code()
    hashed = []
    real = slow_hash.hash_secret_raw
    monkeypatch.setattr(slow_hash, "hash_secret_raw", lambda **how: hashed.append(1) or real(**how))
    with django_assert_num_queries(1) as asked:
        rolls.entry_by_code(codes[0], **HERE)

    assert hashed == [1]
    assert asked.captured_queries[0]["sql"].startswith("SELECT")


@pytest.mark.django_db
def test_a_vote_typed_in_from_paper_counts_and_uses_the_code_up():
    ballot, codes = by_code(asks_reasons=True)
    entry = rolls.entry_by_code(codes[0], **HERE)
    with pytest.raises(MayNotError):
        casting.cast_from_paper(ballot, codes[0], AGREE, by=member(), **HERE)
    casting.cast_from_paper(ballot, codes[0], AGREE, reason="It worked.", by=ballot.set_up_by, **HERE)

    assert vote_on(ballot, entry) == AGREE
    with pytest.raises(UnknownCodeError):
        casting.cast_from_paper(ballot, codes[0], DISAGREE, by=ballot.set_up_by, **HERE)
    with pytest.raises(UnknownCodeError):
        exchanging.exchange(codes[0], **HERE)
    fresh = exchanging.exchange(codes[1], **HERE)
    with pytest.raises(AlreadyExchangedError):
        casting.cast_from_paper(ballot, fresh, AGREE, by=ballot.set_up_by, **HERE)


@pytest.mark.django_db
def test_a_paper_counts_in_its_own_ballot_alone():
    ballot, codes = by_code()
    other, _others = by_code()
    entry = rolls.entry_by_code(codes[0], **HERE)
    with pytest.raises(UnknownCodeError):
        casting.cast_from_paper(other, codes[0], AGREE, by=other.set_up_by, **HERE)
    assert not RollEntry.objects.filter(voted=True).exists()
    casting.cast_from_paper(ballot, codes[0], AGREE, by=ballot.set_up_by, **HERE)

    assert vote_on(ballot, entry) == AGREE


@pytest.mark.django_db
def test_no_slip_is_exchanged_once_the_time_is_over_and_its_code_is_unknown_after_the_end():
    ballot, codes = by_code()
    fresh = exchanging.exchange(codes[0], **HERE)
    entry = rolls.entry_by_code(fresh, **HERE)
    casting.cast(entry, AGREE, by=casting.CODE)
    with after(ballot):
        with pytest.raises(CountingError):
            exchanging.exchange(codes[1], **HERE)
        closing.close(ballot, by=None)

    assert Result.objects.filter(ballot=ballot).exists()
    for code in (fresh, codes[1]):
        assert rolls.entry_by_code(code, **HERE) is None


@pytest.mark.django_db
def test_slips_are_printed_only_before_opening_for_a_group_and_not_too_many():
    ballot = draft(groups=[], by_code=True)
    by = ballot.set_up_by
    for group, number in (("nobody", 5), (RoleGroup.FAMILY, 0), (RoleGroup.FAMILY, 501)):
        with pytest.raises(WrongSetUpError):
            code_sheets.make(ballot, "Library", group, number, by=by)
    with pytest.raises(WrongSetUpError):
        code_sheets.make(draft(by_code=False), "Library", RoleGroup.FAMILY, 5, by=by)
    with pytest.raises(MayNotError):
        code_sheets.make(ballot, "Library", RoleGroup.FAMILY, 5, by=member())
    slips(ballot, 4)
    code_sheets.take_back(CodeSheet.objects.get(), by=by)
    assert not VotingCode.objects.exists()
    codes = slips(ballot, 11)
    opening.open_ballot(ballot, by=by)
    with pytest.raises(NotNowError):
        slips(ballot, 1)
    with pytest.raises(NotNowError):
        code_sheets.take_back(CodeSheet.objects.get(), by=by)
    assert len(set(codes)) == ballot.on_roll == 11


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_of_eight_who_use_one_slip_at_once_exactly_one_gets_a_code():
    ballot, codes = by_code()
    came: list[str] = []
    start = threading.Barrier(8)

    def use(number: int) -> None:
        start.wait()
        try:
            came.append(exchanging.exchange(codes[0], address=f"192.0.2.{number}"))
        except UnknownCodeError as refused:
            came.append(type(refused).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=use, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    fresh = [one for one in came if one.isdecimal()]
    assert (len(came), len(fresh)) == (8, 1)
    assert rolls.entry_by_code(fresh[0], **HERE) is not None
    assert RollEntry.objects.filter(ballot=ballot, exchanged=True).count() == 1
