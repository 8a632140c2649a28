"""Who put their name down for the demo's event to come, by the acts of the site: all places but those kept
for families are taken, and some people wait. One of those who come has the code that `make run` prints.
"""

import os
from typing import NamedTuple

from django.utils import timezone

from codes.check_digits import with_check_digits
from codes.indexes import index_of
from codes.participation import RANDOM_DIGITS
from codes.slow_hash import Kind
from consultations.events.models import EventPage
from consultations.events.standing import standing_of
from consultations.registrations import consenting, joining, registering
from consultations.registrations.access_needs import AccessNeed
from consultations.registrations.enums import ON_THE_LIST, Attendance
from consultations.registrations.models import Registration
from consultations.registrations.registering import Details
from consultations.registrations.words import Told
from demo import first_week
from people.models import Person
from vocabulary.models import Place
from vocabulary.role_groups import RoleGroup

#: The one registration code that is the same in every demo: whoever has it holds a place.
CODE = with_check_digits("1618033988749"[:RANDOM_DIGITS])


class Guest(NamedTuple):
    """Somebody without an account: invented, like whatever they told."""

    name: str
    group: str
    email: str = ""
    phone: str = ""
    needs: tuple[AccessNeed, ...] = ()
    needs_words: str = ""
    food: str = ""
    #: In the room or online, for those who know.
    way: str = ""


_ROOM, _ONLINE = Attendance.ROOM.value, Attendance.ONLINE.value
#: In the order in which they came. The first has the code.
GUESTS = (
    Guest("Marion", RoleGroup.VOLUNTARY_SECTOR, phone="01632 960131 (invented)", food="No nuts", way=_ROOM),
    Guest("Yusuf", RoleGroup.LINK_WORKER, email="yusuf@demo.example", way=_ONLINE),
    Guest("Beth", RoleGroup.LINK_WORKER, needs=(AccessNeed.HEARING_LOOP,)),
    Guest("Gareth", RoleGroup.PRISON_STAFF, way=_ONLINE),
    Guest("Sunita", RoleGroup.PRISON_STAFF, food="Vegetarian", way=_ROOM),
    Guest("Hal", RoleGroup.PROBATION),
    Guest("Chidi", RoleGroup.HEALTH_CARE, email="chidi@demo.example"),
    Guest("Ros", "", needs=(AccessNeed.QUIET_ROOM,), needs_words="I may have to go out now and then."),
    Guest("Terry", RoleGroup.LIVED_EXPERIENCE, needs=(AccessNeed.GETTING_THERE, AccessNeed.READ_ALOUD)),
    Guest(
        "Al", RoleGroup.LIVED_EXPERIENCE, phone="01632 960132 (invented)", needs=(AccessNeed.GETTING_ONLINE,)
    ),
    Guest("Francesca", RoleGroup.COMMISSIONER),
    Guest("Kit", RoleGroup.PROBATION),
)
#: People in prison whom a facilitator put down, known by number. They take the places kept for them.
GROUP_PEOPLE = 4
GROUP_NOTE = "Ask for the library at the gate. One needs large print."
_CONSENTS = ("notes", "quotations")


def make_registrations(event: EventPage, *, facilitator: Person, member: Person) -> None:
    """Put them all down if nobody is on the list, the member last; say how to join. May be repeated."""
    joining.write(event, first_week.JOINING, by=facilitator)
    is_empty = not Registration.objects.on_the_list().filter(page=event).exists()
    if not is_empty or not standing_of(event, timezone.now()).takes_names:
        return
    Registration.objects.filter(page=event).delete()  # of a day that has been
    registering.register_group(event, _group(), by=facilitator)
    for number, guest in enumerate(GUESTS):
        index = index_of(CODE, Kind.REGISTRATION) if number == 0 else os.urandom(32)
        registering.register_guest(event, details_of(event, guest), index=index)
    registering.register(event, Details(consents=_yes(event)), by=member)


def holder_has_a_place() -> bool:
    """Whether the printed code still opens a registration that stands."""
    index = index_of(CODE, Kind.REGISTRATION)
    return Registration.objects.filter(code_index=index, state__in=sorted(ON_THE_LIST)).exists()


def details_of(event: EventPage, guest: Guest) -> Details:
    """What somebody types into the form."""
    needs = tuple(need.value for need in guest.needs)
    told = Told(
        name=guest.name, email=guest.email, phone=guest.phone, needs=needs, needs_words=guest.needs_words,
        way=guest.way, food=guest.food,
    )  # fmt: skip
    return Details(told=told, role_group=guest.group, consents=_yes(event))


def _group() -> Details:
    return Details(
        told=Told(note=GROUP_NOTE, needs=(AccessNeed.LARGE_PRINT.value,)),
        role_group=RoleGroup.LIVED_EXPERIENCE,
        people=GROUP_PEOPLE,
        place=Place.objects.filter(slug="hmp-fernhollow").first(),
    )


def _yes(event: EventPage) -> dict[str, bool]:
    return {one.key: one.kind in _CONSENTS for one in consenting.asked(event)}
