"""Who may do what with events beside Wagtail's own rights: one table for the acts of this room.

Writing and publishing the page is Wagtail's matter (`people.permissions.IN_THE_CMS`). Views, menus, templates
and acts all ask ``may``. No actor means no.
"""

from collections.abc import Callable
from enum import StrEnum
from typing import Any

from people.models import Person
from people.permission_groups import PermissionGroup as Group

Predicate = Callable[[Person, Any], bool]


class Act(StrEnum):
    """What can be done with an event beside writing on its page."""

    PLAN = "begin the page of an event, and see to it that its summary is published"
    SEE_CHECK = "read a draft as those who took part see it, and what they said about it"
    HOLD_CHECK = "show a draft to those who took part, with a code, and end that"


def in_group(*groups: Group) -> Predicate:
    """The person is in one of these groups."""
    return lambda person, obj: person.belongs_to(*groups)


#: An act is allowed when any of its predicates holds.
ALLOWED: dict[Act, tuple[Predicate, ...]] = {
    # Those who may add pages in Wagtail.
    Act.PLAN: (in_group(Group.RESEARCHER, Group.PUBLISHER),),
    # Facilitators moderate what is said about it: without the draft they could not tell what is meant.
    Act.SEE_CHECK: (in_group(Group.RESEARCHER, Group.PUBLISHER, Group.FACILITATOR),),
    Act.HOLD_CHECK: (in_group(Group.RESEARCHER, Group.PUBLISHER),),
}


def may(person: Any, act: Act, obj: Any = None) -> bool:
    """Whether a person may do something; nobody, a visitor and a closed account may nothing."""
    if not isinstance(person, Person) or not person.is_active:
        return False
    return any(predicate(person, obj) for predicate in ALLOWED[act])
