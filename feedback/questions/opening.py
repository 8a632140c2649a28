"""Trying a thread, opening it, closing it early, opening it again.

A thread opens and closes by itself on its days, once a facilitator has opened it here. Nobody opens
what was not tried: the rehearsal is undone by every change of what people see (`handing_over`).
"""

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from edge import content_version
from feedback.questions import news
from feedback.questions.enums import ThreadDeed
from feedback.questions.log import ThreadLog
from feedback.questions.pages import ThreadPage
from feedback.questions.permissions import Act, may
from feedback.threads.models import Thread
from people.models import Person

#: Letters of the reason why a thread is closed early.
LONGEST_REASON = 300


class MayNotError(PermissionDenied):
    """The person may not do this with a thread."""


class CannotError(ValidationError):
    """The thread does not stand so that this can be done; the message says why."""


def _ask(person: Any, act: Act, thread: Thread) -> None:
    if not may(person, act, thread):
        raise MayNotError


def _note(thread: Thread, deed: ThreadDeed, *, by: Person | None, why: str = "") -> None:
    ThreadLog.objects.create(thread=thread, deed=deed, by=by, day=timezone.localdate(), why=why)


def _locked(thread: Thread) -> Thread:
    return Thread.objects.select_for_update().get(pk=thread.pk)


@transaction.atomic
def note_rehearsal(thread: Thread, *, by: Person) -> None:
    """Somebody has gone the whole way of it. Raises MayNotError, CannotError."""
    _ask(by, Act.REHEARSE, thread)
    if _locked(thread).hidden:
        raise CannotError(_("The page of this thread is not published."))
    Thread.objects.filter(pk=thread.pk).update(rehearsed_on=timezone.localdate())
    _note(thread, ThreadDeed.REHEARSED, by=by)


@transaction.atomic
def open_thread(thread: Thread, *, by: Person) -> bool:
    """Open it to everybody, now or from its first day on; False if it was open already.

    Raises MayNotError; CannotError when its page is not published, when nobody has tried it as it is now,
    or when its last day is over.
    """
    _ask(by, Act.OPEN, thread)
    now = _locked(thread)
    if now.opened_on is not None:
        return False
    if now.hidden:
        raise CannotError(_("The page of this thread is not published."))
    if now.rehearsed_on is None:
        raise CannotError(_("Go the whole way once before you open it: as it is now, nobody has tried it."))
    today = timezone.localdate()
    if now.closes_on < today:
        raise CannotError(_("Its last day is over. Give a later one on its page first."))
    opened = Thread.objects.filter(pk=thread.pk, opened_on__isnull=True).update(opened_on=today)
    if not opened:
        return False
    _note(thread, ThreadDeed.OPENED, by=by)
    news.asked(thread, by=by)
    content_version.bump()
    return True


@transaction.atomic
def close_early(thread: Thread, *, because: str, by: Person) -> None:
    """Close an open thread before its last day; everybody reads why.

    Its last day becomes the day before, so it takes no more answers from this moment. What is in the box
    was said in time and is delivered. Raises MayNotError; CannotError when it is not open, or no reason
    is given.
    """
    _ask(by, Act.CLOSE, thread)
    because = " ".join(because.split())
    if not because:
        raise CannotError(_("Say why. Everybody who comes to answer reads it."))
    if len(because) > LONGEST_REASON:
        raise CannotError(_("Shorten the reason. It has room for 300 letters."))
    today = timezone.localdate()
    closed = Thread.objects.filter(
        pk=thread.pk, opened_on__isnull=False, closed_because="", closes_on__gte=today
    ).update(closed_because=because, closes_on=today - timedelta(days=1))
    if not closed:
        raise CannotError(_("This thread is not open."))
    _note(thread, ThreadDeed.CLOSED, by=by, why=because)
    content_version.bump()


@transaction.atomic
def reopen(thread: Thread, *, by: Person) -> None:
    """Open a thread again that was closed early, until the last day its page gives.

    Raises MayNotError; CannotError when it was not closed early, or that day is over.
    """
    _ask(by, Act.OPEN, thread)
    if not _locked(thread).closed_because:
        raise CannotError(_("This thread was not closed early."))
    last_day = _last_day_of_page(thread)
    if last_day is None or last_day < timezone.localdate():
        raise CannotError(_("The last day on its page is over. Give a later one there first."))
    Thread.objects.filter(pk=thread.pk).update(closed_because="", closes_on=last_day)
    _note(thread, ThreadDeed.REOPENED, by=by)
    content_version.bump()


def _last_day_of_page(thread: Thread) -> date | None:
    return ThreadPage.objects.filter(pk=thread.page, live=True).values_list("closes_on", flat=True).first()
