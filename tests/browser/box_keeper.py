"""Beside a site that is being served: asks questions, lets others answer, empties its box, when told to.

Run there by `manage.py shell`; reads one order a line and answers each with one line.
"""

import sys
from collections.abc import Callable
from io import StringIO

from django.core.management import call_command
from django.db import close_old_connections

from feedback.letterbox import nonces
from feedback.threads import saying
from feedback.threads.said import Said
from tests.factories.threads import ThreadFactory

#: What two others say, so that there are enough to be shown together.
OTHERS = ("A face at the gate.", "Somebody to call in the first week.")


def ask(slug: str) -> str:
    """A question that is open; two have answered it."""
    thread = ThreadFactory(
        slug=slug,
        question="What helped you?",
        why="We want to know what to do.",
        can_change="when we meet you",
        who_decides="The team",
    )
    for words in OTHERS:
        saying.say(thread, Said(words=words, may_show=True), nonce=nonces.new())
    return slug


def empty() -> str:
    """Empty the box by hand, as the command does."""
    call_command("letterbox", "empty", "--anyway", stdout=StringIO())
    return "emptied"


ORDERS: dict[str, Callable[..., str]] = {"ask": ask, "empty": empty}


def main() -> None:
    """Obey until nobody says anything more."""
    for line in sys.stdin:
        order, *more = line.split()
        close_old_connections()
        print(ORDERS[order](*more), flush=True)
