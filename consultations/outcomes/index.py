"""The list of what changed: a page at a time by key, by theme, part of the journey, place and how far it is.

The same queries whatever there is: one for what one can narrow by, one for a page of decisions, and those of
their lines.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.db.models import CharField, Count, Exists, F, IntegerField, OuterRef, Q, Value
from django.db.models.functions import Cast
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from consultations.outcomes.chains import Chain, chains_of
from consultations.outcomes.enums import Stand
from consultations.outcomes.models import Decision, DecisionQuerySet
from consultations.proposals.index import narrowed as narrowed_proposals
from consultations.proposals.models import Proposal, ProposalTheme
from edge.memory import memory

PAGE_LENGTH = 20
#: What one can narrow by, in the order of the form.
NAMES = ("state", "stage", "theme", "place")


class Choice(NamedTuple):
    """Something to narrow by: how the address has it, what it is called, how many there are."""

    value: str
    name: str
    number: int


@dataclass(frozen=True)
class Narrow:
    """One question of the form to narrow by."""

    name: str
    label: str
    choices: list[Choice]
    chosen: str


class Chosen(NamedTuple):
    """What was chosen, and the address without it."""

    label: str
    name: str
    without: str


@dataclass(frozen=True)
class Facets:
    """What any decision that holds is about, with how many there are."""

    state: list[Choice] = field(default_factory=list)
    stage: list[Choice] = field(default_factory=list)
    theme: list[Choice] = field(default_factory=list)
    place: list[Choice] = field(default_factory=list)

    def of(self, name: str) -> list[Choice]:
        """The choices of this kind."""
        found: list[Choice] = getattr(self, name)
        return found


@dataclass(frozen=True)
class Listing:
    """All that the list prints."""

    chains: list[Chain]
    narrow: list[Narrow]
    chosen: list[Chosen]
    older: str
    newest: str
    everything: str

    @property
    def narrowed(self) -> str:
        """What it is narrowed down to, for the title."""
        return ", ".join(one.name for one in self.chosen)


def listing(request: HttpRequest, today: date) -> Listing:
    """What the list shows for a request; what is unknown finds nothing, a broken cursor shows the newest."""
    asked = {name: value for name in NAMES if (value := request.GET.get(name, "")[:80])}
    facets = memory.keep(request, ("outcomes.facets", get_language()), _read_facets)
    cursor = _cursor(request.GET.get("after", "")[:40])
    rows = _after(narrowed(asked), cursor).select_related("proposal").newest_first()
    found = list(rows[: PAGE_LENGTH + 1])
    page = found[:PAGE_LENGTH]
    older = f"{page[-1].decided_on}.{page[-1].pk}" if len(found) > PAGE_LENGTH else ""
    return Listing(
        chains=chains_of(page, today),
        narrow=[Narrow(name, label, facets.of(name), asked.get(name, "")) for name, label in _labels()],
        chosen=_chosen(asked, facets),
        older=address(**asked, after=older) if older else "",
        newest=address(**asked) if cursor else "",
        everything=address(),
    )


def address(**query: str) -> str:
    """The address of the list, narrowed down."""
    asked = urlencode({name: value for name, value in query.items() if value})
    base = reverse("what-changed:index")
    return f"{base}?{asked}" if asked else base


def narrowed(asked: Mapping[str, str]) -> DecisionQuerySet:
    """Decisions that hold, on what is asked for, each with how far it is. An unknown value finds nothing."""
    rows: Any = Decision.objects.listed().with_stand()
    about = {name: value for name, value in asked.items() if name != "state"}
    if about:
        rows = rows.filter(Exists(narrowed_proposals(about).filter(pk=OuterRef("proposal"))))
    if state := asked.get("state"):
        rows = rows.filter(stand=state)
    found: DecisionQuerySet = rows
    return found


_Cursor = tuple[date, str]


def _after(rows: DecisionQuerySet, cursor: _Cursor | None) -> DecisionQuerySet:
    if cursor is None:
        return rows
    day, key = cursor
    return rows.filter(Q(decided_on__lt=day) | Q(decided_on=day, key__gt=key))


def _cursor(text: str) -> _Cursor | None:
    day, _dot, key = text.partition(".")
    try:
        return (date.fromisoformat(day), key) if key.isalnum() else None
    except ValueError:
        return None


def _labels() -> list[tuple[str, str]]:
    return [
        ("state", _("How far it has got")),
        ("stage", _("Part of the journey")),
        ("theme", _("Theme")),
        ("place", _("Place")),
    ]


def _chosen(asked: Mapping[str, str], facets: Facets) -> list[Chosen]:
    labels, found = dict(_labels()), []
    for name, value in asked.items():
        named = next((one.name for one in facets.of(name) if one.value == value), "")
        rest = {other: given for other, given in asked.items() if other != name}
        found.append(Chosen(labels[name], named or _("something we do not have"), address(**rest)))
    return found


def _read_facets() -> Facets:
    """Everything one can narrow by, in one query. Only what any decision that holds is about."""
    decided = Decision.objects.listed()
    of_proposal = Exists(decided.filter(proposal=OuterRef("proposal")))
    of_theme = Exists(decided.filter(proposal=OuterRef("content_object")))
    stages = Proposal.stages.through.objects.filter(of_proposal)
    themes = ProposalTheme.objects.filter(of_theme)
    parts = [
        _counted("state", Decision.objects.listed().with_stand(), "stand", "stand"),
        _counted("stage", stages, "journeystage__key", "journeystage__name", "journeystage__position"),
        _counted("theme", themes, "tag__slug", "tag__name"),
    ]
    for through in (Proposal.custody_places.through.objects, Proposal.release_places.through.objects):
        parts.append(_counted("place", through.filter(of_proposal), "place__slug", "place__name"))
    facets, names = Facets(), dict(Stand.choices)
    rows = sorted(parts[0].union(*parts[1:], all=True), key=lambda row: (row[3], row[2]))
    for kind, value, name, _position, number in rows:
        facets.of(kind).append(Choice(value, str(names[value]) if kind == "state" else name, number))
    facets.state.sort(key=lambda one: Stand.values.index(one.value))
    return facets


def _counted(kind: str, rows: Any, value: str, name: str, position: str = "") -> Any:
    """Kind, value, name, position and how many."""
    order = F(position) if position else Value(0, output_field=IntegerField())
    told = rows.order_by().annotate(of=Cast(Value(kind), CharField()), at=order)
    return told.values_list("of", value, name, "at").annotate(count=Count("pk"))
