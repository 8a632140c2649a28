"""What this room keeps for a while only, run once a day (`background.retention`). How long: docs/settings.md.

Words that were taken back are gone at once (`gate.withdraw`) and need nothing here. What was declined, or
only read, goes by what moderators did and when: `moderation.forgetting`.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from background import retention
from feedback.threads import participation
from feedback.threads.enums import State
from feedback.threads.models import CodeSheet, Message, Report


def register() -> None:
    """Plug everything into the daily round."""
    for name, delete, days in (
        ("feedback-codes", forget_codes, 0),
        ("feedback-sheets", forget_sheets, settings.CODE_SHEETS_KEPT_DAYS),
        ("feedback-messages", forget_messages, settings.MESSAGES_KEPT_DAYS),
        ("feedback-reports", forget_reports, settings.REPORTS_KEPT_DAYS),
    ):
        retention.register(name, delete, older_than=timedelta(days=days))


def forget_codes(before: datetime) -> int:
    """Delete codes that nobody used before their last day; returns how many."""
    return participation.forget_expired(timezone.localdate(before))


def forget_sheets(before: datetime) -> int:
    """Delete what is known of a sheet of codes, once its last day is long over; returns how many."""
    old = CodeSheet.objects.filter(expires_on__lt=timezone.localdate(before))
    sheets = old.count()
    old.delete()
    return sheets


def forget_messages(before: datetime) -> int:
    """Delete messages between moderators and authors; returns how many.

    Not while something still turns on them: where its author was asked for a change, safeguarding has it, or
    nobody has decided yet.
    """
    undecided = Q(contribution__state=State.HELD, contribution__was_read=False)
    asked = Q(contribution__state=State.RETURNED) & ~Q(contribution__held=b"")
    old = Message.objects.filter(day__lt=timezone.localdate(before))
    gone, _by_model = old.exclude(undecided | asked | Q(contribution__state=State.ESCALATED)).delete()
    return gone


def forget_reports(before: datetime) -> int:
    """Delete reports that somebody has dealt with; returns how many."""
    gone, _by_model = Report.objects.filter(settled=True, day__lt=timezone.localdate(before)).delete()
    return gone
