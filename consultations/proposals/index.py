"""The index of proposals: a page at a time by key, by stage, state, theme, place and size.

The same queries whatever there is: one for what one can narrow by, two for a page.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.text import Truncator, capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cms.narrowing import Chosen, Facets, Narrow, asked_in, chosen, counted, facets_of, questions
from consultations.proposals import wording
from consultations.proposals.enums import PUBLIC, ProposalState, Size
from consultations.proposals.models import Proposal, ProposalTheme
from consultations.proposals.showing import DOES, standing_text
from edge.memory import memory

PAGE_LENGTH = 20
_SHORT = 170
_Values = dict[str, str]


@dataclass(frozen=True)
class Row:
    """A proposal in the list."""

    title: str
    url: str
    standing: str
    size: str
    about: str
    stages: str
    does: bool


@dataclass(frozen=True)
class Listing:
    """All that the index prints."""

    rows: list[Row]
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
    """What the index shows for a request; whatever stands in its query, no error comes of it.

    What is unknown finds nothing, a broken cursor shows the newest.
    """
    labels = _labels()
    asked = asked_in(request, labels)
    facets = memory.keep(request, ("proposals.facets", get_language()), _read_facets)
    cursor = _cursor(request.GET.get("after", "")[:40])
    found = list(_page(narrowed(asked), cursor)[: PAGE_LENGTH + 1])
    page = found[:PAGE_LENGTH]
    older = f"{page[-1].opened_on}.{page[-1].pk}" if len(found) > PAGE_LENGTH else ""
    stages = _stages_of(page)
    return Listing(
        rows=[_row(one, stages.get(one.pk, []), today) for one in page],
        narrow=questions(labels, facets, asked),
        chosen=chosen(labels, facets, asked, address),
        older=address(**asked, after=older) if older else "",
        newest=address(**asked) if cursor else "",
        everything=address(),
    )


def address(**query: str) -> str:
    """The address of the index, narrowed down."""
    asked = urlencode({name: value for name, value in query.items() if value})
    base = reverse("proposals:index")
    return f"{base}?{asked}" if asked else base


def narrowed(asked: _Values) -> "QuerySet[Proposal]":
    """Public proposals on what is asked for. An unknown value finds nothing."""
    rows: QuerySet[Proposal] = Proposal.objects.public()
    if stage := asked.get("stage"):
        through = Proposal.stages.through.objects
        rows = rows.filter(Exists(through.filter(proposal=OuterRef("pk"), journeystage__key=stage)))
    if theme := asked.get("theme"):
        themes = ProposalTheme.objects.filter(content_object=OuterRef("pk"), tag__slug=theme)
        rows = rows.filter(Exists(themes))
    if place := asked.get("place"):
        custody, release = Proposal.custody_places.through.objects, Proposal.release_places.through.objects
        rows = rows.filter(
            Exists(custody.filter(_there(place), proposal=OuterRef("pk")))
            | Exists(release.filter(_there(place), proposal=OuterRef("pk")))
        )
    if state := asked.get("state"):
        rows = rows.filter(state=state)
    if size := asked.get("size"):
        rows = rows.filter(size=size)
    return rows


def _there(place: str) -> Q:
    """The place itself, or one that lies in the region of this name."""
    return Q(place__slug=place) | Q(place__region__slug=place)


_Cursor = tuple[date, int]


def _page(rows: "QuerySet[Proposal]", after: _Cursor | None) -> "QuerySet[Proposal]":
    if after is not None:
        day, pk = after
        rows = rows.filter(Q(opened_on__lt=day) | Q(opened_on=day, pk__lt=pk))
    return rows.order_by("-opened_on", "-id").only(
        "slug", "title", "problem", "change", "state", "size", "opened_on", "ideas_until"
    )


def _cursor(text: str) -> _Cursor | None:
    day, _dot, pk = text.partition(".")
    try:
        return (date.fromisoformat(day), int(pk)) if pk.isdecimal() and len(pk) < 19 else None
    except ValueError:
        return None


def _stages_of(rows: Iterable[Proposal]) -> dict[int, list[str]]:
    """Names of the parts of the journey by proposal, in their order. One query, or none."""
    keys = [row.pk for row in rows]
    found: dict[int, list[str]] = {}
    if keys:
        through = Proposal.stages.through.objects.filter(proposal__in=keys)
        values = through.order_by("journeystage__position").values_list("proposal", "journeystage__name")
        for pk, name in values:
            found.setdefault(pk, []).append(name)
    return found


def _row(proposal: Proposal, stages: list[str], today: date) -> Row:
    return Row(
        title=proposal.title,
        url=reverse("proposals:proposal", args=[proposal.slug]),
        standing=standing_text(proposal, today),
        size=str(Size(proposal.size).label),
        about=Truncator(wording.plain(proposal.change or proposal.problem)).chars(_SHORT),
        stages=", ".join(stages),
        does=proposal.state in DOES,
    )


def _labels() -> _Values:
    """What one can narrow by, in the order of the form."""
    return {
        "stage": _("Part of the journey"),
        "state": _("How far it has got"),
        "theme": _("Theme"),
        "place": _("Place"),
        "size": _("Size of the change"),
    }


def _read_facets() -> Facets:
    """Everything one can narrow by, in one query. Only what any public proposal is about."""
    there = {"proposal__state__in": sorted(PUBLIC), "proposal__opened_on__isnull": False}
    on_themes = {f"content_object{name.removeprefix('proposal')}": value for name, value in there.items()}
    public = Proposal.objects.public().order_by()
    parts = [
        counted("state", public, "state", "state"),
        counted("size", public, "size", "size"),
        counted(
            "stage",
            Proposal.stages.through.objects.filter(**there),
            "journeystage__key",
            "journeystage__name",
            "journeystage__position",
        ),
        counted("theme", ProposalTheme.objects.filter(**on_themes), "tag__slug", "tag__name"),
        counted(
            "place", Proposal.custody_places.through.objects.filter(**there), "place__slug", "place__name"
        ),
        counted(
            "place", Proposal.release_places.through.objects.filter(**there), "place__slug", "place__name"
        ),
    ]
    return facets_of(parts, {"state": _state_names(), "size": _size_names()})


def _state_names() -> _Values:
    return {one.value: str(capfirst(one.label)) for one in ProposalState}


def _size_names() -> _Values:
    return {one.value: str(capfirst(one.label)) for one in Size}
