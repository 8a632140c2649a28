"""When lists go that nobody took in or dropped."""

from datetime import datetime, timedelta

from django.utils import timezone

from background import retention
from consultations.directory.models import UploadedList


def register() -> None:
    """Plug into the daily round."""
    retention.register("directory-lists", forget_lists, older_than=timedelta(days=1))


def forget_lists(before: datetime) -> int:
    """Delete them; returns how many."""
    return UploadedList.objects.filter(day__lt=timezone.localdate(before)).delete()[0]
