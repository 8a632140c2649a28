"""Days whose letters went with a database, as the page says them on which one comes back (trust.md, rule 8).

Told by a setting and by no table: what is said about the loss of a database has to outlive it.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core import checks
from django.utils.translation import gettext as _

from feedback.threads.telling import day_text

Days = tuple[date, date]


def lost_days() -> list[str]:
    """Each stretch of days in words, the latest first; what cannot be read is left out."""
    told = []
    for first, last in sorted(_readable(), reverse=True):
        days = {"first": day_text(first), "last": day_text(last)}
        told.append(day_text(first) if first == last else _("%(first)s to %(last)s") % days)
    return told


def _readable() -> Iterator[Days]:
    for text in settings.LETTERS_LOST:
        try:
            yield _days(text)
        except ValueError:
            continue


def _days(text: str) -> Days:
    """One day, or the first and the last with a slash between them (ISO 8601).

    Raises:
        ValueError: it is neither, or the last lies before the first.
    """
    first, slash, last = text.strip().partition("/")
    days = date.fromisoformat(first), date.fromisoformat(last if slash else first)
    if days[1] < days[0]:
        raise ValueError(text)
    return days


def days_can_be_read(
    app_configs: Sequence[AppConfig] | None = None, **kwargs: Any
) -> list[checks.CheckMessage]:
    """Refuse a setting that would leave out days without a word."""
    if len(list(_readable())) == len(settings.LETTERS_LOST):
        return []
    hint = "Write a day as 2026-11-24, several days as 2026-11-24/2026-11-26, with commas between them."
    return [checks.Error("LETTERS_LOST cannot be read.", hint=hint, id="threads.E001")]
