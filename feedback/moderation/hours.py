"""When somebody reads here, as the pages say on which people write; and days on which the box stays shut."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from edge import content_version
from feedback.letterbox.models import ClosedDay
from feedback.moderation.models import ReadingHours
from feedback.moderation.permissions import Act, may
from feedback.moderation.turns import MayNotError
from feedback.threads.gate import RefusedError
from feedback.threads.sockets import Hours
from people.models import Person


class UpsideDownError(RefusedError):
    """It ends before it begins."""

    sentence = _("Each day has to begin before it ends.")


class DayIsOverError(RefusedError):
    """It lies in the past."""

    sentence = _("This day is over.")


def reading_hours() -> Sequence[Hours]:
    """When somebody reads, in the order of the week (plugged into `threads.sockets.reading_hours`)."""
    rows = ReadingHours.objects.order_by("weekday").values_list("weekday", "opens", "closes")
    return [Hours(*row) for row in rows]


@transaction.atomic
def set_hours(hours: Collection[Hours], *, by: Person) -> None:
    """Say on which days and between which times somebody reads. Days left out are days off.

    Raises:
        UpsideDownError: one ends before it begins.
        MayNotError.
    """
    _refuse_unless_allowed(by)
    if any(one.opens >= one.closes for one in hours):
        raise UpsideDownError
    ReadingHours.objects.exclude(weekday__in=[one.weekday for one in hours]).delete()
    for one in sorted(hours, key=lambda one: one.weekday):
        times = {"opens": one.opens, "closes": one.closes}
        ReadingHours.objects.update_or_create(weekday=one.weekday, defaults=times)
    content_version.bump()


@transaction.atomic
def close_day(day: date, *, name: str, by: Person) -> None:
    """Keep the box shut on a day: nobody reads. Pages name the next day. May be repeated.

    Raises:
        DayIsOverError, MayNotError.
    """
    _refuse_unless_allowed(by)
    if day < timezone.localdate():
        raise DayIsOverError
    ClosedDay.objects.update_or_create(day=day, defaults={"name": name.strip()})
    content_version.bump()


@transaction.atomic
def open_day(day: date, *, by: Person) -> None:
    """Empty the box on a day after all. May be repeated."""
    _refuse_unless_allowed(by)
    ClosedDay.objects.filter(day=day).delete()
    content_version.bump()


def somebody_reads(moment: datetime) -> bool:
    """Whether a moment lies in the hours in which somebody reads. Two queries."""
    local = timezone.localtime(moment)
    if ClosedDay.objects.filter(day=local.date()).exists():
        return False
    today = ReadingHours.objects.filter(weekday=local.weekday())
    return today.filter(opens__lte=local.time(), closes__gte=local.time()).exists()


def _refuse_unless_allowed(by: Person) -> None:
    if not may(by, Act.CHANGE_HOURS):
        raise MayNotError(_("You may not change when we read."))
