"""How long what a member was told stays on their page."""

from datetime import datetime, timedelta

from django.utils import timezone

from following.models import Notice

KEPT = timedelta(days=30)


def forget_told(before: datetime) -> int:
    """Delete notices of days before then, mailed or not; returns how many."""
    count, _ = Notice.objects.filter(day__lt=timezone.localdate(before)).delete()
    return count
