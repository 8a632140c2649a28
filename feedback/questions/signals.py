"""Tells `handing_over` when the live row of a thread's page has changed.

Wagtail keeps the columns of a live page as they were published and puts every draft into
revisions; it saves a live page whole only to publish it, and otherwise names the columns it
saves. So "saved whole" is the moment, inside the transaction in which `Page.save` writes.
"""

from typing import Any

from django.db.models.signals import post_save, pre_delete
from wagtail.signals import page_unpublished

from feedback.questions.handing_over import hand_over, let_go, take_back
from feedback.questions.models import ThreadPage


def connect() -> None:
    """Connect once, however often the app is made ready."""
    post_save.connect(_page_saved, sender=ThreadPage, dispatch_uid="questions.page_saved")
    page_unpublished.connect(_page_unpublished, sender=ThreadPage, dispatch_uid="questions.page_unpublished")
    pre_delete.connect(_page_deleted, sender=ThreadPage, dispatch_uid="questions.page_deleted")


def _page_saved(instance: ThreadPage, raw: bool = False, update_fields: Any = None, **kwargs: Any) -> None:
    if not raw and update_fields is None:
        hand_over(instance, by=instance.owner)


def _page_unpublished(instance: ThreadPage, **kwargs: Any) -> None:
    # Wagtail may unpublish through the general page, whose saving says nothing of threads.
    take_back(instance, by=instance.owner)


def _page_deleted(instance: ThreadPage, **kwargs: Any) -> None:
    let_go(instance, by=instance.owner)
