"""Times are kept to the week: when somebody signed in is nobody's business (docs/trust.md, rule 25)."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.http import HttpRequest

from background.weeks import start_of_week


def note_sign_in(sender: Any, user: Any, request: HttpRequest | None = None, **kwargs: Any) -> None:
    """Receives ``user_logged_in`` in the place of Django's own: writes once a week at most, and the week."""
    week = start_of_week()
    if user.last_login != week:
        user.last_login = week
        user.save(update_fields=["last_login"])


def round_authenticator(sender: Any, instance: Authenticator, **kwargs: Any) -> None:
    """Receives ``pre_save`` of a second step: every time on it becomes its week."""
    instance.created_at = start_of_week(instance.created_at)
    if instance.last_used_at is not None:
        instance.last_used_at = start_of_week(instance.last_used_at)
    if isinstance(instance.data, dict) and instance.data.get("viewed_at"):
        instance.data["viewed_at"] = start_of_week().timestamp()


def record_usage(authenticator: Authenticator) -> None:
    """Stands in for ``Authenticator.record_usage``, which would write a row at every sign-in."""
    week = start_of_week()
    if authenticator.last_used_at != week:
        authenticator.last_used_at = week
        authenticator.save(update_fields=["last_used_at"])
