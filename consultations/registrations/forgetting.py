"""Deleting what people told, some days after the event; and when that is, as the form promises it."""

import logging
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from consultations.registrations import attending
from consultations.registrations.models import Joining, Register, Registration

logger = logging.getLogger("registrations")


def deleted_on(page: Any) -> date:
    """The day on which everything that was told for this event is deleted."""
    return page.last_day + timedelta(days=settings.REGISTRATIONS_DAYS)


def over_by(deleted: date) -> date:
    """The last day of the events whose lists are deleted by a day."""
    return deleted - timedelta(days=settings.REGISTRATIONS_DAYS)


def forget(before: datetime) -> int:
    """Delete all registrations of events that ended on the day of ``before`` or earlier, and how to join.

    How many came stays, in the draft of the event if nowhere else. Returns how many registrations went.
    Repeating it changes nothing.
    """
    last = timezone.localdate(before)
    over = Registration.objects.filter(page__last_day__lte=last).order_by().values_list("page", flat=True)
    pages = sorted(set(over))
    for page in pages:
        _keep_numbers(page)
    gone = sum(_forget_one(page) for page in pages)
    Joining.objects.filter(page__last_day__lte=last).delete()
    return gone


def _keep_numbers(page: int) -> None:
    """Write the numbers down. People were promised a day: what they told goes then, even if this fails."""
    try:
        with transaction.atomic():
            attending.keep_numbers(page)
    except Exception:
        logger.exception("the numbers of event %d could not be written into its draft", page)


@transaction.atomic
def _forget_one(page: int) -> int:
    Register.objects.select_for_update().filter(pk=page).first()
    deleted, _by_model = Registration.objects.filter(page_id=page).delete()
    Register.objects.filter(pk=page).update(forgotten_on=timezone.localdate(), taken=0, waiting=0)
    return deleted
