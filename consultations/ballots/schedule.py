"""What the worker does for ballots: closes them at their time, reminds all alike, looks after their keys."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from consultations.ballots import ends, locks, news, noting, restoring
from consultations.ballots.closing import close_due
from consultations.ballots.enums import OVER, BallotState
from consultations.ballots.models import Ballot, BallotEvent, CodeSheet
from following.enums import What

__all__ = ["close_due", "forget_ends", "forget_names", "forget_sheets", "look_after", "remind_due"]

#: Seconds between two looks.
LOOK_EVERY = 20.0
#: How often it is asked whether a ballot is to be closed.
CLOSE_EVERY = timedelta(minutes=1)
#: So long before it closes, everybody on the roll is reminded.
REMIND_BEFORE = timedelta(hours=48)
#: A ballot that was open for less than this reminds nobody: the mail of its opening has just come.
LEAST_OPEN = timedelta(hours=72)


def look_after() -> float:
    """Bring database and folder together where they differ; seconds to wait until the next look."""
    restoring.if_needed()
    restoring.beat()
    return LOOK_EVERY


def remind_due(now: datetime | None = None) -> int:
    """Have everybody on the roll of ballots that close soon told, once and alike; returns how many."""
    moment = now or timezone.now()
    soon = Ballot.objects.filter(
        state=BallotState.OPEN, closes_at__gt=moment, closes_at__lte=moment + REMIND_BEFORE
    )
    return sum(_remind(ballot) for ballot in soon if ballot.closes_at - ballot.opens_at >= LEAST_OPEN)


def _remind(ballot: Ballot) -> bool:
    with transaction.atomic():
        locked = Ballot.objects.select_for_update().filter(pk=ballot.pk, state=BallotState.OPEN).first()
        if locked is None or noting.was_noted(locked, noting.Noted.REMINDED):
            return False
        noting.note(locked, noting.Noted.REMINDED)
        news.tell_the_roll(locked, What.BALLOT_CLOSES)
    return True


# --- Forgetting ---------------------------------------------------------------------


def forget_ends(before: datetime) -> int:
    """Destroy how ballots ended, beside the keys, once no copy of the database is old enough to need it."""
    with locks.folder():
        return ends.forget_before(timezone.localdate(before))


def forget_sheets(before: datetime) -> int:
    """Delete sheets of voting codes of ballots that are over; their codes went at the end."""
    old = CodeSheet.objects.filter(ballot__state__in=sorted(OVER), ballot__ended_on__lt=before.date())
    deleted, _by_model = old.delete()
    return deleted


def forget_names(before: datetime) -> int:
    """Forget who did what with a ballot; what was done stays."""
    old = BallotEvent.objects.filter(day__lt=timezone.localdate(before), by__isnull=False)
    return old.update(by=None)
