"""Who may do what with pilots: one table. Everybody reads those that are shown; no actor means no."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any

from people.models import Person
from people.permission_groups import PermissionGroup as Group

Predicate = Callable[[Person], bool]


class Act(StrEnum):
    """What can be done here."""

    WRITE = "write a pilot, its logic model and its cycles, and show it"
    MEASURE = "say what is measured and by what it is judged, and enter or take in values"


def facilitator(person: Person) -> bool:
    """A facilitator."""
    return person.belongs_to(Group.FACILITATOR)


#: An act is allowed when any of its predicates holds.
ALLOWED: dict[Act, tuple[Predicate, ...]] = {
    Act.WRITE: (facilitator,),
    Act.MEASURE: (facilitator,),
}


def may(person: Any, act: Act) -> bool:
    """Whether a person may do something; nobody, a visitor and a closed account may nothing."""
    if not isinstance(person, Person) or not person.is_active:
        return False
    return any(predicate(person) for predicate in ALLOWED[act])
