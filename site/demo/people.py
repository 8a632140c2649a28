"""The people of the demo: one for each permission group, with invented names and a known password."""

from dataclasses import dataclass

from django.db import transaction

from people.inviting import offer
from people.joining import accept
from people.models import Person
from people.permission_groups import PermissionGroup
from vocabulary.models import Place
from vocabulary.role_groups import RoleGroup

#: Known on purpose: a demo keeps nothing that matters and listens on this machine only.
PASSWORD = "alongside-demo-2026"  # noqa: S105


@dataclass(frozen=True)
class DemoPerson:
    """An invented person."""

    email: str
    display_name: str
    role_group: RoleGroup
    group: PermissionGroup
    #: Slug of the prison they are tied to.
    place: str = ""


PEOPLE = (
    DemoPerson("ada@demo.example", "Ada Okafor", RoleGroup.RESEARCHER, PermissionGroup.ADMINISTRATOR),
    DemoPerson("rhys@demo.example", "Rhys Morgan", RoleGroup.VOLUNTARY_SECTOR, PermissionGroup.FACILITATOR),
    DemoPerson(
        "jo@demo.example", "Jo Whitfield", RoleGroup.VOLUNTARY_SECTOR, PermissionGroup.SAFEGUARDING_LEAD
    ),
    DemoPerson("sam@demo.example", "Sam Adeyemi", RoleGroup.HEALTH_CARE, PermissionGroup.SAFEGUARDING_DEPUTY),
    DemoPerson(
        "karen@demo.example",
        "Karen Blythe",
        RoleGroup.PRISON_STAFF,
        PermissionGroup.RESPONDER,
        "hmp-fernhollow",
    ),
    DemoPerson("imran@demo.example", "Imran Qureshi", RoleGroup.RESEARCHER, PermissionGroup.RESEARCHER),
    DemoPerson("nia@demo.example", "Nia Hughes", RoleGroup.RESEARCHER, PermissionGroup.PUBLISHER),
    DemoPerson("leon@demo.example", "Leon Carter", RoleGroup.LINK_WORKER, PermissionGroup.MEMBER),
)


@transaction.atomic
def make_people() -> list[Person]:
    """Make whoever is not there yet, by invitation as everybody else. May be repeated."""
    return [_make(person) for person in PEOPLE]


def _make(wanted: DemoPerson) -> Person:
    there = Person.objects.filter(email=wanted.email).first()
    if there is not None:
        return there
    places = Place.objects.filter(slug=wanted.place)
    token = offer(wanted.email, by=None, role_group=wanted.role_group, groups=[wanted.group], places=places)[
        1
    ]
    return accept(token, display_name=wanted.display_name, password=PASSWORD)
