"""Cycles: one small trial after the other, and the words and measures that led to each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from consultations.pilots.enums import CycleEnd, WordsKind
from consultations.pilots.models import Cycle, CycleWords, Measure, Pilot
from consultations.pilots.permissions import Act, may
from consultations.pilots.refusals import EndNotToldError, MayNotError, NotADayError, RefusedError, StaleError
from edge import content_version
from people.models import Person


@dataclass(frozen=True)
class Tried:
    """A cycle as it is written. ``led_by`` are kinds and keys of words; words are never copied."""

    starts_on: date
    plan: str
    did: str = ""
    studied: str = ""
    end: str = ""
    acted: str = ""
    ended_on: date | None = None
    measures: Sequence[Measure] = ()
    led_by: Sequence[tuple[str, str]] = ()


@transaction.atomic
def start(pilot: Pilot, tried: Tried, *, by: Person) -> Cycle:
    """Plan the next cycle.

    Raises:
        MayNotError, NotADayError, EndNotToldError, RefusedError: as in `write`.
    """
    if not may(by, Act.WRITE):
        raise MayNotError(_("You may not write cycles."))
    pilot = Pilot.objects.select_for_update().get(pk=pilot.pk)
    _refuse(pilot, tried)
    last = pilot.cycles.aggregate(last=Max("number"))["last"] or 0
    return _take(Cycle(pilot=pilot, number=last + 1), tried)


@transaction.atomic
def write(cycle: Cycle, tried: Tried, *, by: Person, version: int) -> Cycle:
    """Say how a cycle went, or how it ended.

    Raises:
        MayNotError. StaleError: ``version`` is not the one that stands. NotADayError: it ends before it
        began. EndNotToldError: an end without what was learnt, or half an end. RefusedError: no plan.
    """
    if not may(by, Act.WRITE):
        raise MayNotError(_("You may not write cycles."))
    cycle = Cycle.objects.select_for_update().get(pk=cycle.pk)
    if cycle.version != version:
        raise StaleError
    _refuse(cycle.pilot, tried)
    cycle.version += 1
    return _take(cycle, tried)


def _refuse(pilot: Pilot, tried: Tried) -> None:
    if not tried.plan.strip():
        raise RefusedError(_("Say what the plan is."))
    told = (tried.end, tried.ended_on, tried.acted.strip())
    if any(told) and not (all(told) and tried.studied.strip()):
        raise EndNotToldError
    if tried.ended_on is not None and tried.ended_on < tried.starts_on:
        raise NotADayError
    if any(measure.pilot_id != pilot.pk for measure in tried.measures):
        raise RefusedError(_("A measure belongs to another pilot."))


def _take(cycle: Cycle, tried: Tried) -> Cycle:
    cycle.starts_on, cycle.ended_on = tried.starts_on, tried.ended_on
    cycle.plan, cycle.did, cycle.studied = tried.plan.strip(), tried.did.strip(), tried.studied.strip()
    cycle.end, cycle.acted = CycleEnd(tried.end) if tried.end else "", tried.acted.strip()
    cycle.save()
    cycle.measures.set(tried.measures)
    cycle.led_by.all().delete()
    CycleWords.objects.bulk_create(
        CycleWords(cycle=cycle, kind=WordsKind(kind), key=key) for kind, key in dict.fromkeys(tried.led_by)
    )
    content_version.bump()
    return cycle
