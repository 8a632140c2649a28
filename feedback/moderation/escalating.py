"""Somebody may be at risk: given to the safeguarding lead, passed on, given back."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from feedback.moderation.attention import attention_of
from feedback.moderation.copying import refuse_copies
from feedback.moderation.declining import note_unread
from feedback.moderation.enums import Attention, ModerationAct
from feedback.moderation.models import Item, PassedOn
from feedback.moderation.noting import write_note
from feedback.moderation.permissions import Act
from feedback.moderation.turns import log, refuse_if_taken_on, refuse_unless, take
from feedback.moderation.words import written_about
from feedback.threads import gate, held_words
from feedback.threads.gate import RefusedError
from people.models import Person


class NotYetError(RefusedError):
    """The moment lies ahead."""

    sentence = _("This time has not come yet.")


@transaction.atomic
def escalate(item: Item, *, by: Person, version: int, note: str = "") -> None:
    """From now on only the safeguarding lead and the deputy see it. Whoever gave it to them no longer does.

    Raises:
        MayNotError, TakenOnError, StaleError, threads.gate.RefusedError, CopiesWordsError.
    """
    refuse_unless(by, Act.ESCALATE, item)
    refuse_if_taken_on(by, item)
    if note.strip():
        write_note(item, note, by=by)
    note_unread(item.contribution)
    gate.escalate(item.contribution)
    item.contribution.reports.filter(settled=False).update(settled=True)
    take(item, version, open=True, claimed_by=None, attention=Attention.ESCALATED)
    log(item, ModerationAct.ESCALATED, by=by)


@transaction.atomic
def pass_on(item: Item, *, to: str, said: str, at: datetime, by: Person, version: int) -> PassedOn:
    """Note what was passed on, to whom and when. It stays when the author takes their words back.

    ``at`` is kept to the minute: how quickly somebody was told may matter, and it is an act of ours.

    Raises:
        NotYetError: the time lies ahead.
        CopiesWordsError: ``said`` holds words of the contribution; those are on the case sheet.
        MayNotError, TakenOnError, StaleError.
    """
    refuse_unless(by, Act.SAFEGUARD, item)
    refuse_if_taken_on(by, item)
    if at > timezone.now():
        raise NotYetError
    refuse_copies(f"{to} {said}", written_about(item))
    held = held_words.lock({"words": said.strip()})
    row = PassedOn.objects.create(
        item=item, to=to.strip(), held=held, at=at.replace(second=0, microsecond=0), by=by
    )
    take(item, version)
    log(item, ModerationAct.PASSED_ON, by=by)
    return row


@transaction.atomic
def settle(item: Item, *, by: Person, version: int) -> None:
    """Safeguarding is done with it: it waits in the queue like any other, for facilitators.

    Raises:
        MayNotError, TakenOnError, StaleError, threads.gate.RefusedError.
    """
    refuse_unless(by, Act.SAFEGUARD, item)
    refuse_if_taken_on(by, item)
    gate.settle(item.contribution)
    take(item, version, open=True, claimed_by=None, attention=attention_of(item))
    log(item, ModerationAct.SETTLED, by=by)
