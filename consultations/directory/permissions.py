"""Who may do what with the directory: one table for the acts of this room.

Views, menus, templates and acts all ask ``may``. No actor means no.
"""

from collections.abc import Callable
from enum import StrEnum
from typing import Any

from consultations.directory.models import Entry
from people.models import Person
from people.permission_groups import PermissionGroup as Group
from vocabulary.role_groups import RoleGroup

Predicate = Callable[[Person, Any], bool]


class Act(StrEnum):
    """What can be done here, and what it is asked with."""

    SEE = "see the lists of entries with who keeps them"
    ENTER = "add an entry"
    KEEP = "change, confirm or take out an entry (asked with the entry)"
    OPEN = "write the words with which the page of a place opens"
    IMPORT = "take in a list of services"


def facilitator(person: Person, obj: Any) -> bool:
    """A facilitator."""
    return person.belongs_to(Group.FACILITATOR)


def _link_worker(person: Person, obj: Any) -> bool:
    return person.role_group == RoleGroup.LINK_WORKER


def _owner(person: Person, obj: Any) -> bool:
    return isinstance(obj, Entry) and obj.owner_id == person.pk


#: An act is allowed when any of its predicates holds.
ALLOWED: dict[Act, tuple[Predicate, ...]] = {
    Act.SEE: (facilitator, _link_worker),
    Act.ENTER: (facilitator, _link_worker),
    Act.KEEP: (facilitator, _owner),
    Act.OPEN: (facilitator,),
    Act.IMPORT: (facilitator,),
}


def may(person: Any, act: Act, obj: Any = None) -> bool:
    """Whether a person may do something; nobody, a visitor and a closed account may nothing."""
    if not isinstance(person, Person) or not person.is_active:
        return False
    return any(predicate(person, obj) for predicate in ALLOWED[act])
