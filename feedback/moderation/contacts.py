"""Whom to tell at a prison: its safer-custody team."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from feedback.moderation.models import SaferCustodyContact
from feedback.moderation.permissions import Act, may
from feedback.moderation.turns import MayNotError
from feedback.threads.gate import RefusedError
from people.models import Person
from vocabulary.models import Place, PlaceKind

#: A number that nobody has rung for so long may be wrong when it matters.
CHECK_EVERY = timedelta(days=90)


class NoWayToReachThemError(RefusedError):
    """Neither a phone number nor an address."""

    sentence = _("Give a phone number or an email address.")


class NotAPrisonError(RefusedError):
    """Only prisons have a safer-custody team."""

    sentence = _("Choose a prison.")


class NotCheckedYetError(RefusedError):
    """The day lies ahead."""

    sentence = _("The day on which it was checked lies ahead.")


@transaction.atomic
def set_contact(
    place: Place,
    *,
    name: str,
    phone: str,
    email: str,
    checked_on: date,
    by: Person,
    instead_of: SaferCustodyContact | None = None,
) -> SaferCustodyContact:
    """Say whom to tell at a prison, in the place of what was there, or of another contact.

    Raises:
        NotAPrisonError, NoWayToReachThemError, NotCheckedYetError, MayNotError.
    """
    _refuse_unless_allowed(by)
    if place.kind != PlaceKind.PRISON:
        raise NotAPrisonError
    if not phone.strip() and not email.strip():
        raise NoWayToReachThemError
    if checked_on > timezone.localdate():
        raise NotCheckedYetError
    fields = {"name": name.strip(), "phone": phone.strip(), "email": email.strip(), "checked_on": checked_on}
    if instead_of is not None and instead_of.place_id != place.pk:
        instead_of.delete()
    return SaferCustodyContact.objects.update_or_create(place=place, defaults=fields)[0]


@transaction.atomic
def forget_contact(contact: SaferCustodyContact, *, by: Person) -> None:
    """Delete it: nobody answers there any more."""
    _refuse_unless_allowed(by)
    contact.delete()


def needs_checking(contact: SaferCustodyContact, today: date) -> bool:
    """Whether nobody has tried it for three months."""
    return today - contact.checked_on > CHECK_EVERY


def _refuse_unless_allowed(by: Person) -> None:
    if not may(by, Act.CHANGE_CONTACTS):
        raise MayNotError(_("Only the safeguarding lead and the deputy change whom to tell."))
