"""What is shown already: taken down to be read again, or left to stand after a report."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from feedback.moderation.attention import attention_of
from feedback.moderation.enums import ModerationAct
from feedback.moderation.models import Item
from feedback.moderation.permissions import Act
from feedback.moderation.turns import log, refuse_if_taken_on, refuse_unless, take
from feedback.threads import gate
from feedback.threads.enums import State
from feedback.threads.gate import RefusedError
from people.models import Person


class NotShownError(RefusedError):
    """It is not shown, so there is nothing to keep."""

    sentence = _("It is not shown any more.")


@transaction.atomic
def take_down(item: Item, *, by: Person, version: int) -> None:
    """Readers no longer see it, at once; it waits in the queue to be let go anew or declined.

    Raises:
        MayNotError, TakenOnError, StaleError, threads.gate.RefusedError.
    """
    refuse_unless(by, Act.TAKE_DOWN, item)
    refuse_if_taken_on(by, item)
    gate.take_down(item.contribution)
    _settle_reports(item)
    take(item, version, open=True, claimed_by=by, attention=attention_of(item))
    log(item, ModerationAct.TAKEN_DOWN, by=by)


@transaction.atomic
def keep(item: Item, *, by: Person, version: int) -> None:
    """Reports were looked at, and it stays as it is.

    Raises:
        NotShownError: it is not shown any more.
        MayNotError, TakenOnError, StaleError.
    """
    refuse_unless(by, Act.TAKE_DOWN, item)
    refuse_if_taken_on(by, item)
    if item.contribution.state != State.PUBLISHED:
        raise NotShownError
    _settle_reports(item)
    take(item, version, open=False, claimed_by=None, attention=attention_of(item))
    log(item, ModerationAct.KEPT, by=by)


def _settle_reports(item: Item) -> None:
    item.contribution.reports.filter(settled=False).update(settled=True)
