"""Who is told what by mail when something changes. Each act calls one of these, in its transaction."""

from typing import Any

from consultations.registrations.models import Registration


def told_registered(registration: Registration) -> None:
    """Somebody has registered: they have a place, or are on the waiting list."""


def told_changed(registration: Registration) -> None:
    """Somebody changed what they had told."""


def told_cancelled(registration: Registration) -> None:
    """Somebody cancelled, or was taken off the list. Called while what they told is still there."""


def told_offered(registration: Registration) -> None:
    """Somebody has moved up from the waiting list and has a place now."""


def told_changed_event(page: Any) -> None:
    """The event was published with another day, place or state (`page.sequence` was raised)."""
