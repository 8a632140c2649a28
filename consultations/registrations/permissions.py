"""Who may do what with registrations: one table for the acts of this room.

Views, menus, templates and acts all ask ``may``. No actor means no. Whoever comes with the code of a
registration is no person here: they may do with it what its owner may (`CODE`), and nothing else.
"""

from collections.abc import Callable
from enum import StrEnum
from typing import Any, Final

from consultations.registrations.models import Registration
from consultations.registrations.refusals import MayNotError
from people.models import Person
from people.permission_groups import PermissionGroup as Group

Predicate = Callable[[Person, Any], bool]

#: Who acts, where somebody acts without an account: the holder of the registration's code.
CODE: Final = "the holder of its code"


class Act(StrEnum):
    """What can be done here, and what it is asked with."""

    REGISTER = "come to an event oneself (asked with its page)"
    CHANGE = "change what was told (asked with the registration)"
    CANCEL = "give a place back (asked with the registration)"
    SEE_JOINING = "see how to join (asked with the registration)"
    SEE_LIST = "see who comes, what they need, and how they can be reached"
    REGISTER_GROUP = "put down a group known by number, and change how many they are"
    WRITE_JOINING = "write how to join, and read it"
    CHECK_IN = "note who came, and who came without registering"
    TELL = "note that somebody was told whom no mail reaches"
    COUNT = "put the numbers of who came into the draft of the event"


def in_group(*groups: Group) -> Predicate:
    """The person is in one of these groups."""
    return lambda person, obj: person.belongs_to(*groups)


def anybody(person: Person, obj: Any) -> bool:
    """Everybody with an account."""
    return True


def own(person: Person, obj: Any) -> bool:
    """It is their own registration."""
    return isinstance(obj, Registration) and obj.person_id == person.pk


def own_place(person: Person, obj: Any) -> bool:
    """It is their own registration, and they have a place."""
    return own(person, obj) and obj.is_in


#: An act is allowed when any of its predicates holds.
ALLOWED: dict[Act, tuple[Predicate, ...]] = {
    Act.REGISTER: (anybody,),
    Act.CHANGE: (own, in_group(Group.FACILITATOR)),
    Act.CANCEL: (own, in_group(Group.FACILITATOR)),
    Act.SEE_JOINING: (own_place,),
    Act.SEE_LIST: (in_group(Group.FACILITATOR),),
    Act.REGISTER_GROUP: (in_group(Group.FACILITATOR),),
    Act.WRITE_JOINING: (in_group(Group.FACILITATOR, Group.RESEARCHER),),
    Act.CHECK_IN: (in_group(Group.FACILITATOR),),
    Act.TELL: (in_group(Group.FACILITATOR),),
    Act.COUNT: (in_group(Group.FACILITATOR),),
}
#: What whoever holds its code may do with a registration.
BY_CODE = frozenset({Act.CHANGE, Act.CANCEL, Act.SEE_JOINING})


def may(by: Any, act: Act, obj: Any = None) -> bool:
    """Whether somebody may do something; nobody, a visitor and a closed account may nothing."""
    if by == CODE:
        return act in BY_CODE and _has_code(obj) and (act is not Act.SEE_JOINING or obj.is_in)
    if not isinstance(by, Person) or not by.is_active:
        return False
    return any(predicate(by, obj) for predicate in ALLOWED[act])


def refuse_unless(by: Any, act: Act, obj: Any = None) -> None:
    """Refuse what somebody may not do.

    Raises:
        MayNotError.
    """
    if not may(by, act, obj):
        raise MayNotError


def _has_code(obj: Any) -> bool:
    return isinstance(obj, Registration) and obj.code_index is not None
