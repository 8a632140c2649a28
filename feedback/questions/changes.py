"""What changes of a thread that has opened, said so that nobody is deceived.

People answered a question and trusted a promise. Neither is exchanged behind their backs: every
change of it is written into the thread with what stood there before, and readers see both.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import override

from feedback.threads.models import Thread

#: The question, the promise, and who reads.
NOTED = ("question", "can_change", "who_decides", "answer_by", "readers")


@dataclass(frozen=True)
class Change:
    """One thing that is no longer as it was. ``better`` says that nobody can be worse off by it."""

    what: str
    before: str
    better: bool


def between(thread: Thread, values: Mapping[str, Any]) -> list[Change]:
    """What of question, promise and readers differs from what a thread says now."""
    found = []
    for name in NOTED:
        before, now = getattr(thread, name), values.get(name)
        if name in values and now != before:
            found.append(Change(name, _told(before), _better(name, before, now)))
    return found


def entries(changes: list[Change], *, why: str, day: datetime.date) -> list[dict[str, str]]:
    """The same as `Thread.changes` keeps it."""
    return [
        {"day": day.isoformat(), "what": change.what, "before": change.before, "why": why}
        for change in changes
    ]


def _better(name: str, before: Any, now: Any) -> bool:
    if name == "answer_by":
        return now is not None and now < before
    if name == "readers":
        return all(reader in before for reader in now)
    return False


def _told(before: Any) -> str:
    if isinstance(before, datetime.date):
        with override("en-gb"):
            return date_format(before, "j F Y")
    if isinstance(before, list):
        return "; ".join(f"{reader['name']}, {reader['role']}" for reader in before)
    return str(before)
