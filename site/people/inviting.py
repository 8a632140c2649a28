"""Inviting somebody, sending it again, withdrawing it."""

import secrets
from collections.abc import Iterable
from datetime import date, timedelta
from hashlib import sha256

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mailing.sending import send
from people.models import Invitation, InvitationState, Person
from people.permission_groups import PermissionGroup
from people.permissions import Act, may
from vocabulary.models import Place
from vocabulary.role_groups import RoleGroup

#: How often one invitation may be sent, the first time included.
MOST_TIMES_SENT = 5


class MayNotInviteError(PermissionDenied):
    """The person may not invite, or not with these groups."""


class InvitationClosedError(ValidationError):
    """The invitation was answered or withdrawn, or was sent as often as may be."""


def hashed(token: str) -> str:
    """What of a link's token is stored. The token has 256 random bits, so a fast hash is enough."""
    return sha256(token.encode()).hexdigest()


def _new_token() -> tuple[str, str]:
    token = secrets.token_urlsafe(32)
    return token, hashed(token)


def _last_day() -> date:
    return timezone.localdate() + timedelta(days=settings.INVITATION_DAYS)


@transaction.atomic
def invite(
    email: str,
    *,
    by: Person | None,
    role_group: RoleGroup | str,
    groups: Iterable[PermissionGroup | str] = (PermissionGroup.MEMBER,),
    places: Iterable[Place] = (),
    language: str = "en-gb",
) -> Invitation:
    """Ask somebody to join. Whoever has an account gets another mail; nothing else differs.

    ``by`` is None only for the command that invites the first administrator.
    An invitation of the same person to the same address replaces the one before.
    Raises MayNotInviteError.
    """
    invitation, token = offer(
        email, by=by, role_group=role_group, groups=groups, places=places, language=language
    )
    _send(invitation, token)
    return invitation


@transaction.atomic
def offer(
    email: str,
    *,
    by: Person | None,
    role_group: RoleGroup | str,
    groups: Iterable[PermissionGroup | str] = (PermissionGroup.MEMBER,),
    places: Iterable[Place] = (),
    language: str = "en-gb",
) -> tuple[Invitation, str]:
    """An invitation without its mail, and the token of its link, which is kept nowhere.

    For whoever hands the link over in another way, as the demo does. Raises MayNotInviteError.
    """
    groups = {PermissionGroup(group) for group in groups}
    if by is not None and not (may(by, Act.INVITE) and may(by, Act.GIVE_GROUPS, groups)):
        raise MayNotInviteError(_("You may not invite somebody with these permissions."))
    email = email.strip().lower()
    Invitation.objects.waiting().filter(email=email, invited_by=by).update(state=InvitationState.WITHDRAWN)
    token, token_hash = _new_token()
    invitation = Invitation.objects.create(
        email=email,
        token_hash=token_hash,
        role_group=role_group,
        language=language,
        invited_by=by,
        expires_on=_last_day(),
    )
    invitation.groups.set(Group.objects.filter(name__in=groups))
    invitation.places.set(list(places))
    return invitation, token


@transaction.atomic
def resend(invitation: Invitation, *, by: Person) -> None:
    """Send an invitation again: a new link, counted from today; the old link stops working."""
    if not may(by, Act.HANDLE_INVITATION, invitation):
        raise MayNotInviteError(_("This is not your invitation."))
    token, token_hash = _new_token()
    changed = (
        Invitation.objects.waiting()
        .filter(pk=invitation.pk, times_sent__lt=MOST_TIMES_SENT)
        .update(token_hash=token_hash, expires_on=_last_day(), times_sent=F("times_sent") + 1)
    )
    if not changed:
        raise InvitationClosedError(_("This invitation was answered or withdrawn, or was sent often enough."))
    invitation.refresh_from_db()
    _send(invitation, token)


@transaction.atomic
def withdraw(invitation: Invitation, *, by: Person) -> None:
    """Take an invitation back; its link stops working. Withdrawing twice is no error."""
    if not may(by, Act.HANDLE_INVITATION, invitation):
        raise MayNotInviteError(_("This is not your invitation."))
    changed = (
        Invitation.objects.exclude(state=InvitationState.JOINED)
        .filter(pk=invitation.pk)
        .update(state=InvitationState.WITHDRAWN)
    )
    if not changed:
        raise InvitationClosedError(_("This person has joined already."))
    invitation.refresh_from_db()


def withdraw_all_of(person: Person) -> None:
    """Take back every waiting invitation of somebody who may no longer invite. Called inside acts."""
    Invitation.objects.waiting().filter(invited_by=person).update(state=InvitationState.WITHDRAWN)


def _send(invitation: Invitation, token: str) -> None:
    """One mail either way: the link, or "you have an account already"."""
    known = Person.objects.filter(email=invitation.email).exists()
    path = reverse("account_login") if known else reverse("members:invitation-join", args=[token])
    context = {"url": settings.BASE_URL + path, "days": settings.INVITATION_DAYS}
    template = "people/invitation_known" if known else "people/invitation"
    # Stored in this transaction: it goes if, and only if, the invitation is kept.
    send(invitation.email, template, context, language=invitation.language)
