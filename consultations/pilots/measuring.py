"""Measures: what is counted, by what it is judged, and its values, whole or not at all.

By what a measure is judged is said before its first value and cannot be changed afterwards. The values of a
day are entered once: two cuts of the same people could be taken from each other.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from consultations.pilots.enums import ABOUT_PEOPLE, Better, Scale
from consultations.pilots.models import Measure, Pilot, Value
from consultations.pilots.permissions import Act, may
from consultations.pilots.refusals import (
    ClosedError,
    CriteriaError,
    MayNotError,
    NoCriteriaError,
    NoValueError,
    RefusedError,
    StaleError,
    TooLateError,
)
from edge import content_version
from people.models import Person
from vocabulary.models import Place
from vocabulary.role_groups import RoleGroup

_WORDS = ("name", "question", "source", "how_often", "baseline", "target", "reading_level")
#: Changing one of these changes what the values mean.
_MEANING = ("scale", "better", "go_at", "stop_at")
LARGEST = Decimal(1_000_000)


@dataclass(frozen=True)
class Asked:
    """A measure as it is written, with the limits by which its values are judged."""

    name: str
    question: str
    scale: Scale
    better: Better
    source: str
    how_often: str
    baseline: Decimal | None = None
    target: Decimal | None = None
    reading_level: str = ""
    go_at: Decimal | None = None
    stop_at: Decimal | None = None


@dataclass(frozen=True)
class Counted:
    """One value: of all, of a place or of a group. ``people`` is from how many it comes, and never shown."""

    day: date
    number: Decimal
    people: int | None = None
    place: Place | None = None
    group: str = ""


@transaction.atomic
def add(pilot: Pilot, asked: Asked, *, by: Person) -> Measure:
    """Say what is measured.

    Raises:
        MayNotError, RefusedError, CriteriaError: as in `change`.
    """
    if not may(by, Act.MEASURE):
        raise MayNotError(_("You may not say what is measured."))
    pilot = Pilot.objects.select_for_update().get(pk=pilot.pk)
    _refuse(asked)
    last = pilot.measures.aggregate(last=Max("position"))["last"]
    return _take(Measure(pilot=pilot, position=0 if last is None else last + 1), asked)


@transaction.atomic
def change(measure: Measure, asked: Asked, *, by: Person, version: int) -> Measure:
    """Change how a measure is told; what its values mean only before there are any.

    Raises:
        MayNotError. StaleError. RefusedError: no name, question or source. CriteriaError: half of the limits,
        or ones that contradict each other. TooLateError: there are values already.
    """
    if not may(by, Act.MEASURE):
        raise MayNotError(_("You may not say what is measured."))
    measure = Measure.objects.select_for_update().get(pk=measure.pk)
    if measure.version != version:
        raise StaleError
    _refuse(asked)
    if measure.first_value_at and any(getattr(measure, name) != getattr(asked, name) for name in _MEANING):
        raise TooLateError
    measure.version += 1
    return _take(measure, asked)


@transaction.atomic
def enter(measure: Measure, counted: Sequence[Counted], *, by: Person) -> list[Value]:
    """Take in values, all of them or none.

    Raises:
        MayNotError. NoCriteriaError: nobody said before what they would mean. ClosedError: the day has
        values. NoValueError: one cannot be.
    """
    if not may(by, Act.MEASURE):
        raise MayNotError(_("You may not enter values."))
    measure = Measure.objects.select_for_update().get(pk=measure.pk)
    if measure.criteria_at is None:
        raise NoCriteriaError
    for one in counted:
        refuse_value(measure, one)
    if Value.objects.filter(measure=measure, day__in={one.day for one in counted}).exists():
        raise ClosedError
    repeated = Counter((one.day, one.place and one.place.pk, one.group) for one in counted)
    if any(times > 1 for times in repeated.values()):
        raise NoValueError(_("A value is there twice."))
    made = Value.objects.bulk_create(
        Value(
            measure=measure, day=one.day, place=one.place, group=one.group, number=one.number,
            people=one.people,
        )
        for one in counted
    )  # fmt: skip
    if made and measure.first_value_at is None:
        measure.first_value_at = timezone.now()
        measure.save(update_fields=["first_value_at"])
    content_version.bump()
    return made


def refuse_value(measure: Measure, one: Counted) -> None:
    """Refuse a value that cannot be.

    Raises:
        NoValueError: with a sentence that names nothing of it.
    """
    if one.day > timezone.localdate():
        raise NoValueError(_("This day lies ahead."))
    if one.place is not None and one.group:
        raise NoValueError(_("A value belongs to a place or to a group, not to both."))
    if one.group and one.group not in RoleGroup.values:
        raise NoValueError(_("There is no such group."))
    most = Decimal(100) if measure.scale == Scale.PERCENT else LARGEST
    if not 0 <= one.number <= most:
        raise NoValueError(_("This number cannot be."))
    if measure.scale in ABOUT_PEOPLE and one.people is None:
        raise NoValueError(_("Say from how many people it comes. Nobody is shown this."))
    if measure.scale == Scale.PEOPLE and one.number != one.number.to_integral_value():
        raise NoValueError(_("People are counted in whole numbers."))
    if measure.scale == Scale.PEOPLE and one.people is not None and one.number > one.people:
        raise NoValueError(_("These are more people than it comes from."))


def _refuse(asked: Asked) -> None:
    if not all(getattr(asked, name).strip() for name in ("name", "question", "source", "how_often")):
        raise RefusedError(_("Say what it is called, what is asked, where it comes from and how often."))
    go, stop = asked.go_at, asked.stop_at
    if (go is None) != (stop is None):
        raise CriteriaError
    if go is not None and stop is not None and not (go > stop if asked.better == Better.UP else go < stop):
        raise CriteriaError


def _take(measure: Measure, asked: Asked) -> Measure:
    for name in (*_WORDS, *_MEANING):
        value = getattr(asked, name)
        setattr(measure, name, value.strip() if isinstance(value, str) and name in _WORDS else value)
    if measure.first_value_at is None:
        measure.criteria_at = timezone.now() if asked.go_at is not None else None
    measure.save()
    content_version.bump()
    return measure
