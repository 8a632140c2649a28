"""Questions about events that reports and exports ask."""

import datetime
from collections.abc import Sequence

from django.utils import timezone

from consultations.events.enums import EventState
from consultations.events.models import EventPage
from consultations.events.pages import EventPageQuerySet
from consultations.reporting.models import Report
from consultations.reporting.periods import months


def reportable() -> EventPageQuerySet:
    """Events with a public page that have begun and were not cancelled, the latest first."""
    begun = EventPage.objects.live().filter(first_day__lte=timezone.localdate())
    return begun.exclude(state=EventState.CANCELLED).order_by("-sort_key", "-pk")


#: What pages say at length and files never do.
_NOT_NEEDED = (
    "record", "credits", "agenda", "in_short", "easy_read", "corrections", "facilitators", "consents",
    "reserved",
)  # fmt: skip


def held_between(first: datetime.date, last: datetime.date) -> EventPageQuerySet:
    """Those of them that began in a time, both days included, the earliest first."""
    held = reportable().filter(first_day__gte=first, first_day__lte=last)
    return held.defer(*_NOT_NEEDED).order_by("sort_key", "pk")


def reports_of(pages: Sequence[int]) -> dict[int, Report]:
    """Reports by the number of their event's page. One query."""
    return {report.page_id: report for report in Report.objects.filter(page__in=list(pages))}


def months_with_events() -> list[datetime.date]:
    """All months from the first event to this one, the latest first. One query."""
    first = reportable().order_by("sort_key").values_list("first_day", flat=True).first()
    return months(first, timezone.localdate()) if first else []
