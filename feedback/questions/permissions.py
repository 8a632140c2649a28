"""Who may try, open and close threads: one table for the acts of this room.

Writing a thread's page is Wagtail's matter (`people.permissions.IN_THE_CMS`). Views, menus, templates and
acts all ask ``may``. No actor means no.
"""

from collections.abc import Callable
from enum import StrEnum
from typing import Any

from people.models import Person
from people.permission_groups import PermissionGroup as Group

Predicate = Callable[[Person, Any], bool]


class Act(StrEnum):
    """What can be done with a thread."""

    SEE_THREADS = "see all threads and where they stand, those not opened yet too"
    REHEARSE = "go the whole way of a thread with nothing kept"
    OPEN = "open a thread after a rehearsal, or again"
    CLOSE = "close a thread early, with a reason"


def in_group(*groups: Group) -> Predicate:
    """The person is in one of these groups."""
    return lambda person, obj: person.belongs_to(*groups)


#: An act is allowed when any of its predicates holds.
ALLOWED: dict[Act, tuple[Predicate, ...]] = {
    Act.SEE_THREADS: (in_group(Group.FACILITATOR),),
    Act.REHEARSE: (in_group(Group.FACILITATOR),),
    Act.OPEN: (in_group(Group.FACILITATOR),),
    Act.CLOSE: (in_group(Group.FACILITATOR),),
}


def may(person: Any, act: Act, obj: Any = None) -> bool:
    """Whether a person may do something; nobody, a visitor and a closed account may nothing."""
    if not isinstance(person, Person) or not person.is_active:
        return False
    return any(predicate(person, obj) for predicate in ALLOWED[act])
