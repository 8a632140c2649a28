"""What stands above each page of this room: which event, when, where, and when what is told is deleted."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.utils.text import capfirst

from consultations.events.enums import EventFormat
from consultations.registrations import forgetting


@dataclass(frozen=True)
class Facts:
    """An event as those who come need it."""

    title: str
    when: str
    #: The day of the week; nothing if the day is not known.
    weekday: str
    where: str
    url: str
    lang: str
    deleted_on: date
    #: So many days later what was deleted is in no copy of the database either.
    copies_days: int
    expenses: str
    payment: str
    access: str
    #: Whether food may be given, and a room entered.
    in_a_room: bool


def facts_of(page: Any, request: Any = None) -> Facts:
    """What those who come need to know of an event."""
    return Facts(
        title=page.title,
        when=capfirst(page.when.text),
        weekday=page.when.weekday,
        where=page.where or str(EventFormat(page.format).label),
        url=page.get_url(request) or "",
        lang=page.lang,
        deleted_on=forgetting.deleted_on(page),
        copies_days=settings.BACKUPS_KEPT_DAYS,
        expenses=page.expenses,
        payment=page.payment,
        access=page.access,
        in_a_room=page.format != EventFormat.ONLINE,
    )
