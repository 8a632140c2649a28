"""How we do, in numbers of whole months. Written once, when the box is first emptied after a month, and never
again (docs/trust.md, rule 24).

What nobody outside can count (how much came, was sent back, handed on, refused) is rounded to 5, and below 8
no more is kept than that it was below 8; zero is no exception. No sum stands beside such numbers, so none can
be worked out from others. What anybody can count on the pages themselves is exact.
"""

from collections import defaultdict
from datetime import date
from statistics import median

from django.db import transaction
from django.db.models import Count, F, Max, Min, Q

from disclosure.tables import LEAST, rounded
from edge import content_version
from feedback.letterbox.kinds import Delivery
from feedback.letterbox.models import Emptying
from feedback.threads import sockets
from feedback.threads.enums import State
from feedback.threads.models import Contribution, MonthlyFigures, Response, Thread
from feedback.threads.months import Month

#: Kept in place of a number below this; pages say "fewer than 8".
FEWER = LEAST
TOO_FEW = 0


@transaction.atomic
def close_months(delivery: Delivery) -> None:
    """Write the figures of every month that is over and has none yet. May be repeated.

    Called at every emptying, after what it brought was delivered and published: that belongs to the month
    which has begun.
    """
    rows = [_figures(month) for month in _months_over(delivery.day)]
    if rows:
        MonthlyFigures.objects.bulk_create(rows, ignore_conflicts=True)
        content_version.bump()


def protected(number: int) -> int:
    """A count as it may be kept and shown: rounded to 5, and `TOO_FEW` for anything below 8."""
    return rounded(number) if number >= LEAST else TOO_FEW


def _months_over(today: date) -> list[Month]:
    """The months before this day's that have no figures; none before the box was first emptied."""
    last = MonthlyFigures.objects.order_by("-month").values_list("month", flat=True).first()
    if last is not None:
        month = Month(last).next
    else:
        first = Emptying.objects.order_by("number").values_list("day", flat=True).first()
        month = Month.of(first or today)
    found = []
    while month < Month.of(today):
        found.append(month)
        month = month.next
    return found


def _figures(month: Month) -> MonthlyFigures:
    done = _done(month)
    kept, late = _promises(month)
    return MonthlyFigures(
        month=month.first,
        received=protected(_received(month)),
        published=_published(month),
        returned=protected(done.returned),
        escalated=protected(done.escalated),
        declined={reason: protected(number) for reason, number in sorted(done.declined.items())
                  if number >= LEAST},
        median_days=_median_days(month),
        promises_kept=kept,
        promises_late=late,
    )  # fmt: skip


def _done(month: Month) -> sockets.Done:
    """What moderators did; the rooms above know."""
    returned = escalated = 0
    declined: defaultdict[str, int] = defaultdict(int)
    for source in sockets.done_between.all():
        done = source(month.begins, month.ends)
        returned += done.returned
        escalated += done.escalated
        for reason, number in done.declined.items():
            declined[reason] += number
    return sockets.Done(returned, escalated, declined)


def _received(month: Month) -> int:
    return Contribution.objects.filter(week__gte=month.begins, week__lt=month.ends).count()


def _published(month: Month) -> int:
    """First shown at an emptying of the month, and shown still."""
    emptyings = Emptying.objects.filter(day__gte=month.begins, day__lt=month.ends).order_by()
    numbers = emptyings.aggregate(first=Min("number"), last=Max("number"))
    if numbers["first"] is None:
        return 0
    batches = (numbers["first"], numbers["last"])
    return Contribution.objects.filter(state=State.PUBLISHED, batch__range=batches).count()


def _promises(month: Month) -> tuple[int, int]:
    """Of the answers promised for a day of the month: how many came by then, how many did not."""
    due = Thread.objects.public().filter(answer_by__gte=month.begins, answer_by__lt=month.ends).order_by()
    kept = Q(answered_on__lte=F("answer_by"))
    found = due.aggregate(all=Count("pk"), kept=Count("pk", filter=kept))
    return found["kept"], found["all"] - found["kept"]


def _median_days(month: Month) -> int | None:
    """Days until half had an answer, rounded to 5; nothing for fewer than 8, whom it could point at."""
    days = [
        (answered - week).days
        for week, answered in _first_answers(month)
        if month.begins <= answered < month.ends
    ]
    return rounded(round(median(days))) if len(days) >= LEAST else None


def _first_answers(month: Month) -> list[tuple[date, date]]:
    """Of each published contribution that was answered before the month's end: its week, and the day.

    A response to all of a thread answers those that were there by then.
    """
    to_all: defaultdict[int, list[date]] = defaultdict(list)
    rows = Response.objects.filter(to_all=True, day__lt=month.ends).order_by("day")
    for thread, day in rows.values_list("thread", "day"):
        to_all[thread].append(day)
    answered = Q(responses__day__lt=month.ends) | Q(thread__in=sorted(to_all))
    first = Min("responses__day", filter=Q(responses__day__lt=month.ends))
    published = Contribution.objects.filter(answered, state=State.PUBLISHED).order_by()
    found = []
    for thread, week, day in (
        published.values("pk").annotate(first=first).values_list("thread", "week", "first")
    ):
        days = [one for one in to_all[thread] if one >= week] + ([day] if day else [])
        if days:
            found.append((week, min(days)))
    return found
