"""Publishing: at emptyings only, and several of a thread together (docs/trust.md, rule 18).

Whoever reads the site every day learns that something was published in a thread, and never which of the
letters of a day it was. Of a thread at least `PUBLISH_TOGETHER` leave together; the oldest waits seven
days at most, and moderators see beforehand when that is.
"""

import logging
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Min
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from edge import content_version
from feedback.letterbox.kinds import Delivery
from feedback.threads import counts, held_words, sockets
from feedback.threads.enums import State
from feedback.threads.models import Contribution, ContributionQuerySet, Thread
from sealing.pairs import CannotOpenError

log = logging.getLogger(__name__)

#: After so many days what is ready leaves, however little there is.
LONGEST_WAIT = timedelta(days=7)
_AT_A_TIME = 200


@dataclass(frozen=True)
class Leaves:
    """When what is ready in a thread leaves."""

    #: How many are ready.
    ready: int
    #: How many more have to be ready before they leave with the next emptying; 0: they do.
    lacking: int
    #: The day on which they leave at the latest; nothing if none is ready.
    at_the_latest: date | None

    @property
    def at_the_next_emptying(self) -> bool:
        """Whether they leave when the box is next emptied."""
        return self.ready > 0 and self.lacking == 0

    @property
    def sentence(self) -> str:
        """The same in words, for moderators."""
        if not self.ready or self.at_the_latest is None:
            return _("Nothing is ready to leave.")
        if self.at_the_next_emptying:
            return _("It leaves when the box is next emptied.")
        return ngettext(
            "It leaves when %(lacking)d more is ready, and on %(day)s at the latest.",
            "It leaves when %(lacking)d more are ready, and on %(day)s at the latest.",
            self.lacking,
        ) % {"lacking": self.lacking, "day": date_format(self.at_the_latest, "j F Y")}


def leaves_when(thread: Thread, today: date) -> Leaves:
    """When what is ready in this thread leaves, as it stands today. One query."""
    found = _ready().filter(thread=thread).aggregate(ready=Count("pk"), oldest=Min("day"))
    ready, oldest = found["ready"], found["oldest"] or today
    if not ready:
        return Leaves(0, settings.PUBLISH_TOGETHER, None)
    latest = max(oldest + LONGEST_WAIT, today)
    due = _is_due(ready, oldest, today)
    return Leaves(ready, 0 if due else settings.PUBLISH_TOGETHER - ready, latest)


@transaction.atomic
def publish_due(delivery: Delivery) -> None:
    """Publish what may leave now, count every thread anew, make all copies of public pages stale.

    Called at every emptying, whether or not there was anything in the box. May be repeated.
    """
    words_due = _threads_due(_ready(), delivery.day)
    _publish(_ready().filter(thread__in=words_due), delivery)
    stubs_due = words_due | _threads_due(_stubs_waiting(), delivery.day)
    _stubs_waiting().filter(thread__in=sorted(stubs_due)).update(batch=delivery.number, day=None)
    counts.recompute()
    for add_up in sockets.counted.all():
        add_up(delivery.day)
    content_version.bump()


def _ready() -> ContributionQuerySet:
    return Contribution.objects.filter(state=State.HELD, ready=True, may_show=True)


def _stubs_waiting() -> ContributionQuerySet:
    return Contribution.objects.filter(state=State.DECLINED, batch__isnull=True)


def _threads_due(waiting: ContributionQuerySet, today: date) -> set[int]:
    """The threads of which enough wait together, or one has waited long enough. One query."""
    rows = waiting.order_by().values_list("thread").annotate(Count("pk"), Min("day"))
    return {thread for thread, number, oldest in rows if _is_due(number, oldest or today, today)}


def _is_due(number: int, oldest: date, today: date) -> bool:
    return number >= settings.PUBLISH_TOGETHER or today - oldest >= LONGEST_WAIT


def _publish(due: ContributionQuerySet, delivery: Delivery) -> None:
    """Show the words. Table by table and sorted by random key: their order says nothing (rule 7)."""
    shown = [row for row in due.order_by("pk") if _open(row)]
    for row in shown:
        row.state, row.ready, row.held, row.day = State.PUBLISHED, False, b"", None
        if row.batch is None:
            row.batch = delivery.number
    Contribution.objects.bulk_update(
        shown, ["state", "ready", "held", "day", "words", "batch"], batch_size=_AT_A_TIME
    )


def _open(row: Contribution) -> bool:
    """Put the words to show where they are shown; False if they cannot be opened.

    One damaged row, or one locked with a key that is gone, stays ready and keeps nobody else back.
    """
    try:
        row.words = str(held_words.unlock(row.held)["shown"])
    except (CannotOpenError, KeyError):
        log.error("Words that were ready to be published cannot be opened; they stay held.")
        return False
    return True
