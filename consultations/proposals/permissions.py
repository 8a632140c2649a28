"""Who may do what with proposals: one table for the acts of this room.

Views, menus, templates and acts all ask ``may``. No actor means no. Whether the state of a proposal allows an
act as well is said here too, so that a page offers only what would be done.
"""

from collections.abc import Callable
from enum import StrEnum
from typing import Any

from django.utils import timezone

from consultations.proposals.enums import DISCUSSED, EDITABLE, PUBLIC, AmendmentState, ProposalState
from consultations.proposals.models import Amendment, CoAuthor, Comment, Proposal
from people.models import Person
from people.permission_groups import PermissionGroup as Group

Predicate = Callable[[Person, Any], bool]


class Act(StrEnum):
    """What can be done here, and what it is asked with."""

    START = "start a proposal"
    START_FROM_WORDS = "start one from words that were said"
    SEE = "open its page for members (asked with the proposal)"
    EDIT = "change its text, what it comes from, its themes and places (asked with the proposal)"
    INVITE = "ask somebody to write it together, take an invitation back (asked with the proposal)"
    ADD_PANEL = "name a panel as a co-author (asked with the proposal)"
    ANSWER_INVITATION = "say yes or no to an invitation (asked with the co-author)"
    LEAVE = "write it no longer (asked with the co-author)"
    MOVE = "take it a step further or back (asked with the proposal)"
    STEER = "park it, take it up again, say what was decided and done (asked with the proposal)"
    SUGGEST = "suggest a change to a part (asked with the proposal)"
    SUPPORT = "support a suggested change (asked with the amendment)"
    TAKE_BACK = "take a suggested change back (asked with the amendment)"
    ANSWER = "answer what is suggested, as far as its state allows it (asked with the proposal)"
    TAKE_UP = "take a suggested change up into the text (asked with the amendment)"
    DECLINE = "say why a suggested change is not taken up (asked with the amendment)"
    COMMENT = "say something about it (asked with the proposal)"
    CHANGE_COMMENT = "change a comment (asked with the comment)"
    REPORT = "report a comment (asked with the comment)"
    HIDE = "hide a comment, show it again, let it stand"


# --- Predicates: about the person ----------------------------------------------------------------


def anybody(person: Person, obj: Any) -> bool:
    """Everybody with an account takes part on equal terms."""
    return True


def facilitator(person: Person, obj: Any) -> bool:
    """A facilitator."""
    return person.belongs_to(Group.FACILITATOR)


def author(person: Person, obj: Any) -> bool:
    """Writes it, alone or with others."""
    return any(one.person_id == person.pk and not one.invited for one in _authors(obj))


def asked(person: Person, obj: Any) -> bool:
    """Is asked to write it together with others."""
    return any(one.person_id == person.pk and one.invited for one in _authors(obj))


def types_for_them(person: Person, obj: Any) -> bool:
    """A facilitator, where a panel writes it too, or where nobody is left who does."""
    writing = [one for one in _authors(obj) if not one.invited]
    unattended = not any(one.person_id for one in writing)
    return facilitator(person, obj) and (unattended or any(one.is_panel for one in writing))


def own(person: Person, obj: Any) -> bool:
    """It is theirs: their suggestion, their comment, their place among the authors."""
    theirs = obj.person_id if isinstance(obj, CoAuthor) else getattr(obj, "author_id", None)
    return theirs == person.pk


def somebody_elses(person: Person, obj: Any) -> bool:
    """It is another's."""
    return not own(person, obj)


# --- Predicates: about where it stands --------------------------------------------------------------


def state_in(*states: ProposalState) -> Predicate:
    """The proposal is in one of these states."""
    return lambda person, obj: _proposal(obj).state in states


in_public = state_in(*PUBLIC)


def ideas_welcome(person: Person, obj: Any) -> bool:
    """The last day for ideas is not over: the same day for members as for people without an account."""
    until = _proposal(obj).ideas_until
    return until is None or timezone.localdate() <= until


def waiting(person: Person, obj: Any) -> bool:
    """The suggestion waits for an answer."""
    return isinstance(obj, Amendment) and obj.state == AmendmentState.OPEN


def invited(person: Person, obj: Any) -> bool:
    """The invitation is not answered."""
    return isinstance(obj, CoAuthor) and obj.invited


def writing(person: Person, obj: Any) -> bool:
    """The invitation was taken up."""
    return isinstance(obj, CoAuthor) and not obj.invited


def shown(person: Person, obj: Any) -> bool:
    """The comment is not hidden."""
    return isinstance(obj, Comment) and obj.hidden_on is None


def both(*predicates: Predicate) -> Predicate:
    """All of these hold."""
    return lambda person, obj: all(predicate(person, obj) for predicate in predicates)


_draft = state_in(ProposalState.DRAFT)
_editable = state_in(*EDITABLE)
_taking_ideas = state_in(ProposalState.IDEAS)
_discussed = state_in(*DISCUSSED)
_authors_turn = state_in(ProposalState.DRAFT, ProposalState.IDEAS, ProposalState.FINAL)

#: An act is allowed when any of its predicates holds.
ALLOWED: dict[Act, tuple[Predicate, ...]] = {
    Act.START: (anybody,),
    Act.START_FROM_WORDS: (facilitator,),
    Act.SEE: (in_public, author, asked, facilitator),
    Act.EDIT: (both(author, _editable), both(types_for_them, _editable)),
    Act.INVITE: (both(author, _editable), both(types_for_them, _editable)),
    Act.ADD_PANEL: (both(facilitator, _editable),),
    Act.ANSWER_INVITATION: (both(own, invited),),
    Act.LEAVE: (both(own, writing),),
    Act.MOVE: (both(author, _authors_turn), both(facilitator, in_public), both(types_for_them, _draft)),
    Act.STEER: (both(facilitator, in_public),),
    Act.SUGGEST: (both(_taking_ideas, ideas_welcome),),
    Act.SUPPORT: (both(somebody_elses, waiting, in_public),),
    Act.TAKE_BACK: (both(own, waiting),),
    Act.ANSWER: (author, types_for_them),
    Act.TAKE_UP: (both(author, waiting, _taking_ideas), both(types_for_them, waiting, _taking_ideas)),
    Act.DECLINE: (both(author, waiting, in_public), both(types_for_them, waiting, in_public)),
    Act.COMMENT: (_discussed,),
    Act.CHANGE_COMMENT: (both(own, shown, _discussed),),
    Act.REPORT: (both(somebody_elses, shown, in_public),),
    Act.HIDE: (facilitator,),
}


def may(person: Any, act: Act, obj: Any = None) -> bool:
    """Whether a person may do something; nobody, a visitor and a closed account may nothing.

    Asked without what it is about, an act that is about something is refused. Reads the authors of the
    proposal once, if an act asks for them.
    """
    if not isinstance(person, Person) or not person.is_active:
        return False
    if obj is None and act not in WITHOUT:
        return False
    return any(predicate(person, obj) for predicate in ALLOWED[act])


#: Acts that are about no one thing.
WITHOUT = frozenset({Act.START, Act.START_FROM_WORDS, Act.HIDE})


def _proposal(obj: Any) -> Proposal:
    return obj if isinstance(obj, Proposal) else obj.proposal


def _authors(obj: Any) -> list[CoAuthor]:
    return list(_proposal(obj).authors.all())
