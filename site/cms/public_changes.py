"""Tells the page cache when something public has changed.

Drafts change nothing: Wagtail saves them with a list of fields, and into a table of
their own. All else of a page that is live does, in the transaction that changes it.
"""

from typing import Any

from django.db.models.signals import post_delete, post_save
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.models import Page, Site
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from cms.models import FootLink, Navigation, Programme, PublishedImage, TopLink, VisitCounting
from edge import content_version
from edge.appearances import appears_publicly
from vocabulary.models import JourneyStage, Place, Theme


def _changed(sender: Any, **kwargs: Any) -> None:
    content_version.bump()


def _page_saved(
    sender: Any, instance: Any, update_fields: Any = None, raw: bool = False, **kwargs: Any
) -> None:
    """A live page was written whole, as publishing, set-up and commands do; drafts name their fields."""
    if not raw and isinstance(instance, Page) and instance.live and update_fields is None:
        content_version.bump()


def _page_deleted(sender: Any, instance: Any, **kwargs: Any) -> None:
    if isinstance(instance, Page):
        content_version.bump()


def connect() -> None:
    """Connect all signals; called once, from the room's AppConfig."""
    for name, signal in {
        "published": page_published,
        "unpublished": page_unpublished,
        "moved": post_page_move,
        "slug": page_slug_changed,
    }.items():
        signal.connect(_changed, dispatch_uid=f"cms.public_changes.{name}")
    post_save.connect(_page_saved, dispatch_uid="cms.public_changes.saved")
    post_delete.connect(_page_deleted, dispatch_uid="cms.public_changes.deleted")
    appears_publicly(Programme, Navigation, TopLink, FootLink, VisitCounting)
    appears_publicly(Site, Redirect, PublishedImage, get_document_model())
    appears_publicly(JourneyStage, Theme, Place)
