"""What the box keeps for a while only."""

from datetime import datetime

from django.utils import timezone

from feedback.letterbox import withdrawing
from feedback.letterbox.models import Tombstone
from feedback.letterbox.nonces import LONGEST_LIFE

TOMBSTONES_KEPT = LONGEST_LIFE


def forget_tombstones(before: datetime) -> int:
    """Delete tombstones of emptyings before this day; returns how many."""
    count, _ = Tombstone.objects.filter(emptied_on__lt=timezone.localdate(before)).delete()
    return count


def forget_withdrawn(before: datetime) -> None:
    """Delete what no backup needs any more. How old that is, BACKUPS_KEPT_DAYS says."""
    withdrawing.forget_old()
