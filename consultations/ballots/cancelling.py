"""Cancelling a ballot, with a reason that everybody can read: its papers are destroyed unopened."""

from django.utils import timezone

from background.claims import won
from consultations.ballots import ending, ends, keys, locks, noting, sockets
from consultations.ballots.ends import End
from consultations.ballots.enums import OVER, BallotState
from consultations.ballots.models import Ballot
from consultations.ballots.permissions import Act, refuse_unless
from consultations.ballots.refusals import NoReasonError, NotNowError, ReasonTooLongError
from people.models import Person

LONGEST = 300


def cancel(ballot: Ballot, reason: str, *, by: Person) -> None:
    """End a ballot without a count. Cancelling it again changes nothing.

    Raises:
        MayNotError; NoReasonError, ReasonTooLongError; NotNowError: it was closed already.
    """
    refuse_unless(by, Act.CANCEL, ballot)
    because = reason.strip()
    if not because:
        raise NoReasonError
    if len(because) > LONGEST:
        raise ReasonTooLongError(LONGEST)
    with locks.folder():
        current = Ballot.objects.get(pk=ballot.pk)
        pair = keys.number_of(current.public_key)
        stored = ends.load(pair) if pair is not None else None
        if stored is not None:
            ending.finish(stored)  # it was closed, or cancelled, and a crash came between
        elif current.state == BallotState.DRAFT:
            _cancel_draft(current, because, by)
        elif current.state not in OVER:
            _cancel_running(current, pair, because, by)
    ballot.refresh_from_db()
    if ballot.state != BallotState.CANCELLED:
        raise NotNowError


def _cancel_draft(ballot: Ballot, because: str, by: Person) -> None:
    with locks.shutting(ballot.pk):
        draft = Ballot.objects.filter(pk=ballot.pk, state=BallotState.DRAFT)
        if not won(
            draft, state=BallotState.CANCELLED, cancelled_because=because, ended_on=timezone.localdate()
        ):
            raise NotNowError
        ending.wipe(ballot)
        ballot.refresh_from_db()
        noting.note(ballot, noting.Noted.CANCELLED, by=by, note=because)
        for ended in sockets.closed.all():
            ended(ballot)


def _cancel_running(ballot: Ballot, pair: int | None, because: str, by: Person) -> None:
    day = timezone.localdate().isoformat()
    end = End(pair or 0, ballot.pk, BallotState.CANCELLED, day, because=because, by=by.pk)
    ending.end_with(end)
