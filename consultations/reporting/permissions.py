"""Who may report and take out: one table for the acts of this room.

Views, menus, templates and acts all ask ``may``. No actor means no.
"""

from collections.abc import Callable
from enum import StrEnum
from typing import Any

from people.models import Person
from people.permission_groups import PermissionGroup as Group

Predicate = Callable[[Person], bool]


class Act(StrEnum):
    """What can be done here."""

    WRITE = "write a report of an event, call it complete, open it again"
    TAKE_OUT = "take out reports, points and attendance as files"


def writes_for_the_programme(person: Person) -> bool:
    """Writes or publishes the programme's pages."""
    return person.belongs_to(Group.RESEARCHER, Group.PUBLISHER)


#: An act is allowed when any of its predicates holds.
ALLOWED: dict[Act, tuple[Predicate, ...]] = {
    Act.WRITE: (writes_for_the_programme,),
    Act.TAKE_OUT: (writes_for_the_programme,),
}


def may(person: Any, act: Act) -> bool:
    """Whether a person may do something; nobody, a visitor and a closed account may nothing."""
    if not isinstance(person, Person) or not person.is_active:
        return False
    return any(predicate(person) for predicate in ALLOWED[act])
