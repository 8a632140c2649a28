"""The end of a ballot, however it ends: what became of it is on the disk beside the keys; then all of it is
in the database in one transaction, with roll and papers gone; then its key is destroyed.

Killed anywhere, this can be done again from the first step that is missing
(`consultations.ballots.restoring`).
"""

import logging

from django.db import connection
from django.utils.dateparse import parse_date

from consultations.ballots import ends, keys, locks, news, noting, reasons, sockets
from consultations.ballots.ends import End
from consultations.ballots.enums import ALLOWED, OVER, BallotState
from consultations.ballots.models import Ballot, CodeSheet, Paper, Result, RollEntry, VotingCode
from edge import content_version
from following.enums import What
from people.models import Person

logger = logging.getLogger("consultations.ballots")

#: From which states a ballot can end in which.
_BEFORE = {end: [state for state in ALLOWED if end in ALLOWED[state]] for end in OVER}
#: A database that was put back may know a ballot as open that was counted later.
_RUNNING = [BallotState.OPEN, BallotState.PAUSED, BallotState.COUNTING]


def end_with(end: End) -> None:
    """End a ballot that was opened. Needs `locks.folder`, and no transaction."""
    ends.store(end)
    finish(end)


def finish(end: End) -> bool:
    """Do what is left to do of an end that is stored; whether the database did not know it yet.

    Needs `locks.folder`, and no transaction. May be repeated.
    """
    fresh = _deliver(end)
    keys.destroy(end.pair)
    if end.reasons:
        end.reasons = []
        ends.store(end)
    truncate_journal()
    return fresh


def _deliver(end: End) -> bool:
    with locks.shutting(end.ballot):
        ballot = Ballot.objects.filter(pk=end.ballot, state__in=_RUNNING).first()
        if ballot is None or (keys.number_of(ballot.public_key) or 0) != end.pair:
            return False
        reasons.deliver(ballot, end.reasons)  # first: it takes a lock that an emptying waits for
        by = Person.objects.filter(pk=end.by).first() if end.by else None
        if end.count is not None:
            Result.objects.update_or_create(ballot=ballot, defaults={"count": end.count})
        if end.state == BallotState.CLOSED:
            news.tell_the_roll(ballot, What.BALLOT_CLOSED)
        wipe(ballot)
        ballot.state = BallotState(end.state)
        ballot.public_key = b""
        ballot.ended_on = parse_date(end.day)
        ballot.cancelled_because = end.because
        ballot.save(update_fields=["state", "public_key", "ended_on", "cancelled_because"])
        noting.note(ballot, noting.Noted(end.state), by=by, note=end.because)
        for ended in sockets.closed.all():
            ended(ballot)
        content_version.bump()
    return True


def wipe(ballot: Ballot) -> None:
    """Delete roll, papers and codes, in the transaction that is open."""
    Paper.objects.filter(ballot=ballot)._raw_delete(using=connection.alias)
    RollEntry.objects.filter(ballot=ballot)._raw_delete(using=connection.alias)
    sheets = CodeSheet.objects.filter(ballot=ballot).values("pk")
    VotingCode.objects.filter(sheet__in=sheets)._raw_delete(using=connection.alias)


def truncate_journal() -> None:
    """On SQLite, empty the write-ahead log, which keeps what was deleted until it is written over."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
