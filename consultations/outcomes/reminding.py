"""Reminding those who see to a step: a week before its day, and once it is late. Each once, whoever asks.

It is asked each morning; the mail goes with the next round and says only that something waits. A step that is
put off, or given to somebody else, is another to be reminded of (`stepping.plan_anew`).
"""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from consultations.outcomes.models import Step
from mailing.sending import Moment, send

#: Local time at which it is asked.
EACH_MORNING = "08:30"
TEMPLATE = "waiting"
_WEEK, _DAY = timedelta(days=7), timedelta(days=1)


def remind_due(today: date | None = None) -> int:
    """Have those reminded who are to be by now; returns of how many steps. For the schedule."""
    today = today or timezone.localdate()
    steps = Step.objects.standing().unfinished().filter(owner__is_active=True, due_on__lte=today + _WEEK)
    never = Q(reminded_for__isnull=True)
    late_now = Q(due_on__lt=today, reminded_for__lte=F("due_on"))
    keys = steps.filter(never | late_now).order_by("due_on", "pk").values_list("pk", flat=True)
    return sum(_remind(key, today) for key in list(keys))


@transaction.atomic
def _remind(key: str, today: date) -> int:
    """One step, if nobody else reminds of it at this moment."""
    step = Step.objects.select_related("owner").get(pk=key)
    if step.owner is None:
        return 0
    what = step.due_on + _DAY if step.due_on < today else step.due_on - _WEEK
    before = Q(reminded_for__isnull=True) | Q(reminded_for__lt=what)
    if not Step.objects.filter(before, pk=key, due_on=step.due_on).update(reminded_for=what):
        return 0
    path = reverse("outcomes-members:decisions")
    send(step.owner.email, TEMPLATE, {"path": path}, language=step.owner.language, when=Moment.NEXT_ROUND)
    return 1
