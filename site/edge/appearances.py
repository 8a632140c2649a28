"""Which rows appear on public pages: a socket for every room (see ContentVersion)."""

from django.db import models


def appears_publicly(*model_classes: type[models.Model]) -> None:
    """Saving or deleting a row of these models makes every cached public page stale."""
