"""Closing a ballot at its time: its papers are opened, counted and destroyed, once, whoever tries.

First the state changes, so that no paper is cast any more. Then the papers are read, one after the other, and
nothing of a single one is kept but the reason that its voter gave. What follows is
`consultations.ballots.ending`.

With key holders it waits until both have typed in their parts, and says so; unless too few voted: then the
papers are destroyed unopened, which needs no key.
"""

import logging
import random
from collections import deque
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from background.claims import won
from consultations.ballots import ending, ends, holding, keys, locks, noting, papers, rolls
from consultations.ballots.counting import by_name, needed, tally
from consultations.ballots.ends import End
from consultations.ballots.enums import BallotState, KeptBy
from consultations.ballots.models import Ballot, Option, Paper
from consultations.ballots.permissions import Act, refuse_unless
from consultations.ballots.refusals import (
    KeyGoneError,
    NotNowError,
    NotOverError,
    PartsNeededError,
    RefusedError,
)
from edge import content_version
from people.models import Person
from sealing.many import open_many
from sealing.pairs import PrivateKey

logger = logging.getLogger("consultations.ballots")

_AT_ONCE = 500


@sensitive_variables("parts")
def close(ballot: Ballot, *, by: Person | None, parts: Sequence[str] | None = None) -> Ballot:
    """Close a ballot whose time is over, and return it as it is then. Of several who try, one does it.

    ``by`` is nobody for the schedule. With two key holders ``parts`` are what both typed in; without them,
    and if enough voted, it is left as `COUNTING`.

    Raises:
        MayNotError: ``by`` is neither a key holder nor a facilitator.
        NotOverError: before its time. NotNowError: it was never opened, or is paused.
        WrongPartError, codes.numbers.CodeIncompleteError, CodeMistypedError: nothing was stored or changed.
        PartsNeededError: somebody asks without parts. KeyGoneError: the papers cannot be opened.
    """
    if by is not None:
        refuse_unless(by, Act.ENTER_PARTS, ballot)
    with locks.folder():
        current = Ballot.objects.get(pk=ballot.pk)
        pair = keys.number_of(current.public_key)
        stored = ends.load(pair) if pair is not None else None
        if stored is not None:
            ending.finish(stored)
        elif current.state in (BallotState.OPEN, BallotState.COUNTING):
            _shut(current)
            _close(current, by, parts)
        elif current.state in (BallotState.DRAFT, BallotState.PAUSED):
            raise NotNowError
    ballot.refresh_from_db()
    return ballot


def close_due(now: datetime | None = None) -> int:
    """Close every ballot whose time is over; returns how many ended. One that fails holds up no other."""
    moment = now or timezone.now()
    due = Ballot.objects.filter(
        state__in=[BallotState.OPEN, BallotState.COUNTING], closes_at__lte=moment
    ).order_by("closes_at", "pk")
    ended, failed = 0, None
    for ballot in due:
        try:
            ended += close(ballot, by=None).state != BallotState.COUNTING
        except RefusedError as problem:
            logger.warning("ballot %d stays as it is: %s", ballot.pk, type(problem).__name__)
        except Exception as problem:
            failed = problem
    if failed is not None:
        raise failed
    return ended


def waits_for_parts(ballot: Ballot) -> bool:
    """Whether both key holders are waited for."""
    return ballot.kept_by == KeptBy.HOLDERS and ballot.state == BallotState.COUNTING


def _shut(ballot: Ballot) -> None:
    """Let nobody cast a paper any more."""
    if ballot.state == BallotState.COUNTING:
        return
    with locks.shutting(ballot.pk):
        if timezone.now() < ballot.closes_at:
            raise NotOverError
        if not won(Ballot.objects.filter(pk=ballot.pk, state=BallotState.OPEN), state=BallotState.COUNTING):
            raise NotNowError
        noting.note(ballot, noting.Noted.COUNTING)
        content_version.bump()
    ballot.state = BallotState.COUNTING


@sensitive_variables("parts", "private")
def _close(ballot: Ballot, by: Person | None, parts: Sequence[str] | None) -> None:
    pair = keys.number_of(ballot.public_key)
    if pair is None:
        raise KeyGoneError
    end = End(pair, ballot.pk, BallotState.CLOSED, timezone.localdate().isoformat(), by=by.pk if by else None)
    voted = rolls.turnout(ballot)
    if not voted or voted < needed(ballot.quorum, ballot.on_roll):
        end.state = BallotState.NO_QUORUM
    else:
        private = _private(ballot, by, parts)
        if private is None:
            return
        end.count, end.reasons = _count(ballot, private)
    ending.end_with(end)


@sensitive_variables("parts")
def _private(ballot: Ballot, by: Person | None, parts: Sequence[str] | None) -> PrivateKey | None:
    """What opens the papers; nothing while the key holders are waited for."""
    if ballot.kept_by == KeptBy.SERVER:
        return keys.whole(ballot)
    if parts is not None:
        return holding.unlocked(ballot, parts)
    if by is not None:
        raise PartsNeededError
    return None


@sensitive_variables()
def _count(ballot: Ballot, private: PrivateKey) -> tuple[dict[str, Any], list[str]]:
    """What is kept of all papers together, and the reasons, in no order."""
    options = list(Option.objects.filter(ballot=ballot).values_list("key", flat=True))
    names = set(by_name(ballot.counted_groups).values())
    reasons: list[str] = []
    count = tally(
        ballot.method, options, _votes(ballot, private, reasons),
        {name: name for name in names}, pass_rule=ballot.pass_rule,
    )  # fmt: skip
    random.SystemRandom().shuffle(reasons)
    return count, reasons


def _votes(ballot: Ballot, private: PrivateKey, reasons: list[str]) -> Iterator[tuple[Any, str]]:
    """Vote and group of each paper that is not blank; its reason is put aside."""
    spoilt = 0
    for pk, plain in _plain(ballot, private):
        paper = papers.read(ballot.pk, pk, plain) if plain is not None else None
        if paper is None:
            spoilt += 1
        elif paper.vote:
            if paper.reason.strip():
                reasons.append(paper.reason)
            yield paper.vote, paper.group
    if spoilt:
        # Somebody wrote into the database. Which papers they were is nobody's business.
        logger.error("ballot %d: %d papers were not sealed by us and are not counted", ballot.pk, spoilt)


def _plain(ballot: Ballot, private: PrivateKey) -> Iterator[tuple[int, bytes | None]]:
    """Keys of papers and what was sealed as each."""
    rows = Paper.objects.filter(ballot=ballot).order_by().values_list("pk", "sealed")
    taken: deque[int] = deque()

    def sealed() -> Iterator[bytes]:
        for pk, stored in rows.iterator(chunk_size=_AT_ONCE):
            taken.append(pk)
            yield bytes(stored)

    for plain in open_many(private, sealed(), count=ballot.on_roll):
        yield taken.popleft(), plain
