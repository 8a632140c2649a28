"""Tells `publishing` when the live row of an event's page has changed.

Wagtail keeps the columns of a live page as they were published and puts every draft into
revisions; it saves a live page whole only to publish it, and otherwise names the columns it
saves. So "saved whole" is the moment, inside the transaction in which `Page.save` writes.
"""

from typing import Any

from django.db.models.signals import post_save, pre_delete
from wagtail.models import TaskState
from wagtail.signals import page_unpublished, task_approved

from consultations.events.check import checking, workflow
from consultations.events.models import EventPage, EventsIndexPage, ParticipantsCheckTask
from consultations.events.publishing import take_back, write_out


def connect() -> None:
    """Connect once, however often the app is made ready."""
    post_save.connect(_page_saved, sender=EventPage, dispatch_uid="events.page_saved")
    page_unpublished.connect(_page_unpublished, sender=EventPage, dispatch_uid="events.page_unpublished")
    pre_delete.connect(_page_deleted, sender=EventPage, dispatch_uid="events.page_deleted")
    post_save.connect(_index_saved, sender=EventsIndexPage, dispatch_uid="events.index_saved")
    task_approved.connect(_step_done, sender=TaskState, dispatch_uid="events.step_done")


def _page_saved(instance: EventPage, raw: bool = False, update_fields: Any = None, **kwargs: Any) -> None:
    if not raw and update_fields is None:
        write_out(instance, by=instance.owner)
        if instance.live and len(instance.record):
            checking.note_published(instance, by=instance.owner)


def _page_unpublished(instance: EventPage, **kwargs: Any) -> None:
    # Wagtail may unpublish through the general page, whose saving says nothing of events.
    take_back(instance, by=instance.owner)


def _page_deleted(instance: EventPage, **kwargs: Any) -> None:
    checking.let_go(instance)


def _index_saved(instance: EventsIndexPage, created: bool = False, raw: bool = False, **kwargs: Any) -> None:
    if created and not raw:
        workflow.put_on(instance)


def _step_done(instance: TaskState, user: Any = None, **kwargs: Any) -> None:
    """Whoever hands a draft on to a publisher has heard enough."""
    if isinstance(instance.task.specific, ParticipantsCheckTask):
        checking.end_for(instance.workflow_state.content_object.pk, by=user)
