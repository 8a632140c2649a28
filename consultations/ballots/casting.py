"""Casting: a sealed paper takes the place of the one that was there.

What it does to the database is the same for a first vote, for one that is changed, and whatever is on it: one
column of one paper, one column of one entry.
"""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from codes.indexes import index_of
from codes.participation import mint
from codes.slow_hash import Kind
from consultations.ballots import keys, locks, papers, rolls
from consultations.ballots.counting import valid
from consultations.ballots.enums import BallotState
from consultations.ballots.models import Ballot, Option, Paper, RollEntry
from consultations.ballots.permissions import Act, refuse_unless
from consultations.ballots.refusals import (
    AlreadyExchangedError,
    CountingError,
    NotExchangedError,
    NotNowError,
    NotOnRollError,
    NotYetOpenError,
    PausedError,
    UnknownCodeError,
)
from people.models import Person

#: Who casts by code: the code is all we know.
CODE = "code"


@sensitive_variables()
def cast(entry: RollEntry, vote: Mapping[str, Any], *, reason: str = "", by: "Person | str") -> None:
    """Put a vote on the paper of an entry, in place of what was there. Nothing shows it back.

    ``by`` is the person whose entry it is, or "code" for who came with the fresh code that they got for a
    slip's. May be repeated until the ballot closes: the last one counts.

    Raises:
        NotOnRollError: it is somebody else's entry, or there is none any more.
        NotExchangedError: a slip's code has to be exchanged first.
        NotYetOpenError, PausedError, CountingError, NotNowError: the ballot takes no papers.
        consultations.ballots.counting.VoteError, ReasonTooLongError: it is no vote of this ballot.
        KeyGoneError: the ballot's public key is not ours.
    """
    with locks.casting(entry.ballot_id):
        current = _current(entry)
        _refuse_others(current, by)
        _put(current, vote, reason)


@sensitive_variables()
def cast_from_paper(
    ballot: Ballot, code: str, vote: Mapping[str, Any], *, reason: str = "", by: Person, address: str
) -> None:
    """Type in a vote that came on paper with a slip's code. The code is used up by it.

    So nobody changes the vote later, neither who keeps the paper nor who wrote it.

    Raises: as `cast`; MayNotError; UnknownCodeError, for a paper of another ballot too;
        AlreadyExchangedError, if its holder votes without paper;
        codes.numbers.CodeIncompleteError, CodeMistypedError, codes.turns.BusyError.
    """
    refuse_unless(by, Act.TYPE_IN, ballot)
    entry = rolls.found_by_code(code, address=address)
    if entry.ballot_id != ballot.pk:  # options of two ballots can be alike: the vote would count there
        raise UnknownCodeError
    nobody_has = index_of(mint(1)[0], Kind.VOTING)
    with locks.casting(entry.ballot_id):
        current = _current(entry)
        slip = RollEntry.objects.filter(pk=entry.pk, code_index=entry.code_index, exchanged=False)
        if not slip.update(code_index=nobody_has, exchanged=True):
            raise AlreadyExchangedError
        _put(current, vote, reason)


def refuse_papers(ballot: Ballot) -> None:
    """Refuse a paper that a ballot does not take now.

    Raises:
        NotYetOpenError, PausedError, CountingError, NotNowError.
    """
    now = timezone.now()
    if ballot.state == BallotState.PAUSED:
        raise PausedError
    if ballot.state == BallotState.COUNTING or (ballot.state == BallotState.OPEN and now >= ballot.closes_at):
        raise CountingError
    if ballot.state != BallotState.OPEN:
        raise NotNowError
    if now < ballot.opens_at:
        raise NotYetOpenError


def refuse_ended(ballot: int) -> None:
    """Refuse what makes no sense once a ballot is paused or over; before it opens to papers it does.

    Raises:
        PausedError, CountingError, NotNowError.
    """
    with suppress(NotYetOpenError):
        refuse_papers(Ballot.objects.get(pk=ballot))


def takes_papers(ballot: Ballot) -> bool:
    """Whether a ballot takes papers at this moment."""
    now = timezone.now()
    return ballot.state == BallotState.OPEN and ballot.opens_at <= now < ballot.closes_at


def _current(entry: RollEntry) -> RollEntry:
    found = RollEntry.objects.select_related("ballot").filter(pk=entry.pk).first()
    if found is not None:
        return found
    ballot = Ballot.objects.filter(pk=entry.ballot_id).first()
    if ballot is not None:  # its roll went when it ended
        refuse_papers(ballot)
    raise NotOnRollError


def _refuse_others(entry: RollEntry, by: "Person | str") -> None:
    if by == CODE and entry.code_index is not None:
        if not entry.exchanged:
            raise NotExchangedError
        return
    if not isinstance(by, Person) or not by.is_active or entry.person_id != by.pk:
        raise NotOnRollError


@sensitive_variables()
def _put(entry: RollEntry, vote: Mapping[str, Any], reason: str) -> None:
    ballot = entry.ballot
    refuse_papers(ballot)
    options = list(Option.objects.filter(ballot=ballot).values_list("key", flat=True))
    valid(ballot.method, options, vote)
    public = keys.to_seal_with(ballot.pk, ballot.public_key)
    group = rolls.counted_as(ballot, entry.role_group)
    sealed = papers.sealed(
        public, ballot.pk, entry.paper, group, vote, reason, asks_reasons=ballot.asks_reasons
    )
    put = Paper.objects.filter(pk=entry.paper, ballot=ballot).update(sealed=sealed)
    if put != 1 or RollEntry.objects.filter(pk=entry.pk).update(voted=True) != 1:
        raise NotOnRollError
