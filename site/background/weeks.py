"""The week, as exactly as times of persons are kept (docs/trust.md, rule 25)."""

from datetime import datetime, timedelta

from django.utils import timezone


def start_of_week(moment: datetime | None = None) -> datetime:
    """Monday, 00:00, of the week in which a moment lies (now, if none is given), where the programme is."""
    local = timezone.localtime(moment)
    monday = local.date() - timedelta(days=local.weekday())
    return timezone.make_aware(datetime(monday.year, monday.month, monday.day))
