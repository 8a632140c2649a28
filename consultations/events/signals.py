"""Tells `publishing` when the live row of an event's page has changed.

Wagtail keeps the columns of a live page as they were published and puts every draft into
revisions; it saves a live page whole only to publish it, and otherwise names the columns it
saves. So "saved whole" is the moment, inside the transaction in which `Page.save` writes.
"""

from typing import Any

from django.db.models.signals import post_save
from wagtail.signals import page_unpublished

from consultations.events.models import EventPage
from consultations.events.publishing import take_back, write_out


def connect() -> None:
    """Connect once, however often the app is made ready."""
    post_save.connect(_page_saved, sender=EventPage, dispatch_uid="events.page_saved")
    page_unpublished.connect(_page_unpublished, sender=EventPage, dispatch_uid="events.page_unpublished")


def _page_saved(instance: EventPage, raw: bool = False, update_fields: Any = None, **kwargs: Any) -> None:
    if not raw and update_fields is None:
        write_out(instance, by=instance.owner)


def _page_unpublished(instance: EventPage, **kwargs: Any) -> None:
    # Wagtail may unpublish through the general page, whose saving says nothing of events.
    take_back(instance, by=instance.owner)
