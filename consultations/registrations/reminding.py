"""Reminding those who have a place: a week before, and the day before. Each once, whoever asks. Who still
waits the day before is told that there is no place so far: nobody sets out in vain, or sits by the phone.

It is asked each morning. Who registered when the mail would have gone already is not reminded of what they
have just read. A morning that was missed, since no worker ran, is made up for by the next.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from consultations.events.enums import EventState
from consultations.events.models import EventPage
from consultations.events.when import Precision
from consultations.registrations import registers, telling
from consultations.registrations.enums import Matter
from consultations.registrations.models import News, Registration

#: Local time at which it is asked.
EACH_MORNING = "09:00"
#: Days before the event: from when on, and until when, somebody is told of it.
_DUE = {Matter.WEEK_BEFORE: (7, 2), Matter.DAY_BEFORE: (1, 0)}
#: Who is told: a week before, it is too early to say anything to those who wait.
_WHO = {
    Matter.WEEK_BEFORE: Registration.objects.coming,
    Matter.DAY_BEFORE: Registration.objects.on_the_list,
}


def remind_due(now: datetime | None = None) -> int:
    """Have everybody told who is to be reminded by now; returns how many. For the schedule."""
    moment = now or timezone.now()
    today = timezone.localdate(moment)
    return sum(_remind(page, matter, today, moment) for page, matter in _soon(today))


def _soon(today: date) -> Iterator[tuple[Any, Matter]]:
    """Events that are soon, each with what is due for it."""
    pages = EventPage.objects.live().filter(
        state=EventState.PLANNED,
        precision__in=[Precision.TIME, Precision.DAY],
        first_day__range=(today, today + timedelta(days=7)),
    )
    for page in pages.order_by("first_day", "pk").only("pk", "first_day"):
        days = (page.first_day - today).days
        yield page, next(matter for matter, (first, last) in _DUE.items() if last <= days <= first)


def _remind(page: Any, matter: Matter, today: date, now: datetime) -> int:
    told = 0
    while batch := _remind_some(page, matter, now):
        told += batch
    return told


@transaction.atomic
def _remind_some(page: Any, matter: Matter, now: datetime) -> int:
    """Some of those who are not reminded yet. Who else reminds waits for the list, and finds them told."""
    _register, event = registers.taken(page)
    if not registers.moves(event, now):
        return 0
    due_on = event.first_day - timedelta(days=_DUE[matter][0])
    # An event that is put off is another day to be reminded of.
    number = event.first_day.toordinal()
    theirs = News.objects.filter(registration__page=page)
    told = theirs.filter(matter=matter, number=number)
    just_read = theirs.filter(matter__in=sorted(telling.JUST_READ), day__gte=due_on)
    missing = (
        _WHO[matter]()
        .filter(page=page)
        .exclude(pk__in=told.values("registration"))
        .exclude(pk__in=just_read.values("registration"))
    )
    return telling.reminded(missing.select_related("person")[: telling.TOGETHER], matter, number=number)
