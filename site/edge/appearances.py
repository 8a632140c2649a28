"""Which rows appear on public pages: a socket for every room.

A room says beside its models, in `AppConfig.ready`, which of them the public
sees. Rows written by `bulk_create`, `update` or raw SQL send no signals: the
act that writes them calls `content_version.bump()` itself.
"""

from typing import Any

from django.db import models
from django.db.models.signals import m2m_changed, post_delete, post_save

from edge import content_version


def _row_changed(sender: Any, raw: bool = False, **kwargs: Any) -> None:
    if not raw:  # fixtures may be loaded before the table of the number is there
        content_version.bump()


def _membership_changed(sender: Any, action: str, **kwargs: Any) -> None:
    if action.startswith("post_"):
        content_version.bump()


def appears_publicly(*model_classes: type[models.Model]) -> None:
    """Make every copy of a public page stale when a row of these models is saved, deleted or linked."""
    for model in model_classes:
        identity = f"edge.appearances:{model._meta.label}"
        post_save.connect(_row_changed, sender=model, dispatch_uid=identity)
        post_delete.connect(_row_changed, sender=model, dispatch_uid=identity)
        for field in model._meta.local_many_to_many:
            through = field.remote_field.through
            m2m_changed.connect(_membership_changed, sender=through, dispatch_uid=f"{identity}.{field.name}")
