"""Forgetting messages: the sent after a week, those that could not be sent after a month."""

from datetime import datetime, timedelta

from django.utils import timezone

from mailing.enums import MessageState
from mailing.models import Message

SENT_KEPT = timedelta(days=7)
FAILED_KEPT = timedelta(days=30)


def forget_sent(before: datetime) -> int:
    """Delete messages sent before then; returns how many."""
    return _forget(MessageState.SENT, before)


def forget_failed(before: datetime) -> int:
    """Delete messages given up before then; returns how many."""
    return _forget(MessageState.FAILED, before)


def _forget(state: MessageState, before: datetime) -> int:
    count, _ = Message.objects.filter(state=state, ended_on__lt=timezone.localdate(before)).delete()
    return count
