"""Who may do what with ballots: one table for the acts of this room.

Views, menus, templates and acts all ask ``may``. No actor means no. Who votes is no matter of permission but
of the roll; and voting by code knows no person at all.
"""

from collections.abc import Callable
from enum import StrEnum
from typing import Any

from consultations.ballots.enums import BallotState
from consultations.ballots.refusals import MayNotError
from people.models import Person
from people.permission_groups import PermissionGroup as Group

Predicate = Callable[[Person, Any], bool]


class Act(StrEnum):
    """What can be done here. Acts on one ballot are asked with it."""

    SEE_BALLOT = "see a ballot on members' pages (asked with it)"
    SEE_DRAFTS = "see ballots that are being set up"
    SET_UP = "set a ballot up, change it, take it away again (asked with it, or with nothing for a new one)"
    PRINT_CODES = "print slips with voting codes, and take them back (asked with the ballot)"
    OPEN = "open a ballot (asked with it)"
    CANCEL = "cancel a ballot, with a reason (asked with it)"
    RESUME = "let a paused ballot go on (asked with it)"
    TYPE_IN = "type in a vote that came on paper (asked with its ballot)"
    ENTER_PARTS = "type in the two parts of the key (asked with the ballot)"


def in_group(*groups: Group) -> Predicate:
    """The person is in one of these groups."""
    return lambda person, ballot: person.belongs_to(*groups)


def _public(person: Person, ballot: Any) -> bool:
    return ballot.state != BallotState.DRAFT


def _holds_a_part(person: Person, ballot: Any) -> bool:
    return person.pk in (ballot.holder_one_id, ballot.holder_two_id)


#: An act is allowed when any of its predicates holds.
ALLOWED: dict[Act, tuple[Predicate, ...]] = {
    Act.SEE_BALLOT: (_public, in_group(Group.FACILITATOR)),
    Act.SEE_DRAFTS: (in_group(Group.FACILITATOR),),
    Act.SET_UP: (in_group(Group.FACILITATOR),),
    Act.PRINT_CODES: (in_group(Group.FACILITATOR),),
    Act.OPEN: (in_group(Group.FACILITATOR),),
    Act.CANCEL: (in_group(Group.FACILITATOR),),
    Act.RESUME: (in_group(Group.FACILITATOR),),
    Act.TYPE_IN: (in_group(Group.FACILITATOR),),
    Act.ENTER_PARTS: (_holds_a_part, in_group(Group.FACILITATOR)),
}


def may(person: Any, act: Act, ballot: Any = None) -> bool:
    """Whether a person may do something; nobody, a visitor and a closed account may nothing."""
    if not isinstance(person, Person) or not person.is_active:
        return False
    return any(predicate(person, ballot) for predicate in ALLOWED[act])


def refuse_unless(person: Any, act: Act, ballot: Any = None) -> None:
    """Refuse what a person may not do.

    Raises:
        MayNotError.
    """
    if not may(person, act, ballot):
        raise MayNotError
