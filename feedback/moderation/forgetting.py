"""What moderators need for a while only, run once a day (`background.retention`). How long: docs/settings.md.

The log of acts knows since when something is decided; rows of `threads` keep no such day.
"""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from background import retention
from feedback.moderation.enums import DraftState, ModerationAct
from feedback.moderation.models import LogEntry, Note, ResponseDraft
from feedback.threads import gate
from feedback.threads.enums import State
from feedback.threads.models import Contribution


def register() -> None:
    """Plug everything into the daily round."""
    for name, delete, days in (
        ("feedback-declined", forget_declined, settings.DECLINED_WORDS_KEPT_DAYS),
        ("feedback-read", forget_read, settings.DECLINED_WORDS_KEPT_DAYS),
        ("feedback-returned", forget_returned, settings.RETURNED_WORDS_KEPT_DAYS),
        ("feedback-notes", forget_notes, settings.NOTES_KEPT_DAYS),
        ("feedback-log", forget_log, settings.MODERATION_LOG_KEPT_DAYS),
        ("feedback-drafts", forget_drafts, settings.DROPPED_RESPONSES_KEPT_DAYS),
    ):
        retention.register(name, delete, older_than=timedelta(days=days))


# --- Words of contributions ---------------------------------------------------------------


def forget_declined(before: datetime) -> int:
    """The words of what is not shown go; that it was declined, and why, stays. Returns how many."""
    return _let_go(Q(state=State.DECLINED), before, ModerationAct.DECLINED)


def forget_read(before: datetime) -> int:
    """The words of what was read and is not for showing go, unless their author gave them to research."""
    read = Q(state=State.HELD, was_read=True, may_research=False)
    return _let_go(read, before, ModerationAct.READ)


def forget_returned(before: datetime) -> int:
    """The words of what went back to an author go when nothing more was said about it."""
    acts = (ModerationAct.RETURNED, ModerationAct.ANSWERED, ModerationAct.MESSAGE)
    return _let_go(Q(state=State.RETURNED), before, *acts)


def _let_go(which: Q, before: datetime, *acts: ModerationAct) -> int:
    """Of these, what nothing of the kind happened to since; nor what waits for a moderator again."""
    day = timezone.localdate(before)
    lately = LogEntry.objects.filter(contribution=OuterRef("pk"), act__in=acts, day__gte=day)
    rows = Contribution.objects.filter(which, ~Exists(lately), week__lt=day).exclude(item__open=True)
    return gate.let_words_go(rows.exclude(held=b"").order_by("pk").values_list("pk", flat=True))


# --- Rows of moderators -------------------------------------------------------------------


def forget_notes(before: datetime) -> int:
    """Delete private notes on what waits for nobody any more; returns how many."""
    gone, _by_model = Note.objects.filter(_day_before(before), item__open=False).delete()
    return gone


def forget_log(before: datetime) -> int:
    """Delete entries of the log; returns how many. What was passed on to keep somebody from harm stays."""
    gone, _by_model = LogEntry.objects.filter(_day_before(before)).delete()
    return gone


def forget_drafts(before: datetime) -> int:
    """Delete drafts of responses that were dropped; returns how many. Published ones keep their history."""
    dropped = ResponseDraft.objects.filter(state=DraftState.DROPPED, response__isnull=True)
    old = dropped.filter(drafted_on__lt=_day(before))
    drafts = old.count()
    old.delete()
    return drafts


def _day_before(before: datetime) -> Q:
    return Q(day__lt=_day(before))


def _day(before: datetime) -> date:
    return timezone.localdate(before)
