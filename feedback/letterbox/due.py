"""What the worker does for the box: empties it at the set times, and looks after its keys between them."""

import logging
from datetime import date, timedelta

from django.conf import settings
from django.utils import timezone

from feedback.letterbox import copies, locks, reconcile
from feedback.letterbox.calendar import LEAST_APART, latest_due, next_emptying
from feedback.letterbox.emptying import empty
from feedback.letterbox.memory import place
from feedback.letterbox.models import Emptying

logger = logging.getLogger("feedback.letterbox")

#: Seconds between two looks. After a fail-over, letters are sealed to a key that is gone until the next one.
LOOK_EVERY = 20.0


def empty_if_due() -> Emptying | None:
    """Empty the box if a set time of an open day has come since it was last emptied.

    One that was missed is made up for, unless the next is less than three hours away. On closed days
    database and folder of keys are brought together all the same.
    """
    reconcile.reconcile()
    now = timezone.now()
    due = latest_due(now)
    if due is None or Emptying.objects.filter(at__gte=due).exists():
        return None
    late = now - due
    if not settings.DEMO and late > timedelta(minutes=30) and next_emptying(now) - now < LEAST_APART:
        logger.warning("the box was not emptied when it was due; the next time is near, so it waits for that")
        return None
    return empty(by="schedule")


def look_after() -> float:
    """Bring database and folder together where they differ, and let go of old copies; seconds to wait."""
    reconcile.if_needed()
    oldest = timezone.localdate() - timedelta(days=settings.DELIVERY_COPIES_KEPT_DAYS)
    if settings.DEMO:  # nobody backs a demonstration up
        oldest = timezone.localdate() + timedelta(days=1)
    let_old_copies_go(oldest)
    return LOOK_EVERY


def let_old_copies_go(oldest: date) -> int:
    """Destroy copies of deliveries before this day that the database holds; returns how many."""
    before = copies.numbers(before=oldest)
    if not before:
        return 0
    with locks.folder(place()):
        held = list(Emptying.objects.filter(number__in=before).values_list("number", flat=True))
        for number in held:
            copies.destroy(number)
    return len(held)
