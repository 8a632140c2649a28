"""Words that wait for a moderator, locked with a key from the environment (`sealing.held`).

A copy of the database alone does not show them. This is no locked box: whoever has the environment's key
too can read what waits; after the decision nothing waits any more.
"""

import json
from typing import Any

from django.conf import settings

from sealing import held

_CONTEXT = b"threads: words that wait"


def lock(said: dict[str, Any]) -> bytes:
    """Lock what somebody wrote: {"words": …} and whatever else of it is words."""
    plain = json.dumps(said, ensure_ascii=False).encode()
    return held.lock(plain, secret=settings.HELD_WORDS_SECRET.encode(), context=_CONTEXT)


def unlock(locked: bytes | memoryview) -> dict[str, Any]:
    """Open it again.

    Raises:
        sealing.held.CannotOpenError: the key of the environment has changed, or the row is damaged.
    """
    secrets = [settings.HELD_WORDS_SECRET, *settings.HELD_WORDS_SECRET_FALLBACKS]
    plain = held.unlock(bytes(locked), secrets=[secret.encode() for secret in secrets], context=_CONTEXT)
    return dict(json.loads(plain))


def words_in(locked: bytes | memoryview | None) -> str:
    """The words, to be read; none where there are none, or where they cannot be opened any more."""
    if not locked:
        return ""
    try:
        return str(unlock(locked).get("words", ""))
    except held.CannotOpenError:
        return ""
