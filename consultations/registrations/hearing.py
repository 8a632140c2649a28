"""An event was published: those on its list are told if its day, place or state changed, or of its summary.
Or how to join was written anew.

What is to be done is put into the queue in the transaction that publishes, so that it is never forgotten; the
list is taken afterwards, since whoever publishes holds rows that those who register wait for.
"""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.db.models.signals import post_save

from background.queued import queued
from consultations.events.enums import EventState
from consultations.events.models import EventPage
from consultations.registrations import mails, registers, telling
from consultations.registrations.enums import Matter
from consultations.registrations.models import News, Register


def connect() -> None:
    """Connect once, however often the app is made ready."""
    post_save.connect(_page_saved, sender=EventPage, dispatch_uid="registrations.page_saved")


def _page_saved(instance: EventPage, raw: bool = False, update_fields: Any = None, **kwargs: Any) -> None:
    # Wagtail saves a live page whole only to publish it (`events.signals`).
    if raw or update_fields is not None or not instance.live:
        return
    if Register.objects.filter(pk=instance.pk).exists():
        tell_those_listed.enqueue(instance.pk)


@queued(atomic=False)
def tell_those_listed(page_id: int) -> None:
    """Tell those on the list of an event what they do not know yet. Repeating it tells nobody twice."""
    while _some(page_id, _of_changes):
        pass
    while _some(page_id, _of_summary):
        pass


def tell_how_to_join(page_id: int) -> None:
    """How to join was written anew: whoever gets no other mail before the event is told.

    Call it in the transaction of the change.
    """
    told = News.objects.filter(registration__page=page_id, matter=Matter.JOINING)
    before = told.aggregate(Max("number"))["number__max"] or 0
    tell_those_who_join.enqueue(page_id, before + 1)


@queued(atomic=False)
def tell_those_who_join(page_id: int, number: int) -> None:
    """Tell those who have a place that how to join has changed, for the so-manieth time."""

    def of_joining(event: Any) -> int:
        return 0 if registers.is_over(event) else telling.told_joining(event, number=number)

    while _some(page_id, of_joining):
        pass


@transaction.atomic
def _some(page_id: int, tell: Callable[[Any], int]) -> int:
    if not Register.objects.filter(pk=page_id).exists():
        return 0  # the page was deleted meanwhile
    _register, event = registers.taken(EventPage(pk=page_id))
    return tell(event) if event.live else 0


def _of_changes(event: Any) -> int:
    """Whoever is there sees it for themselves once it has begun."""
    called_off = event.state == EventState.CANCELLED and not registers.is_over(event)
    return telling.told_changed_event(event) if called_off or registers.moves(event) else 0


def _of_summary(event: Any) -> int:
    return telling.told_of_summary(event) if mails.is_summarised(event) else 0
