"""What people tell about themselves when they register, locked with a key from the environment.

A copy of the database alone shows no name, address or need. This is no locked box: whoever runs this site
holds the key, and the form says who reads it. What is deleted leaves nothing that opens, in dead rows and
copies neither.
"""

import json
from dataclasses import asdict, dataclass, fields
from typing import Any

from django.conf import settings

from sealing import held


@dataclass(frozen=True, kw_only=True)
class Told:
    """What somebody told us: whatever could say who they are or how they are stands here and nowhere else."""

    #: What to be called; nothing for a group known by number, and for a member, whose account says it.
    name: str = ""
    email: str = ""
    phone: str = ""
    #: Values of `access_needs.AccessNeed`, and what else somebody needs in their own words.
    needs: tuple[str, ...] = ()
    needs_words: str = ""
    #: Value of `enums.Attendance`, where there is a choice; nothing while they do not know.
    way: str = ""
    #: What they eat or do not eat.
    food: str = ""
    #: A facilitator's note on a group: whom to ask for at the gate, how many need large print.
    note: str = ""


def lock(told: Told, *, row: int) -> bytes:
    """Lock what somebody told, for the registration with this key; nothing stays nothing."""
    values = {name: value for name, value in asdict(told).items() if value}
    return _lock(values, f"a registration {row}") if values else b""


def unlock(locked: bytes | memoryview, *, row: int) -> Told:
    """What they told; nothing where nothing is, or where it cannot be opened any more."""
    values = _unlock(locked, f"a registration {row}")
    known = {field.name for field in fields(Told)}
    kept = {name: value for name, value in values.items() if name in known}
    return Told(**{**kept, "needs": tuple(kept.get("needs", ()))})


def lock_details(details: str, *, page: int) -> bytes:
    """Lock how to join the event of this page."""
    return _lock({"details": details}, f"joining details {page}") if details else b""


def unlock_details(locked: bytes | memoryview, *, page: int) -> str:
    """How to join; nothing where nothing is, or where it cannot be opened any more."""
    return str(_unlock(locked, f"joining details {page}").get("details", ""))


def _lock(values: dict[str, Any], context: str) -> bytes:
    plain = json.dumps(values, ensure_ascii=False).encode()
    return held.lock(plain, secret=settings.HELD_WORDS_SECRET.encode(), context=_context(context))


def _unlock(locked: bytes | memoryview, context: str) -> dict[str, Any]:
    if not locked:
        return {}
    secrets = [settings.HELD_WORDS_SECRET, *settings.HELD_WORDS_SECRET_FALLBACKS]
    try:
        plain = held.unlock(
            bytes(locked), secrets=[secret.encode() for secret in secrets], context=_context(context)
        )
    except held.CannotOpenError:
        return {}
    return dict(json.loads(plain))


def _context(context: str) -> bytes:
    return f"registrations: {context}".encode()
