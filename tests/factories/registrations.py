"""Events that people can register for, and those who did."""

import datetime
import json
import os
from typing import Any
from uuid import uuid4

from django.utils import timezone

from consultations.events.enums import ConsentKind, EventFormat
from consultations.events.models import EventPage
from consultations.events.when import Precision
from consultations.registrations import registering
from consultations.registrations.models import Registration
from consultations.registrations.registering import Details
from consultations.registrations.words import Told
from tests.factories.events import EventFactory
from vocabulary.role_groups import RoleGroup

LIVED = RoleGroup.LIVED_EXPERIENCE
WORKER = RoleGroup.LINK_WORKER


def open_event(capacity: int | None = 3, *, kept: "dict[str, int] | None" = None, **values: Any) -> EventPage:
    """An event in three weeks that people register for; ``kept`` are places for groups."""
    day = timezone.localdate() + datetime.timedelta(days=values.pop("days", 21))
    fields = {
        "title": "What would help on the day of release", "precision": Precision.TIME, "day": day,
        "time": datetime.time(14), "minutes": 120, "format": EventFormat.IN_PERSON,
        "where": "The Old Library", "can_change": "What the first day looks like.",
        "without_internet": "Ring or write to us, and we put your name down.",
        "who_decides": "The team of the pilot.", "answer_by": day + datetime.timedelta(days=60),
        "takes_registrations": True, "capacity": capacity, "reserved": kept_places(kept or {}),
        "consents": consents({ConsentKind.NOTES: "You may write down what I say, without my name."}),
    }  # fmt: skip
    return EventFactory(**{**fields, **values})


def kept_places(kept: dict[str, int]) -> str:
    """Places kept for groups, as stored."""
    return _stream("kept", [{"group": group, "places": places} for group, places in kept.items()])


def consents(texts: dict[str, str]) -> str:
    """What people are asked to agree to, as stored."""
    return _stream("consent", [{"kind": kind, "text": text} for kind, text in texts.items()])


def guest(
    event: EventPage, name: str = "Robin", *, group: str = WORKER, index: bytes = b"", **told: Any
) -> Registration:
    """Somebody without an account who registers."""
    details = Details(told=Told(name=name, **told), role_group=group)
    return registering.register_guest(event, details, index=index or os.urandom(32))


def order(event: EventPage) -> list[tuple[str, str]]:
    """Everybody on the list in the order of coming: name and state."""
    rows = Registration.objects.on_the_list().filter(page=event).select_related("person")
    return [(row.name, row.state) for row in rows]


def _stream(kind: str, values: list[dict[str, Any]]) -> str:
    return json.dumps([{"type": kind, "value": value, "id": str(uuid4())} for value in values])
