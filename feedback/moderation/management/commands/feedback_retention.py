"""manage.py feedback_retention: delete now what feedback keeps for a while only, as every night does."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from background import retention


class Command(BaseCommand):
    """Go through every kind, and say how many of each were deleted."""

    help = "Delete what feedback has kept long enough (docs/settings.md says how long); may be repeated."

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        for kind in retention.kept():
            if kind.name.startswith("feedback-"):
                with transaction.atomic():
                    gone = kind.delete(now - kind.older_than)
                self.stdout.write(f"{kind.name}: {gone} older than {kind.older_than.days} days")
        retention.empty_journal.call()
