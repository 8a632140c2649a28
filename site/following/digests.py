"""One mail with everything since the last, at the fixed times (docs/trust.md, rule 26).

Ten minutes before each of them the schedule asks who is due. A mail holds numbers and addresses of ours, no
title and no word that anybody wrote; what it tells of stands on the member's page.

Notices are marked in the transaction that puts their mail into the queue: a worker killed at any point leaves
both or neither, and the next run goes on with whoever is left.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from background import schedule
from background.due_times import time_of_day
from following.enums import AT_THE_NEXT_ROUND, HowOften, What
from following.models import Notice
from following.stopping import token_for
from mailing.rounds import next_round
from mailing.sending import ONE_CLICK, Moment, send
from people.models import Person

TEMPLATE = "following/news"
#: So long before the mail goes somebody looks who is due.
LOOK_BEFORE = timedelta(minutes=10)
#: People whose mails are made in one transaction: others who write never wait long.
TOGETHER = 50


def register() -> None:
    """Look before each round."""
    rounds = [_before(time_of_day(one)) for one in settings.MAIL_ROUNDS]
    schedule.register("following-mails", send_due, at=rounds, atomic=False)


def send_due(now: datetime | None = None) -> None:
    """Put one mail for everybody who is due into the queue; it goes at the next fixed time.

    Once a day means: what was told on an earlier day. Once a week: what was told before this Monday. With it
    goes all that waits. So a round that was missed is made up for by the next, whichever it is.
    """
    day = timezone.localdate(next_round(now or timezone.now()))
    for keys in _batches(day):
        _send_to(keys)


def _batches(day: date) -> Iterator[list[int]]:
    after = 0
    while keys := list(
        Notice.objects.waiting()
        .filter(_due(day), person__is_active=True, person__gt=after)
        .order_by("person")
        .values_list("person", flat=True)
        .distinct()[:TOGETHER]
    ):
        yield keys
        after = keys[-1]


def _due(day: date) -> Q:
    monday = day - timedelta(days=day.weekday())
    chose = "person__mail_choice__how_often"
    daily = Q(person__mail_choice__isnull=True) | Q(**{chose: HowOften.DAILY})
    at_once = Q(**{chose: HowOften.AT_ONCE}) | Q(what__in=sorted(AT_THE_NEXT_ROUND))
    by_rhythm = daily & Q(day__lt=day) | Q(**{chose: HowOften.WEEKLY}) & Q(day__lt=monday)
    no_mail = Q(**{chose: HowOften.NONE})
    return (at_once | by_rhythm) & ~(Q(person__mail_choice__isnull=False) & no_mail)


@transaction.atomic
def _send_to(keys: list[int]) -> None:
    waiting: dict[int, list[Notice]] = defaultdict(list)
    # Locked: another worker that got hold of the same run waits, then finds them marked.
    for notice in Notice.objects.waiting().filter(person__in=keys).select_for_update().order_by("pk"):
        waiting[notice.person_id].append(notice)
    for person in Person.objects.active().filter(pk__in=list(waiting)).order_by("pk"):
        notices = waiting[person.pk]
        context = context_of(person, (What(notice.what) for notice in notices))
        send(person.email, TEMPLATE, context, language=person.language, when=Moment.NEXT_ROUND)
        Notice.objects.filter(pk__in=[notice.pk for notice in notices]).update(mailed=True)


def context_of(person: Person, told: Iterable[What]) -> dict[str, int | str]:
    """What a mail is given: how many of each, where to see them, where to switch mail off."""
    counts = Counter(told)
    with override(person.language):
        return {
            **{what.replace("-", "_"): count for what, count in counts.items()},
            "path": reverse("following:overview"),
            ONE_CLICK: reverse("mail-stop", args=[token_for(person)]),
        }


def _before(moment: time) -> time:
    return (datetime(2000, 1, 2, moment.hour, moment.minute) - LOOK_BEFORE).time()
