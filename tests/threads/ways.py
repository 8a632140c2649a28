"""The ways through the pages that tests go."""

from typing import Any

from feedback.threads.models import Thread
from tests.threads.writer import Writer

WORDS = "They came two days before I got out.\nI did not take in a word of it."


def begun(thread: Thread) -> Writer:
    """Somebody before the empty words page."""
    return Writer().open(f"/feedback/{thread.slug}/say/").press("start")


def written(thread: Thread, words: str = WORDS, **more: Any) -> Writer:
    """Somebody who has come to the check page."""
    return begun(thread).fill(words=words, **{"allows": "both", **more}).press("check")


def sent(thread: Thread, words: str = WORDS, **more: Any) -> Writer:
    """Somebody who has come to the receipt page."""
    return written(thread, words, **more).press("send")


def came_back(receipt: str) -> Writer:
    """Somebody who has typed in a receipt."""
    return Writer().open("/feedback/receipt/").fill(receipt=receipt).press("open")
