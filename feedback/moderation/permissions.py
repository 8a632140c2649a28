"""Who may do what with contributions: one table for the acts of this room.

Views, menus, templates and acts all ask ``may``. No actor means no. Asked with an item, whoever is tied to a
prison that it concerns may do nothing, whatever their groups (docs/trust.md: nobody moderates what concerns
their own prison). The same as SQL: `models.ItemQuerySet.visible_to`.
"""

from collections.abc import Callable
from enum import StrEnum
from typing import Any

from feedback.moderation.enums import Attention
from feedback.moderation.models import SAFEGUARDING, Absence, Item, ResponseDraft
from people.models import Person
from people.permission_groups import PermissionGroup as Group
from people.places import may_moderate_concerning

Predicate = Callable[[Person, Any], bool]


class Act(StrEnum):
    """What can be done here. All that is done with one contribution is asked with its item."""

    SEE_QUEUE = "open the queue"
    READ = "read a contribution (asked with its item)"
    CLAIM = "take a contribution on, put it back, hand it over (asked with its item)"
    PUBLISH = "let a contribution go, whole or with words taken out; take it back (asked with its item)"
    WRITE_TO_AUTHOR = "write to an author, or return a contribution to them (asked with its item)"
    DECLINE = "decline a contribution, or close it as read (asked with its item)"
    TAKE_DOWN = "take down what is shown, or let it stay after a report (asked with its item)"
    TAG = "set themes, warnings, the part of the journey (asked with its item)"
    NOTE = "write a private note (asked with its item)"
    ESCALATE = "give a contribution to the safeguarding lead (asked with its item)"
    SAFEGUARD = "note what was passed on, print the case, give it back (asked with its item)"
    SEE_SAFEGUARDING = "open the pages of safeguarding"
    CHANGE_ABSENCE = "say when one is away (asked with whose absence it is)"
    SEE_CONTACTS = "see whom to tell at a prison"
    CHANGE_CONTACTS = "change whom to tell at a prison"
    CHANGE_HOURS = "say when somebody reads, and on which days the box stays shut"
    CHANGE_TEMPLATES = "write the words that messages and responses start from"
    TEND = "see how many contributions nobody may read"
    RESPOND = "see what has no response, and draft one"
    CHANGE_RESPONSE = "change a response, hand it in, drop it (asked with its draft)"
    APPROVE = "publish or send back the response of somebody else (asked with its draft)"
    PRINT_CODES = "print sheets of codes, and take them back"
    TYPE_IN = "type in what came on paper"
    EXPORT = "take out answers whose authors said yes to research"


def in_group(*groups: Group) -> Predicate:
    """The person is in one of these groups."""
    return lambda person, obj: person.belongs_to(*groups)


def _safeguarding(person: Person, obj: Any) -> bool:
    return not person.group_names.isdisjoint(SAFEGUARDING)


def _moderates(person: Person, item: Any) -> bool:
    """A facilitator, and it is not with safeguarding."""
    return isinstance(item, Item) and person.belongs_to(Group.FACILITATOR) and not is_escalated(item)


def _safeguards(person: Person, item: Any) -> bool:
    """The safeguarding lead or deputy, and it was given to them."""
    return isinstance(item, Item) and _safeguarding(person, item) and is_escalated(item)


def _sees_risk(person: Person, item: Any) -> bool:
    """The safeguarding lead or deputy, and something in it says that somebody may be at risk."""
    return isinstance(item, Item) and _safeguarding(person, item) and item.attention == Attention.RISK


def _own(person: Person, absence: Any) -> bool:
    return isinstance(absence, Absence) and absence.person_id == person.pk and _safeguarding(person, absence)


def _own_draft(person: Person, draft: Any) -> bool:
    may_respond = person.belongs_to(Group.RESPONDER, Group.FACILITATOR, Group.PUBLISHER)
    return isinstance(draft, ResponseDraft) and may_respond and draft.drafted_by_id in (None, person.pk)


def _looks_after_drafts(person: Person, draft: Any) -> bool:
    return isinstance(draft, ResponseDraft) and person.belongs_to(Group.FACILITATOR)


def _approves(person: Person, draft: Any) -> bool:
    """A publisher, and not of their own words: two people see every response."""
    return (
        isinstance(draft, ResponseDraft)
        and person.belongs_to(Group.PUBLISHER)
        and draft.drafted_by_id != person.pk
    )


def is_escalated(item: Item) -> bool:
    """Whether a contribution is with safeguarding, and stays so after its words are gone."""
    return item.attention == Attention.ESCALATED


#: An act is allowed when any of its predicates holds.
ALLOWED: dict[Act, tuple[Predicate, ...]] = {
    Act.SEE_QUEUE: (in_group(Group.FACILITATOR), _safeguarding),
    Act.READ: (_moderates, _safeguards, _sees_risk),
    Act.CLAIM: (_moderates, _safeguards),
    Act.PUBLISH: (_moderates,),
    Act.WRITE_TO_AUTHOR: (_moderates, _safeguards),
    Act.DECLINE: (_moderates, _safeguards),
    Act.TAKE_DOWN: (_moderates,),
    Act.TAG: (_moderates,),
    Act.NOTE: (_moderates, _safeguards, _sees_risk),
    Act.ESCALATE: (_moderates, _sees_risk),
    Act.SAFEGUARD: (_safeguards,),
    Act.SEE_SAFEGUARDING: (_safeguarding,),
    Act.CHANGE_ABSENCE: (_own,),
    Act.SEE_CONTACTS: (in_group(Group.FACILITATOR), _safeguarding),
    Act.CHANGE_CONTACTS: (_safeguarding,),
    Act.CHANGE_HOURS: (in_group(Group.FACILITATOR), _safeguarding),
    Act.CHANGE_TEMPLATES: (in_group(Group.FACILITATOR),),
    Act.TEND: (in_group(Group.ADMINISTRATOR),),
    Act.RESPOND: (in_group(Group.RESPONDER, Group.FACILITATOR, Group.PUBLISHER),),
    Act.CHANGE_RESPONSE: (_own_draft, _looks_after_drafts),
    Act.APPROVE: (_approves,),
    Act.PRINT_CODES: (in_group(Group.FACILITATOR),),
    Act.TYPE_IN: (in_group(Group.FACILITATOR),),
    Act.EXPORT: (in_group(Group.RESEARCHER),),
}


def may(person: Any, act: Act, obj: Any = None) -> bool:
    """Whether a person may do something; nobody, a visitor and a closed account may nothing."""
    if not by_groups(person, act, obj):
        return False
    return not isinstance(obj, Item) or may_moderate_concerning(person, prisons_of(obj))


def by_groups(person: Any, act: Act, obj: Any = None) -> bool:
    """The same without asking about places: for what was read from `ItemQuerySet.visible_to` already."""
    if not isinstance(person, Person) or not person.is_active:
        return False
    return any(predicate(person, obj) for predicate in ALLOWED[act])


def prisons_of(item: Item) -> list[Any]:
    """The places that a contribution concerns: those named in it, and that of its thread."""
    place = item.contribution.thread.place
    return [*item.places.all(), *([place] if place else [])]
