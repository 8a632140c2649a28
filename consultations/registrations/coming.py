"""How to come to an event, as its page, the list of events and the home page show it (`events.sockets`)."""

from collections.abc import Collection

from django.db.models import OuterRef, Subquery
from django.urls import reverse

from consultations.events.models import EventPage
from consultations.events.sockets import ComingShown
from consultations.registrations.models import Register
from consultations.registrations.room_left import Room, room_left


def how_to_come(pages: Collection[int]) -> dict[int, ComingShown]:
    """Where people put their name down, and whether there are places, by number of the page. One query."""
    taken = Subquery(Register.objects.filter(pk=OuterRef("pk")).values("taken"))
    rows = EventPage.objects.filter(pk__in=list(pages)).order_by()
    return {
        pk: _shown(slug, room_left(capacity, number or 0))
        for pk, slug, capacity, number in rows.values_list("pk", "slug", "capacity", taken)
    }


def _shown(slug: str, room: Room) -> ComingShown:
    url = reverse("registrations:come", args=[slug])
    return ComingShown(url, str(room.text), full=room is Room.NONE)
