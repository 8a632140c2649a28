"""Joining: an invitation is answered, once."""

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.inviting import hashed
from people.models import Invitation, InvitationState, Person
from people.places import set_ties


class CannotJoinError(ValidationError):
    """The invitation was used, withdrawn or replaced, or is too old; which, is not told."""


def find(token: str) -> Invitation | None:
    """The invitation a link belongs to, while it can be used."""
    invitation = Invitation.objects.open().filter(token_hash=hashed(token)).first()
    if invitation is None or Person.objects.filter(email=invitation.email).exists():
        return None
    return invitation


@transaction.atomic
def accept(token: str, *, display_name: str, password: str, language: str | None = None) -> Person:
    """Make the account an invitation offers. Raises CannotJoinError. By whoever holds the link."""
    refused = CannotJoinError(
        _("This invitation can no longer be used. Ask the person who invited you for a new one.")
    )
    claimed = (
        Invitation.objects.open()
        .filter(token_hash=hashed(token), expires_on__gte=timezone.localdate())
        .update(state=InvitationState.JOINED)
    )
    if not claimed:
        raise refused
    invitation = Invitation.objects.get(token_hash=hashed(token))
    if Person.objects.filter(email=invitation.email).exists():
        raise refused
    person = Person.objects.create_user(
        invitation.email,
        password,
        display_name=display_name.strip(),
        role_group=invitation.role_group,
        language=language or invitation.language,
    )
    person.groups.set(invitation.groups.all())
    set_ties(person, invitation.places.all())
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    Invitation.objects.waiting().filter(email=person.email).update(state=InvitationState.WITHDRAWN)
    return person
