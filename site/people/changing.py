"""Changing what somebody may do here, and what somebody shows of themselves."""

from collections.abc import Iterable

from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from edge import content_version
from people.inviting import withdraw_all_of
from people.models import Person
from people.permission_groups import PermissionGroup
from people.permissions import Act, may
from people.places import set_ties
from vocabulary.models import Place
from vocabulary.role_groups import RoleGroup


class MayNotChangeError(PermissionDenied):
    """Only administrators change what others may do."""


class LastAdministratorError(ValidationError):
    """Without an administrator nobody could ever invite one."""


def _refuse_unless_allowed(by: Person) -> None:
    if not may(by, Act.CHANGE_PERSON):
        raise MayNotChangeError(_("Only administrators change what others may do."))


def refuse_to_lose_last_administrator(person: Person) -> None:
    """Raises LastAdministratorError when nobody else administers.

    Locks the group, so that two cannot leave at once.
    """
    group = Group.objects.select_for_update().get(name=PermissionGroup.ADMINISTRATOR)
    administrators = Person.objects.active().filter(groups=group)
    if administrators.filter(pk=person.pk).exists() and not administrators.exclude(pk=person.pk).exists():
        raise LastAdministratorError(
            _("This is the only administrator. Make somebody else administrator first.")
        )


@transaction.atomic
def change_standing(
    person: Person,
    *,
    by: Person,
    role_group: RoleGroup | str,
    groups: Iterable[PermissionGroup | str],
    places: Iterable[Place],
) -> None:
    """Give somebody another role group, other permission groups, other places.

    Permissions are read at every request, so what is lost is lost at once;
    invitations they sent are withdrawn. Raises MayNotChangeError, LastAdministratorError.
    """
    _refuse_unless_allowed(by)
    wanted = {str(PermissionGroup(group)) for group in groups}
    had = set(person.groups.values_list("name", flat=True))
    if PermissionGroup.ADMINISTRATOR in had - wanted:
        refuse_to_lose_last_administrator(person)
    person.role_group = str(role_group)
    person.save(update_fields=["role_group"])
    person.groups.set(Group.objects.filter(name__in=wanted))
    set_ties(person, places)
    person.__dict__.pop("group_names", None)
    if had - wanted:
        withdraw_all_of(person)


@transaction.atomic
def deactivate(person: Person, *, by: Person) -> None:
    """Somebody may no longer sign in: sessions end, their invitations are withdrawn, nothing is deleted."""
    _refuse_unless_allowed(by)
    refuse_to_lose_last_administrator(person)
    Person.objects.filter(pk=person.pk).update(is_active=False, session_epoch=F("session_epoch") + 1)
    withdraw_all_of(person)
    person.refresh_from_db()


@transaction.atomic
def reactivate(person: Person, *, by: Person) -> None:
    """Somebody may sign in again."""
    _refuse_unless_allowed(by)
    Person.objects.filter(pk=person.pk).update(is_active=True)
    person.refresh_from_db()


@transaction.atomic
def change_own_settings(*, by: Person, display_name: str, language: str) -> None:
    """The name others see, and the language of the member pages."""
    by.display_name, by.language = display_name.strip(), language
    by.save(update_fields=["display_name", "language"])
    content_version.bump()  # pages name who writes a proposal


@transaction.atomic
def sign_out_everywhere(*, by: Person) -> None:
    """End every session of this person, on every device, copied cookies included."""
    Person.objects.filter(pk=by.pk).update(session_epoch=F("session_epoch") + 1)
    by.refresh_from_db(fields=["session_epoch"])
