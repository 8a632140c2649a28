"""The waiting list moves up by itself: whoever waits longest and fits gets a place, each once only.

It is asked whenever a place may have become free: somebody cancelled, a group got smaller, the event was
published with more places, what was kept for groups is everybody's. After each of these nobody waits who
would fit, so whoever comes later never goes ahead of them.

A group that is larger than what is free lets others pass. A place that stays empty helps nobody.
"""

from typing import Any

from django.db import transaction
from django.utils import timezone

from background.claims import won
from consultations.events.models import EventPage
from consultations.registrations import registers, telling
from consultations.registrations.enums import RegistrationState
from consultations.registrations.models import Register, Registration


@transaction.atomic
def move_up(page: Any, *, by: Any) -> list[Registration]:
    """Give free places to those who wait, in their order; returns who got one.

    ``by`` is whoever freed a place, or the schedule. Repeating it changes nothing.
    """
    register, event = registers.taken(page)
    return moved_up(register, event)


def moved_up(register: Register, event: Any) -> list[Registration]:
    """As `move_up`, for an act that has taken the list already (`registers.taken`)."""
    moved = _moved(register, event) if registers.moves(event) else []
    registers.recount(register, event)
    for registration in moved:
        telling.told_offered(registration)
    return moved


def _moved(register: Register, event: Any) -> list[Registration]:
    places, there = registers.places_of(event), registers.there(event)
    if not places.has_any(there):
        return []
    moved = []
    for registration in Registration.objects.waiting().filter(page_id=register.pk).select_related("person"):
        if not places.fits(there, registration.role_group, registration.people):
            continue
        mine = Registration.objects.filter(pk=registration.pk, state=RegistrationState.WAITING)
        if won(mine, state=RegistrationState.IN):
            registration.state, registration.page = RegistrationState.IN, event
            there[registration.role_group] += registration.people
            moved.append(registration)
    return moved


def move_all_up() -> int:
    """Look after every event on whose list somebody waits; returns how many got a place. For the schedule."""
    today = timezone.localdate()
    waited_for = Register.objects.filter(waiting__gt=0, page__last_day__gte=today).values("pk")
    pages = EventPage.objects.filter(pk__in=waited_for, live=True).only("pk")
    return sum(len(move_up(page, by=None)) for page in pages)
