"""The mails of this room."""

from typing import Any


def send(email: str, template: str, context: dict[str, Any], *, language: str) -> None:
    """Hand a mail to ``mailing``, to go out at once."""
    from mailing.sending import send as hand_over

    hand_over(email, template, context, language=language)
