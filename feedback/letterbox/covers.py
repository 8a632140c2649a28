"""Cover envelopes: empty ones at random times, so that a post cannot be told from nothing.

They go in by the same act as a real letter and are opened and dropped with all others. They blur minutes,
not days (docs/locked-box.md).
"""

import random

from django.conf import settings

from feedback.letterbox import nonces, posting
from feedback.letterbox.kinds import COVER

_chance = random.SystemRandom()


def post_cover() -> posting.Outcome:
    """Post one."""
    return posting.post(COVER, {}, nonce=nonces.new())


class Covers:
    """The loop of one worker: called again and again, it says how many seconds to wait each time."""

    def __init__(self) -> None:
        self._begun = False

    def __call__(self) -> float:
        if self._begun:
            post_cover()
        self._begun = True
        return _chance.expovariate(1 / settings.COVER_EVERY_SECONDS)
