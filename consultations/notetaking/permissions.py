"""Who may do what with notes of events: one table for the acts of this room.

Views, menus and acts all ask ``may``. No actor means no. Nobody has read notes over: whoever was not
there sees them only once they are part of what is published.
"""

from collections.abc import Callable
from enum import StrEnum
from typing import Any

from consultations.events.enums import EventState
from consultations.notetaking.models import Scribe
from people.models import Person
from people.permission_groups import PermissionGroup as Group

Predicate = Callable[[Person, Any], bool]


class Act(StrEnum):
    """What can be done here. Every act is asked with the event's page."""

    SEE = "see the notes of an event, and its wall"
    TAKE = "take notes, change and remove them"
    NAME_SCRIBES = "ask members to take notes, and let them go again"
    IMPORT = "take in a list of points"
    PUT_INTO_DRAFT = "put notes into the draft of the event's page"


def in_group(*groups: Group) -> Predicate:
    """The person is in one of these groups."""
    return lambda person, page: person.belongs_to(*groups)


def scribe(person: Person, page: Any) -> bool:
    """They were asked to take notes at this event. No query where the page was read with it (`reaching`)."""
    asked = getattr(page, "asks_this_person", None)
    return Scribe.objects.filter(page=page.pk, person=person).exists() if asked is None else bool(asked)


def takes_place(person: Person, page: Any) -> bool:
    """The event is not cancelled."""
    return bool(page.state != EventState.CANCELLED)


def both(*predicates: Predicate) -> Predicate:
    """All of these hold."""
    return lambda person, page: all(predicate(person, page) for predicate in predicates)


_leads = in_group(Group.FACILITATOR, Group.RESEARCHER)
_writes = in_group(Group.RESEARCHER, Group.PUBLISHER)
#: An act is allowed when any of its predicates holds.
ALLOWED: dict[Act, tuple[Predicate, ...]] = {
    Act.SEE: (_leads, _writes, scribe),
    Act.TAKE: (both(takes_place, _leads), both(takes_place, scribe)),
    Act.NAME_SCRIBES: (both(takes_place, _leads),),
    Act.IMPORT: (both(takes_place, _leads),),
    Act.PUT_INTO_DRAFT: (_writes,),
}


def may(person: Any, act: Act, page: Any) -> bool:
    """Whether a person may do something; nobody, a visitor and a closed account may nothing."""
    if not isinstance(person, Person) or not person.is_active or page is None:
        return False
    return any(predicate(person, page) for predicate in ALLOWED[act])
