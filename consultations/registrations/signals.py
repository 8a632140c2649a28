"""An event was published: perhaps with more places, on another day, or called off.

Readers of the list come afterwards, in transactions of their own: whoever publishes holds rows that those who
register wait for.
"""

from typing import Any

from django.db import transaction
from wagtail.signals import page_published

from consultations.events.models import EventPage
from consultations.registrations import moving_up
from consultations.registrations.models import Register


def connect() -> None:
    """Connect once, however often the app is made ready."""
    page_published.connect(_published, sender=EventPage, dispatch_uid="registrations.page_published")


def _published(instance: EventPage, **kwargs: Any) -> None:
    transaction.on_commit(lambda: after_publishing(instance), robust=True)


def after_publishing(page: EventPage) -> None:
    """Give places that were added to those who wait."""
    if Register.objects.filter(pk=page.pk, waiting__gt=0).exists():
        moving_up.move_up(page, by=page.owner)
