"""Closing an account: what is personal goes, what was published under a name stays without it."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cms.editors_times import forget_editor
from mailing.sending import forget_address, send
from people import sockets
from people.changing import refuse_to_lose_last_administrator
from people.inviting import withdraw_all_of
from people.models import Invitation, Person


class MayNotCloseError(PermissionDenied):
    """Only a person themselves closes their account."""


@transaction.atomic
def close_account(person: Person, *, by: Person) -> None:
    """Delete a person. Rooms plugged into ``sockets.closing`` first let go of the name.

    Sessions end because nobody is found for them. Raises MayNotCloseError,
    LastAdministratorError.
    """
    if person != by:
        raise MayNotCloseError(_("Only you can close your account."))
    refuse_to_lose_last_administrator(person)
    for _name, let_go in sockets.closing:
        let_go(person)
    withdraw_all_of(person)
    # Invitations to this address hold it, and so does what they led to.
    Invitation.objects.filter(email=person.email).delete()
    forget_editor(person.pk)
    email, language = person.email, person.language
    person.delete()
    forget_address(email)
    send(email, "people/account_closed", language=language)
