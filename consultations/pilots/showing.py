"""Everything the public pages of pilots print, ready: templates compute nothing."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import CharField, Value
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from consultations.pilots import rows
from consultations.pilots.enums import Basis, CycleEnd, MoneyKind
from consultations.pilots.logic_models import LogicModel, logic_model
from consultations.pilots.measures_shown import MeasureShown, anchor_of, measure_shown
from consultations.pilots.rows import Cycle, CycleWords, Measure, Pilot
from consultations.pilots.writing import lines
from consultations.proposals import sources
from consultations.proposals.enums import PUBLIC
from consultations.proposals.models import Proposal
from consultations.proposals.sources import Source
from vocabulary.models import Place

#: What is written by people here is in this language.
LANGUAGE = "en-GB"


def day_text(day: date) -> str:
    """A whole date: "14 December 2026"."""
    return date_format(day, "j F Y")


def address_of(pilot: Pilot) -> str:
    """Where everybody reads it."""
    return reverse("pilot:pilot", args=[pilot.slug])


def stand(pilot: Pilot, today: date) -> str:
    """Whether it is to come, going on or over."""
    if today < pilot.starts_on:
        return _("It has not begun yet")
    return _("It is going on") if today <= pilot.ends_on else _("It is over")


def span(pilot: Pilot) -> str:
    """From when to when."""
    return _("%(begin)s to %(end)s") % {"begin": day_text(pilot.starts_on), "end": day_text(pilot.ends_on)}


@dataclass(frozen=True)
class PilotRow:
    """A pilot in the list."""

    title: str
    url: str
    stand: str
    span: str
    tries: str


def pilot_row(pilot: Pilot, today: date) -> PilotRow:
    """A pilot as the list prints it."""
    return PilotRow(pilot.title, address_of(pilot), stand(pilot, today), span(pilot), pilot.tries)


@dataclass(frozen=True)
class CycleShown:
    """A cycle as the page prints it."""

    name: str
    when: str
    #: Plan, do, study, act, as far as it has got: the name of each and its words.
    parts: list[tuple[str, str]]
    end: str
    measures: list[tuple[str, str]]
    words: list[Source]


class PilotShown:
    """A pilot as its page prints it on a day: so many queries whatever there is."""

    language = LANGUAGE

    def __init__(self, pilot: Pilot, today: date) -> None:
        self.pilot = pilot
        self.stand = stand(pilot, today)
        self.span = span(pilot)
        self.known_by = day_text(pilot.evaluation_ends_on) if pilot.evaluation_ends_on else ""
        self.partners = lines(pilot.partners)
        self.basis = str(Basis(pilot.basis).label)
        named = _named(pilot)
        self.proposals = [
            (title, reverse("proposals:proposal", args=[slug])) for title, slug in named["proposal"]
        ]
        self.custody = [name for name, _slug in named["custody"]]
        self.release = [name for name, _slug in named["release"]]
        money = list(pilot.money.all())
        self.money = [[one.source, str(MoneyKind(one.kind).label), day_text(one.until)] for one in money]
        self.money_head = [_("Who pays"), _("How it comes"), _("Until")]
        last = max((one.until for one in money), default=None)
        needed = pilot.evaluation_ends_on or pilot.ends_on
        self.money_warning = _money_warning(last, needed)
        self.seats = list(pilot.seats.all())
        self.logic: LogicModel | None = logic_model(pilot)
        self.asked = list(pilot.measures.all())
        self.measures = measures(pilot, self.asked)
        self.cycles = list(cycles(pilot, self.asked).values())

    @property
    def description(self) -> str:
        """For search engines."""
        return f"{self.stand}. {self.span}"


def _named(pilot: Pilot) -> dict[str, list[tuple[str, str]]]:
    """Public proposals, and places of custody and of release: name and slug of each. One query."""

    def of(kind: str, found: Any, name: str) -> Any:
        return found.order_by().values_list(Cast(Value(kind), CharField()), name, "slug")

    inside = Pilot.custody.through.objects.filter(pilot=pilot).values("place")
    after = Pilot.release.through.objects.filter(pilot=pilot).values("place")
    tried = Proposal.objects.filter(pilots=pilot, state__in=sorted(PUBLIC), opened_on__isnull=False)
    found = of("proposal", tried, "title").union(
        of("custody", Place.objects.filter(pk__in=inside), "name"),
        of("release", Place.objects.filter(pk__in=after), "name"),
        all=True,
    )
    named: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for kind, name, slug in sorted(found):
        named[kind].append((name, slug))
    return named


def _money_warning(last: date | None, needed: date) -> str:
    if last is None:
        return _("No money is named yet.")
    if last >= needed:
        return ""
    words = _("The money ends on %(money)s. We know only on %(known)s whether it helps.")
    return words % {"money": day_text(last), "known": day_text(needed)}


def measures(pilot: Pilot, asked: Sequence[Measure]) -> list[MeasureShown]:
    """Measures with all that may be shown of their values. One query; ``asked`` are the pilot's own."""
    values: defaultdict[int, list[rows.Value]] = defaultdict(list)
    found = rows.Value.objects.filter(measure__pilot=pilot).select_related("place").order_by("day", "pk")
    for value in found:
        values[value.measure_id].append(value)
    return [measure_shown(measure, values[measure.pk]) for measure in asked]


def cycles(pilot: Pilot, asked: Sequence[Measure], address: str = "") -> dict[int, CycleShown]:
    """Cycles by their number in the database, with the words that led to them: taken back there, gone here.

    Two queries, and one for each kind of words. ``asked`` are the pilot's measures, ``address`` is where its
    page is, if this is another.
    """
    names = {one.pk: (one.name, f"{address}#{anchor_of(one)}") for one in asked}
    led = _led(pilot)
    told = {
        (one.kind, one.key): one for one in sources.told(key for keys in led.words.values() for key in keys)
    }
    return {
        cycle.pk: _cycle(
            cycle,
            [names[pk] for pk in names if pk in led.measures[cycle.pk]],
            [told[key] for key in led.words[cycle.pk] if key in told],
        )
        for cycle in pilot.cycles.all()
    }


@dataclass(frozen=True)
class _Led:
    """What led to the cycles of a pilot, by cycle: words by kind and key, measures."""

    words: defaultdict[int, list[tuple[str, str]]]
    measures: defaultdict[int, set[int]]


def _led(pilot: Pilot) -> _Led:
    """One query."""
    of_words, nothing = Cast(Value("words"), CharField()), Cast(Value(""), CharField())
    words = CycleWords.objects.filter(cycle__pilot=pilot).order_by()
    through = Cycle.measures.through.objects.filter(cycle__pilot=pilot).order_by()
    found = words.values_list(of_words, "pk", "cycle_id", "kind", "key").union(
        through.values_list(nothing, "pk", "cycle_id", nothing, Cast("measure_id", CharField())),
        all=True,
    )
    led = _Led(defaultdict(list), defaultdict(set))
    for is_words, _pk, cycle, kind, key in sorted(found):
        if is_words:
            led.words[cycle].append((kind, key))
        else:
            led.measures[cycle].add(int(key))
    return led


def _cycle(cycle: Cycle, asked: list[tuple[str, str]], words: list[Source]) -> CycleShown:
    parts = [
        (_("Plan"), cycle.plan), (_("Do"), cycle.did), (_("Study"), cycle.studied), (_("Act"), cycle.acted)
    ]  # fmt: skip
    when = _("Since %(day)s") % {"day": day_text(cycle.starts_on)}
    if cycle.ended_on:
        when = _("%(begin)s to %(end)s") % {
            "begin": day_text(cycle.starts_on),
            "end": day_text(cycle.ended_on),
        }
    return CycleShown(
        name=_("Cycle %(number)s") % {"number": cycle.number},
        when=when,
        parts=[(name, told) for name, told in parts if told],
        end=str(CycleEnd(cycle.end).label) if cycle.end else _("Going on"),
        measures=asked,
        words=words,
    )
