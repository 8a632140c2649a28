"""Who may do what with decisions and steps: one table for the acts of this room.

Views, menus, templates and acts all ask ``may``. No actor means no.
"""

from collections.abc import Callable
from enum import StrEnum
from typing import Any

from consultations.outcomes.models import Decision, Step
from consultations.proposals.enums import ProposalState
from consultations.proposals.models import Proposal
from people.models import Person
from people.permission_groups import PermissionGroup as Group

Predicate = Callable[[Person, Any], bool]

#: Its text is settled, so that something can be decided about it.
DECIDABLE = frozenset(
    {
        ProposalState.FINAL,
        ProposalState.DECIDED,
        ProposalState.UNDER_WAY,
        ProposalState.REVIEWED,
        ProposalState.PARKED,
    }
)


class Act(StrEnum):
    """What can be done here, and what it is asked with."""

    SEE = "see all decisions and steps with what is overdue"
    DECIDE = "note what was decided (asked with the proposal)"
    CHANGE = "change the words of a decision, its answers and its day of review (asked with the decision)"
    PLAN = "add a step, change who sees to it and by when (asked with the decision)"
    UPDATE = "say how far a step is (asked with the step)"


def facilitator(person: Person, obj: Any) -> bool:
    """A facilitator."""
    return person.belongs_to(Group.FACILITATOR)


def anybody(person: Person, obj: Any) -> bool:
    """Everybody with an account."""
    return True


def _facilitator_of_settled(person: Person, obj: Any) -> bool:
    return facilitator(person, obj) and isinstance(obj, Proposal) and obj.state in DECIDABLE


def _facilitator_of_standing(person: Person, obj: Any) -> bool:
    return facilitator(person, obj) and isinstance(obj, Decision) and obj.replaced_on is None


def _step_stands(obj: Any) -> bool:
    return isinstance(obj, Step) and obj.decision.replaced_on is None


def _owner(person: Person, obj: Any) -> bool:
    return _step_stands(obj) and obj.owner_id == person.pk


def _facilitator_of_step(person: Person, obj: Any) -> bool:
    return facilitator(person, obj) and _step_stands(obj)


#: An act is allowed when any of its predicates holds.
ALLOWED: dict[Act, tuple[Predicate, ...]] = {
    Act.SEE: (anybody,),
    Act.DECIDE: (_facilitator_of_settled,),
    Act.CHANGE: (_facilitator_of_standing,),
    Act.PLAN: (_facilitator_of_standing,),
    Act.UPDATE: (_owner, _facilitator_of_step),
}


def may(person: Any, act: Act, obj: Any = None) -> bool:
    """Whether a person may do something; nobody, a visitor and a closed account may nothing."""
    if not isinstance(person, Person) or not person.is_active:
        return False
    return any(predicate(person, obj) for predicate in ALLOWED[act])
