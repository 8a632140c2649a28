"""Bringing database and folder of keys together again: after a start, a crash, a fail-over, a restore.

Afterwards every ballot that ended is ended in the database too, with its result; no key is left but those of
ballots that run; and a ballot that was open in a database put back from an older copy is paused, since votes
cast after that copy are not in it. It goes on when a facilitator has asked everybody to vote again.

How a database that was put back is known: a number that the worker raises every few seconds while a ballot
runs, first in the database, then beside the keys. A database that is behind the folder was put back. Votes of
the last few seconds before a loss may go unnoticed; whoever puts a database back says so with
`manage.py ballots reconcile --restored`.
"""

import logging
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from background.claims import won
from consultations.ballots import ending, ends, keys, locks, news, noting
from consultations.ballots.enums import BallotState, KeptBy
from consultations.ballots.locks import place
from consultations.ballots.models import Ballot, Beat
from consultations.ballots.permissions import Act, refuse_unless
from consultations.ballots.refusals import KeyGoneError, NotNowError, WrongSetUpError
from edge import content_version
from following.enums import What
from people.models import Person
from sealing import keys_folder

logger = logging.getLogger("consultations.ballots")

#: In these states a ballot has a key.
RUNNING = (BallotState.OPEN, BallotState.PAUSED, BallotState.COUNTING)


@dataclass(frozen=True)
class Findings:
    """What was found and done."""

    #: Ballots that the database knew as running and that had ended: their ends were written again.
    ended: int = 0
    #: Ballots that were paused.
    paused: int = 0
    #: Private halves that nothing is sealed to, destroyed.
    destroyed: int = 0
    #: Running ballots whose private half is not in the folder.
    without_key: int = 0


def reconcile(*, restored: bool = False) -> Findings:
    """Bring both together. May be repeated, and by several workers at once.

    ``restored``: the database was put back from a copy; every open ballot pauses.

    Raises:
        FolderUnreadableError: nothing was changed.
    """
    with locks.folder():
        ended = sum(ending.finish(end) for ballot in _running() if (end := _end_of(ballot)) is not None)
        behind = restored or _is_behind()
        without_key = [ballot for ballot in _running() if not has_key(ballot)]
        paused = 0
        for ballot in _running():
            paused += (
                ballot.state == BallotState.OPEN and (behind or ballot in without_key) and _pause(ballot)
            )
        for end in _ends_with_reasons():
            ends.store(replace(end, reasons=[]))
        destroyed = _destroy_what_is_done()
        _catch_up()
    found = Findings(ended, paused, destroyed, len(without_key))
    _tell(found)
    return found


def if_needed() -> Findings | None:
    """Reconcile if anything differs; asks without locking anything, so that it may be asked often."""
    return reconcile() if _differs() else None


def beat() -> None:
    """Raise the number by which a database that was put back is known, while any ballot runs."""
    if not Ballot.objects.filter(state__in=RUNNING).exists():
        return
    with locks.folder():
        if _is_behind():
            return
        with locks.durable():
            Beat.objects.bulk_create([Beat(pk=Beat.ONLY)], ignore_conflicts=True)
            Beat.objects.filter(pk=Beat.ONLY).update(number=F("number") + 1)
        ends.store_beat(_counted())


def resume(ballot: Ballot, *, by: Person, closes_at: datetime | None = None) -> None:
    """Let a paused ballot go on, and ask everybody on its roll to vote again. May be repeated.

    ``closes_at`` is a later time to close, so that there is time to vote again.

    Raises:
        MayNotError; NotNowError: it is not paused; KeyGoneError: its papers could not be opened;
        WrongSetUpError: it would close in the past, or too late for its key.
    """
    refuse_unless(by, Act.RESUME, ballot)
    with locks.folder(), locks.shutting(ballot.pk):
        ballot.refresh_from_db()
        if ballot.state == BallotState.OPEN:
            return
        if ballot.state != BallotState.PAUSED:
            raise NotNowError
        if not has_key(ballot):
            raise KeyGoneError
        _resume(ballot, closes_at or ballot.closes_at, by)


def has_key(ballot: Ballot) -> bool:
    """Whether what opens the papers of a ballot lies in the folder, as far as can be told without parts."""
    if ballot.kept_by == KeptBy.HOLDERS:
        return keys.number_of(ballot.public_key) in keys.numbers()
    try:
        keys.whole(ballot)
    except KeyGoneError:
        return False
    return True


def _resume(ballot: Ballot, closes_at: datetime, by: Person) -> None:
    if closes_at <= timezone.now():
        raise WrongSetUpError("closes_at", _("Choose a time to close that is still to come."))
    public = keys.to_seal_with(ballot.pk, ballot.public_key)
    if closes_at >= public.expires:
        raise WrongSetUpError(
            "closes_at", _("That is too late for the key of this vote. Choose an earlier day.")
        )
    ballot.state = BallotState.OPEN
    ballot.closes_at = closes_at
    ballot.save(update_fields=["state", "closes_at"])
    noting.note(ballot, noting.Noted.RESUMED, by=by)
    news.tell_the_roll(ballot, What.BALLOT_OPEN)
    content_version.bump()


def _running() -> list[Ballot]:
    return list(Ballot.objects.filter(state__in=RUNNING).order_by("pk"))


def _end_of(ballot: Ballot) -> ends.End | None:
    number = keys.number_of(ballot.public_key)
    return ends.load(number) if number is not None else None


def _pause(ballot: Ballot) -> bool:
    with locks.shutting(ballot.pk):
        if not won(Ballot.objects.filter(pk=ballot.pk, state=BallotState.OPEN), state=BallotState.PAUSED):
            return False
        noting.note(ballot, noting.Noted.PAUSED)
        content_version.bump()
    return True


def _counted() -> int:
    return Beat.objects.filter(pk=Beat.ONLY).values_list("number", flat=True).first() or 0


def _is_behind() -> bool:
    return ends.beat() > _counted()


def _catch_up() -> None:
    """After what there was to pause is paused, both count on from the higher number."""
    number = ends.beat()
    if number > _counted():
        Beat.objects.update_or_create(pk=Beat.ONLY, defaults={"number": number})


def _destroy_what_is_done() -> int:
    """Needs `locks.folder`: a ballot that is being opened has a key before the database knows of it."""
    needed = {keys.number_of(ballot.public_key) for ballot in _running()}
    done = keys.numbers() - needed
    for number in sorted(done):
        keys.destroy(number)
    return len(done)


def _ends_with_reasons() -> list[ends.End]:
    """Ends that the database knows and whose reasons it handed in, just before a crash."""
    running = {keys.number_of(ballot.public_key) for ballot in _running()}
    found = (ends.load(pair) for pair in ends.numbers() - running)
    return [end for end in found if end is not None and end.reasons]


def _differs() -> bool:
    if keys_folder.was_cut_short(place()) or _ends_with_reasons():
        return True
    running = {keys.number_of(ballot.public_key): ballot for ballot in _running()}
    there = keys.numbers()  # by their names: no key is read every few seconds
    if there - set(running) or ends.numbers() & set(running):
        return True
    is_open = {number for number, ballot in running.items() if ballot.state == BallotState.OPEN}
    return bool(is_open - there) or (bool(running) and _is_behind())


def _tell(found: Findings) -> None:
    if found.ended or found.paused:
        logger.warning(
            "the database was behind the folder of keys: %d ballots ended again, %d were paused",
            found.ended, found.paused,
        )  # fmt: skip
    if found.without_key:
        logger.error(
            "the keys of %d ballots that run are not in this KEYS_DIR: is it the right folder?",
            found.without_key,
        )  # fmt: skip
