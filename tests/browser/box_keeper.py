"""Beside a site that is being served: asks questions, lets others answer, empties its box, writes proposals,
and votes in others' stead, when told to.

Run there by `manage.py shell`; reads one order a line and answers each with one line.
"""

import datetime
import sys
from collections.abc import Callable
from io import StringIO

from django.core.management import call_command
from django.db import close_old_connections
from django.utils import timezone

from consultations.ballots import casting, closing
from consultations.ballots.models import Ballot, RollEntry
from consultations.proposals.models import Proposal
from feedback.letterbox import nonces
from feedback.moderation import publishing
from feedback.moderation.models import Item
from feedback.threads import saying
from feedback.threads.models import Thread
from feedback.threads.said import REMARK, Said
from people.models import Person
from tests.browser import event_orders, outcome_orders
from tests.factories.ballots import AGREE, DISAGREE
from tests.factories.proposals import draft
from tests.factories.threads import ThreadFactory

#: What two others say, so that there are enough to be shown together.
OTHERS = ("A face at the gate.", "Somebody to call in the first week.")
#: What they say about a proposal.
REMARKS = ("Read it aloud once before the meeting.", "Good. Do not let it lie about for a year.")
#: Votes of those who hold the other slips.
VOTES = (*5 * [AGREE], *2 * [{"consent": "concerns"}], *2 * [DISAGREE])


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


def propose(*title: str) -> str:
    """A draft that Leon Carter has written, with all its parts; gives its address."""
    return draft(by=Person.objects.get(email="leon@demo.example"), title=" ".join(title)).slug


def remark(slug: str) -> str:
    """Two people without an account say something about a whole proposal; gives the address of its thread."""
    thread = _thread_of(slug)
    for words in REMARKS:
        saying.say(thread, Said(words=words, kind=REMARK, may_show=True), nonce=nonces.new())
    return thread.slug


def let_go(slug: str) -> str:
    """Let everything go that waits in the thread of a proposal."""
    rhys = Person.objects.get(email="rhys@demo.example")
    for item in Item.objects.filter(contribution__thread=_thread_of(slug), open=True):
        publishing.publish(item, by=rhys, version=item.version)
    return "gone"


def _thread_of(slug: str) -> Thread:
    return Thread.objects.get(slug=Proposal.objects.get(slug=slug).thread)


def vote(slug: str) -> str:
    """Holders of slips who have not voted yet vote, each with a code of their own."""
    rest = RollEntry.objects.filter(ballot__slug=slug, person=None, voted=False)
    rest.update(exchanged=True)
    entries = list(rest.select_related("ballot"))
    for entry, what in zip(entries, VOTES, strict=False):
        casting.cast(entry, what, by=casting.CODE)
    return str(min(len(entries), len(VOTES)))


def close(slug: str) -> str:
    """The time of a vote is over, and it is counted; gives its state."""
    over = timezone.now() - datetime.timedelta(seconds=1)
    Ballot.objects.filter(slug=slug).update(closes_at=over)
    return closing.close(Ballot.objects.get(slug=slug), by=None).state


ORDERS: dict[str, Callable[..., str]] = {
    "ask": ask, "empty": empty, "propose": propose, "remark": remark, "let-go": let_go, "vote": vote,
    "close": close, **event_orders.ORDERS, **outcome_orders.ORDERS,
}  # fmt: skip


def main() -> None:
    """Obey until nobody says anything more."""
    for line in sys.stdin:
        order, *more = line.split()
        close_old_connections()
        print(ORDERS[order](*more), flush=True)
