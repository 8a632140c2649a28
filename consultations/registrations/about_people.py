"""What this room holds about a member, for that member; and what becomes of it when they leave."""

from typing import Any

from django.db import transaction

from consultations.registrations import moving_up, registers
from consultations.registrations.access_needs import AccessNeed
from consultations.registrations.models import News, Registration
from people.models import Person


def held_about(person: Person) -> dict[str, Any]:
    """All that they told, ready for JSON."""
    mine = Registration.objects.filter(person=person).select_related("page").prefetch_related("news")
    return {
        "events": [_told(registration) for registration in mine.order_by("page__sort_key", "pk")],
        "groups put down": Registration.objects.filter(put_down_by=person).count(),
        "calls and letters noted": News.objects.filter(done_by=person).count(),
    }


def _told(registration: Registration) -> dict[str, Any]:
    told = registration.told
    return {
        "event": registration.page.title,
        "state": registration.state,
        "counted as": registration.role_group,
        "phone": told.phone,
        "needs": [str(AccessNeed(need).label) for need in told.needs if need in AccessNeed.values],
        "needs, in your words": told.needs_words,
        "comes": told.way,
        "food": told.food,
        "agreed to": sum(registration.consents.values()),
        "asks for expenses": registration.expenses_claimed,
        "came": registration.came,
        "what you were told": [
            [news.matter, news.way, news.day.isoformat()] for news in registration.news.all()
        ],
    }


def let_go(person: Person) -> None:
    """Their account closes: their registrations go, and whoever waits gets their places."""
    for registration in Registration.objects.filter(person=person).select_related("page"):
        with transaction.atomic():
            register, event = registers.taken(registration.page)
            Registration.objects.filter(pk=registration.pk).delete()
            moving_up.moved_up(register, event)
