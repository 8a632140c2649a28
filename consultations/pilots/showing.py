"""Everything the public pages of pilots print, ready: templates compute nothing."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from consultations.pilots.enums import Basis, CycleEnd, MoneyKind
from consultations.pilots.logic_models import LogicModel, logic_model
from consultations.pilots.measures_shown import MeasureShown, measure_shown
from consultations.pilots.rows import Cycle, Pilot, Value
from consultations.pilots.writing import lines
from consultations.proposals import sources
from consultations.proposals.enums import PUBLIC
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
        public = pilot.proposals.filter(state__in=sorted(PUBLIC), opened_on__isnull=False)
        self.proposals = [
            (title, reverse("proposals:proposal", args=[slug]))
            for title, slug in public.values_list("title", "slug")
        ]
        self.custody, self.release = _places(pilot)
        money = list(pilot.money.all())
        self.money = [[one.source, str(MoneyKind(one.kind).label), day_text(one.until)] for one in money]
        self.money_head = [_("Who pays"), _("How it comes"), _("Until")]
        last = max((one.until for one in money), default=None)
        needed = pilot.evaluation_ends_on or pilot.ends_on
        self.money_warning = _money_warning(last, needed)
        self.seats = list(pilot.seats.all())
        self.logic: LogicModel | None = logic_model(pilot)
        self.measures = _measures(pilot)
        self.cycles = _cycles(pilot)

    @property
    def description(self) -> str:
        """For search engines."""
        return f"{self.stand}. {self.span}"


def _places(pilot: Pilot) -> tuple[list[str], list[str]]:
    """Names of places of custody and of release. One query."""
    inside = Pilot.custody.through.objects.filter(pilot=pilot, place=OuterRef("pk"))
    after = Pilot.release.through.objects.filter(pilot=pilot, place=OuterRef("pk"))
    there = Place.objects.filter(Exists(inside) | Exists(after))
    found = list(there.values_list("name", Exists(inside), Exists(after)))
    return [name for name, here, _then in found if here], [name for name, _here, then in found if then]


def _money_warning(last: date | None, needed: date) -> str:
    if last is None:
        return _("No money is named yet.")
    if last >= needed:
        return ""
    words = _("The money ends on %(money)s. We know only on %(known)s whether it helps.")
    return words % {"money": day_text(last), "known": day_text(needed)}


def _measures(pilot: Pilot) -> list[MeasureShown]:
    values: defaultdict[int, list[Value]] = defaultdict(list)
    for value in Value.objects.filter(measure__pilot=pilot).select_related("place").order_by("day", "pk"):
        values[value.measure_id].append(value)
    return [measure_shown(measure, values[measure.pk]) for measure in pilot.measures.all()]


def _cycles(pilot: Pilot) -> list[CycleShown]:
    """With the words that led to them, read where they stand: taken back there, gone here."""
    cycles = list(pilot.cycles.prefetch_related("led_by", "measures"))
    keys = [(row.kind, row.key) for cycle in cycles for row in cycle.led_by.all()]
    told = {(one.kind, one.key): one for one in sources.told(keys)}
    return [_cycle(cycle, told) for cycle in cycles]


def _cycle(cycle: Cycle, told: dict[tuple[str, str], Source]) -> CycleShown:
    parts = [
        (_("Plan"), cycle.plan), (_("Do"), cycle.did), (_("Study"), cycle.studied), (_("Act"), cycle.acted)
    ]  # fmt: skip
    when = _("Since %(day)s") % {"day": day_text(cycle.starts_on)}
    if cycle.ended_on:
        when = _("%(begin)s to %(end)s") % {
            "begin": day_text(cycle.starts_on),
            "end": day_text(cycle.ended_on),
        }
    rows = [(row.kind, row.key) for row in cycle.led_by.all()]
    return CycleShown(
        name=_("Cycle %(number)s") % {"number": cycle.number},
        when=when,
        parts=[(name, words) for name, words in parts if words],
        end=str(CycleEnd(cycle.end).label) if cycle.end else _("Going on"),
        measures=[(one.name, f"#measure-{one.position + 1}") for one in cycle.measures.all()],
        words=[told[row] for row in rows if row in told],
    )
