"""Not showing a contribution, with a reason from the published rules; closing what is not for showing; and
taking either up again.
"""

from django.db import transaction
from django.utils import timezone

from feedback.moderation.enums import ModerationAct
from feedback.moderation.models import Item
from feedback.moderation.permissions import Act
from feedback.moderation.turns import log, refuse_if_taken_on, refuse_unless, take
from feedback.threads import gate
from feedback.threads.enums import Reason, State
from feedback.threads.models import Contribution
from people.models import Person


@transaction.atomic
def decline(item: Item, reason: Reason | str, *, by: Person, version: int) -> None:
    """Do not show it; a line with the reason takes its place. What is shown goes at once.

    Raises:
        threads.gate.NotForShowingError: its author does not want it shown anyway.
        MayNotError, TakenOnError, StaleError, threads.gate.RefusedError.
    """
    refuse_unless(by, Act.DECLINE, item)
    refuse_if_taken_on(by, item)
    if not item.contribution.may_show:
        raise gate.NotForShowingError
    gate.decline(item.contribution, reason)
    item.contribution.reports.filter(settled=False).update(settled=True)
    take(item, version, open=False, claimed_by=None)
    log(item, ModerationAct.DECLINED, by=by, reason=reason)


@transaction.atomic
def close_as_read(item: Item, *, by: Person, version: int) -> None:
    """Close what its author wants read and not shown. It is kept for research if they allow that.

    Raises:
        threads.gate.ForShowingError: its author wants it shown.
        MayNotError, TakenOnError, StaleError, threads.gate.RefusedError.
    """
    refuse_unless(by, Act.DECLINE, item)
    refuse_if_taken_on(by, item)
    if item.contribution.state == State.ESCALATED:
        gate.settle(item.contribution)  # it stays with safeguarding: its attention does not change
    gate.close_as_read(item.contribution)
    take(item, version, open=False, claimed_by=None)
    log(item, ModerationAct.READ, by=by)


@transaction.atomic
def reopen(item: Item, *, by: Person, version: int) -> None:
    """Take up again what was declined, returned or closed as read.

    Raises:
        threads.gate.RefusedError: its words are gone, or it stands elsewhere.
        MayNotError, TakenOnError, StaleError.
    """
    refuse_unless(by, Act.DECLINE, item)
    refuse_if_taken_on(by, item)
    if not item.contribution.held:
        raise gate.WordsOverError
    if not note_unread(item.contribution):
        gate.reconsider(item.contribution)
    take(item, version, open=True)
    log(item, ModerationAct.REOPENED, by=by)


def note_unread(contribution: Contribution) -> bool:
    """What was closed as read is not any more; False if it was not. Called inside acts."""
    read = Contribution.objects.filter(pk=contribution.pk, was_read=True)
    return bool(read.update(was_read=False, day=timezone.localdate()))
