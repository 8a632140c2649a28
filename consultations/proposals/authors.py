"""Who writes a proposal: members by name, who are asked and say yes; panels, whom a facilitator types for."""

from django.db import transaction
from django.utils.translation import gettext as _

from consultations.proposals import news
from consultations.proposals.models import CoAuthor, Proposal
from consultations.proposals.permissions import Act
from consultations.proposals.refusals import (
    AlreadyAuthorError,
    LastAuthorError,
    MayNotError,
    NothingSaidError,
    NotNowError,
    TooLongError,
)
from consultations.proposals.turns import refuse_unless, show, taken
from people.models import Person

LONGEST_NAME = 120


@transaction.atomic
def invite(proposal: Proposal, person: Person, *, by: Person) -> CoAuthor:
    """Ask a member to write it too. They hear of it with their next mail, and find it on their home.

    Raises:
        MayNotError, AlreadyAuthorError, NotNowError: their account is closed.
    """
    proposal = taken(proposal)
    refuse_unless(by, Act.INVITE, proposal)
    if not person.is_active:
        raise NotNowError
    made, new = CoAuthor.objects.get_or_create(proposal=proposal, person=person, defaults={"invited": True})
    if not new:
        raise AlreadyAuthorError
    news.asked_to_join(proposal, person)
    return made


@transaction.atomic
def take_invitation_back(co_author: CoAuthor, *, by: Person) -> None:
    """Ask them no longer. One that was taken up meanwhile stays.

    Raises:
        MayNotError, NotNowError.
    """
    proposal = taken(co_author.proposal)
    refuse_unless(by, Act.INVITE, proposal)
    deleted, _rows = CoAuthor.objects.filter(pk=co_author.pk, invited=True).delete()
    if not deleted:
        raise NotNowError
    if co_author.person_id is not None:
        news.asked_no_longer(proposal, co_author.person_id)


@transaction.atomic
def accept(proposal: Proposal, *, by: Person) -> CoAuthor:
    """Say yes to an invitation: from now on their name stands on the proposal.

    Raises:
        MayNotError: nobody asked them. Said twice, it is yes once.
    """
    proposal = taken(proposal)
    own = _own(proposal, by)
    if not own.invited:
        return own
    refuse_unless(by, Act.ANSWER_INVITATION, own)
    own.invited = False
    own.save(update_fields=["invited"])
    news.asked_no_longer(proposal, by.pk)
    show(proposal)
    return own


@transaction.atomic
def decline(proposal: Proposal, *, by: Person) -> None:
    """Say no to an invitation: it is gone, and nobody is told.

    Raises:
        MayNotError: nobody asked them.
    """
    proposal = taken(proposal)
    own = _own(proposal, by)
    refuse_unless(by, Act.ANSWER_INVITATION, own)
    own.delete()
    news.asked_no_longer(proposal, by.pk)


def ask_nobody_any_more(proposal: Proposal) -> None:
    """It is withdrawn: whoever has not said yes or no need not. The caller holds its row."""
    asked = CoAuthor.objects.filter(proposal=proposal, invited=True)
    for person in sorted(asked.values_list("person", flat=True)):
        news.asked_no_longer(proposal, person)
    asked.delete()


@transaction.atomic
def leave(proposal: Proposal, *, by: Person) -> None:
    """Write it no longer. What was written stays; earlier revisions keep the name.

    Raises:
        MayNotError: they do not write it.
        LastAuthorError: nobody would be left.
    """
    proposal = taken(proposal)
    own = _own(proposal, by)
    refuse_unless(by, Act.LEAVE, own)
    others = CoAuthor.objects.filter(proposal=proposal, invited=False).exclude(pk=own.pk)
    if not others.exists():
        raise LastAuthorError
    own.delete()
    show(proposal)


@transaction.atomic
def add_panel(proposal: Proposal, name: str, *, by: Person) -> CoAuthor:
    """Name a panel (a group at a prison) as a co-author, by its name only. Facilitators type in its words.

    Raises:
        MayNotError, NothingSaidError, TooLongError, AlreadyAuthorError.
    """
    proposal = taken(proposal)
    refuse_unless(by, Act.ADD_PANEL, proposal)
    name = " ".join(name.replace("\x00", "").split())
    if not name:
        raise NothingSaidError
    if len(name) > LONGEST_NAME:
        raise TooLongError(LONGEST_NAME)
    made, new = CoAuthor.objects.get_or_create(proposal=proposal, name=name, is_panel=True)
    if not new:
        raise AlreadyAuthorError
    show(proposal)
    return made


@transaction.atomic
def remove_panel(co_author: CoAuthor, *, by: Person) -> None:
    """Take a panel off again.

    Raises:
        MayNotError, LastAuthorError.
    """
    proposal = taken(co_author.proposal)
    refuse_unless(by, Act.ADD_PANEL, proposal)
    others = CoAuthor.objects.filter(proposal=proposal, invited=False).exclude(pk=co_author.pk)
    if not others.exists():
        raise LastAuthorError
    CoAuthor.objects.filter(pk=co_author.pk, is_panel=True).delete()
    show(proposal)


def names(proposal: Proposal) -> list[str]:
    """Who writes it, as readers see it. Uses the authors that were read with it, if they were."""
    return [one.shown_name for one in proposal.authors.all() if not one.invited]


def _own(proposal: Proposal, person: Person) -> CoAuthor:
    """A person's own place among the authors."""
    found = CoAuthor.objects.filter(proposal=proposal, person=person).first()
    if found is None:
        raise MayNotError(_("You do not write this proposal, and nobody asked you to."))
    found.proposal = proposal
    return found
