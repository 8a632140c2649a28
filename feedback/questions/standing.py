"""Where each thread stands, for the list of facilitators."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from feedback.questions.enums import Standing
from feedback.questions.log import ThreadLog
from feedback.questions.pages import ThreadPage
from feedback.threads.models import Thread


def standing_of(thread: Thread, today: date) -> Standing:
    """Where a thread stands on a day."""
    if thread.hidden:
        return Standing.HIDDEN
    if thread.opened_on is None:
        return Standing.TO_REHEARSE if thread.rehearsed_on is None else Standing.TO_OPEN
    if thread.closed_because:
        return Standing.CLOSED_EARLY
    if today < thread.opens_on:
        return Standing.OPENS_LATER
    return Standing.OPEN if today <= thread.closes_on else Standing.CLOSED


@dataclass(frozen=True)
class Listed:
    """A thread in the list."""

    thread: Thread
    standing: Standing


#: What has to be done comes first, what is over last.
_ORDER = (
    Standing.TO_REHEARSE,
    Standing.TO_OPEN,
    Standing.OPEN,
    Standing.OPENS_LATER,
    Standing.CLOSED_EARLY,
    Standing.CLOSED,
    Standing.HIDDEN,
)


def listed(today: date) -> list[Listed]:
    """All threads that have a page, what waits first. One query; a programme has dozens, not thousands."""
    threads = Thread.objects.filter(page__isnull=False).order_by("-closes_on", "slug")
    found = [Listed(thread, standing_of(thread, today)) for thread in threads]
    return sorted(found, key=lambda one: _ORDER.index(one.standing))


def deeds_of(thread: Thread) -> Sequence[ThreadLog]:
    """What was done with a thread, the newest first. One query."""
    return list(ThreadLog.objects.filter(thread=thread).select_related("by").order_by("-pk"))


def pages_not_open_yet() -> "QuerySet[ThreadPage, Any]":
    """The numbers of published pages whose thread nobody has opened: no list may lead to them."""
    opened = Thread.objects.public().filter(page__isnull=False).order_by()
    return ThreadPage.objects.order_by().exclude(pk__in=opened.values("page")).values("pk")
