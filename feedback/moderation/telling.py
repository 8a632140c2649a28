"""Mails that something waits: at fixed times, with neutral subjects, without numbers, to all alike.

Ten minutes before a fixed time somebody (the schedule) looks whether anything waits; at the fixed time the
same mail goes to everybody with the permission. It says neither what nor how much, and whoever is tied to a
prison gets it as all others do: who got none would say what the thing is about. What waits for others only
is not in their queue, in no count and behind no address (`models.ItemQuerySet.visible_to`).

Nothing here looks at the box: what has not been delivered cannot be told of (docs/trust.md, rule 11).
"""

from datetime import datetime, time, timedelta

from django.conf import settings
from django.utils import timezone

from background import schedule
from background.due_times import time_of_day
from feedback.moderation import absences, hours, queries, response_queries
from feedback.moderation.enums import Attention
from feedback.moderation.models import Item
from mailing.rounds import next_full_hour
from mailing.sending import Moment, send
from people.models import Person
from people.permission_groups import PermissionGroup

#: So long before a mail goes somebody looks whether there is a reason for it.
LOOK_BEFORE = timedelta(minutes=10)
NEW, OVERDUE, URGENT = "moderation/new", "moderation/overdue", "moderation/urgent"
PROMISE = "moderation/promise"
QUEUE, SAFEGUARDING = "/members/feedback/", "/members/feedback/safeguarding/"
RESPONSES = "/members/feedback/responses/"


def register() -> None:
    """Look before each round and before each full hour."""
    rounds = [_before(time_of_day(one)) for one in settings.MAIL_ROUNDS]
    schedule.register("moderation-mails", tell_facilitators, at=rounds)
    schedule.register("moderation-promise-mails", tell_responders, at=rounds[:1])
    schedule.register(
        "moderation-urgent-mails", tell_safeguarding, at=[_before(time(hour)) for hour in range(24)]
    )


def tell_facilitators(now: datetime | None = None) -> None:
    """One mail to every facilitator if something arrived since the last round, or waits too long."""
    now = now or timezone.now()
    waiting = Item.objects.waiting().filter(attention__gt=Attention.ESCALATED)
    since = timezone.localdate(now - timedelta(days=1))
    if queries.overdue(waiting, timezone.localdate(now)).exists():
        template = OVERDUE
    elif waiting.filter(claimed_by=None, since__gte=since).exists():
        template = NEW
    else:
        return
    for person in Person.objects.active().filter(groups__name=PermissionGroup.FACILITATOR).order_by("pk"):
        send(person.email, template, {"path": QUEUE}, language=person.language, when=Moment.NEXT_ROUND)


def tell_safeguarding(now: datetime | None = None) -> None:
    """At the next full hour, if somebody reads then: one mail to lead and deputy while somebody may be at
    risk and nobody has taken it on. Whoever is away gets none, unless all are.
    """
    now = now or timezone.now()
    due = next_full_hour(now)
    urgent = Item.objects.waiting().filter(attention__lte=Attention.RISK, claimed_by=None)
    if not hours.somebody_reads(due) or not urgent.exists():
        return
    for person in absences.who_is_there(timezone.localdate(due)):
        send(
            person.email,
            URGENT,
            {"path": SAFEGUARDING},
            language=person.language,
            when=Moment.NEXT_ROUND,
            due=due,
        )


def tell_responders(now: datetime | None = None) -> None:
    """One mail to every responder and facilitator while a promise is overdue: to all alike, so that it does
    not say whose promise it is.
    """
    now = now or timezone.now()
    if not response_queries.overdue(timezone.localdate(now)).exists():
        return
    groups = (PermissionGroup.RESPONDER, PermissionGroup.FACILITATOR)
    for person in Person.objects.active().filter(groups__name__in=groups).order_by("pk").distinct():
        send(person.email, PROMISE, {"path": RESPONSES}, language=person.language, when=Moment.NEXT_ROUND)


def _before(moment: time) -> time:
    return (datetime(2000, 1, 2, moment.hour, moment.minute) - LOOK_BEFORE).time()
