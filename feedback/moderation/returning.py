"""Writing to an author: a plain answer, or a contribution returned to be changed."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from feedback.moderation.enums import ModerationAct
from feedback.moderation.models import SAFEGUARDING, Item
from feedback.moderation.permissions import Act, is_escalated
from feedback.moderation.turns import log, refuse_if_taken_on, refuse_unless, take
from feedback.threads import gate, messages
from feedback.threads.gate import RefusedError
from people.models import Person
from people.permission_groups import PermissionGroup


class NoReceiptError(RefusedError):
    """Nobody holds a receipt for it, so nobody could read a message."""

    sentence = _("Nobody holds a receipt for this, so nobody would read what you write.")


class NotToReturnError(RefusedError):
    """Its author does not want it shown, so there is nothing to ask them to change."""

    sentence = _("Its author does not want it shown, so there is nothing to change. You can write to them.")


@transaction.atomic
def return_to_author(item: Item, words: str, *, by: Person, version: int) -> None:
    """Ask its author to change something. It waits until they do.

    Raises:
        NotToReturnError: it is not for showing.
        NoReceiptError, MayNotError, TakenOnError, StaleError, threads.gate.RefusedError,
        threads.messages.NoMessageError.
    """
    refuse_unless(by, Act.WRITE_TO_AUTHOR, item)
    refuse_if_taken_on(by, item)
    if not item.contribution.may_show:
        raise NotToReturnError
    gate.return_to_author(item.contribution)
    _write(item, words, by)
    take(item, version, open=False, claimed_by=None)
    log(item, ModerationAct.RETURNED, by=by)


@transaction.atomic
def answer(item: Item, words: str, *, by: Person, version: int) -> None:
    """Write to its author without asking for anything. Where it stands does not change.

    Raises:
        NoReceiptError, MayNotError, TakenOnError, StaleError, threads.messages.NoMessageError.
    """
    refuse_unless(by, Act.WRITE_TO_AUTHOR, item)
    refuse_if_taken_on(by, item)
    _write(item, words, by)
    take(item, version)
    log(item, ModerationAct.ANSWERED, by=by)


def role_of(person: Person, item: Item) -> PermissionGroup:
    """The role in which somebody signs. Never the name: a message goes to somebody we do not know."""
    if not is_escalated(item) and person.belongs_to(PermissionGroup.FACILITATOR):
        return PermissionGroup.FACILITATOR
    held = sorted(person.group_names & SAFEGUARDING, reverse=True)
    return PermissionGroup(held[0]) if held else PermissionGroup.FACILITATOR


def _write(item: Item, words: str, by: Person) -> None:
    if not item.contribution.receipt_index:
        raise NoReceiptError
    messages.write_to_author(
        item.contribution, words, signed=str(role_of(by, item).label), day=timezone.localdate()
    )
