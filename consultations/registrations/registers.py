"""The list of one event: whoever acts on it takes its row first, and reads the event as it is then.

On PostgreSQL the row is locked; on SQLite every transaction of ours is IMMEDIATE, so that only one writes at
a time. Nobody who holds the row waits for one who waits for it: what is public is raised last.
"""

from collections import Counter
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Sum
from django.utils import timezone

from consultations.events.enums import EventState
from consultations.events.models import EventPage
from consultations.events.standing import closes_at, is_over_at, midnight
from consultations.registrations.enums import RegistrationState
from consultations.registrations.fitting import Places
from consultations.registrations.models import Register, Registration
from consultations.registrations.room_left import room_left
from edge import content_version

#: Columns of a page that say nothing of who can come; the record can be long.
_NOT_NEEDED = ("record", "credits", "took_part", "agenda", "facilitators")


def taken(page: Any) -> tuple[Register, EventPage]:
    """The row of the list, locked until the transaction ends, and the event as it is published now."""
    Register.objects.bulk_create([Register(page_id=page.pk)], ignore_conflicts=True)
    register = Register.objects.select_for_update(of=("self",)).get(pk=page.pk)
    event = EventPage.objects.defer(*_NOT_NEEDED).get(pk=page.pk)
    register.page = event
    return register, event


def places_of(page: Any, today: date | None = None) -> Places:
    """The places of an event on a day: some days before, what is kept for groups is everybody's."""
    if (today or timezone.localdate()) >= released_on(page):
        return Places(page.capacity)
    return Places(page.capacity, {block.value["group"]: block.value["places"] for block in page.reserved})


def released_on(page: Any) -> date:
    """The day from which places kept for groups are everybody's."""
    return page.first_day - timedelta(days=settings.KEPT_PLACES_DAYS)


def moves(page: Any, now: datetime | None = None) -> bool:
    """Whether places are still given and given back: it takes place, is public, and has not begun."""
    return (
        page.live
        and page.state != EventState.CANCELLED
        and (now or timezone.now()) < (page.begins or midnight(page.first_day, page))
    )


def is_over(page: Any, now: datetime | None = None) -> bool:
    """Whether the event has been held."""
    return (now or timezone.now()) >= is_over_at(page)


def closed_from(page: Any) -> datetime:
    """The moment from which nobody can put their name down."""
    return closes_at(page)


def there(page: Any) -> Counter[str]:
    """The people who have a place, by value of the role group. One query."""
    rows = Registration.objects.filter(page=page, state=RegistrationState.IN).order_by()
    found = rows.values_list("role_group").annotate(Sum("people"))
    return Counter(dict(found))


def recount(register: Register, page: Any) -> None:
    """Write down how many have a place and wait; readers see at once when that changes what they are told."""
    before = room_left(page.capacity, register.taken)
    rows = Registration.objects.filter(page_id=register.pk).order_by()
    counted = dict(rows.values_list("state").annotate(Sum("people")))
    register.taken = counted.get(RegistrationState.IN, 0)
    register.waiting = counted.get(RegistrationState.WAITING, 0)
    register.save(update_fields=["last_position", "taken", "waiting"])
    if room_left(page.capacity, register.taken) is not before:
        content_version.bump()
