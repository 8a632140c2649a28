"""The list of what changed: a page at a time by key, by theme, part of the journey, place and how far it is.

The same queries whatever there is: one for what one can narrow by, one for a page of decisions, and those of
their lines.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cms.narrowing import Chosen, Facets, Narrow, asked_in, chosen, counted, facets_of, questions
from consultations.outcomes.chains import Chain, chains_of
from consultations.outcomes.enums import Stand
from consultations.outcomes.models import Decision, DecisionQuerySet
from consultations.proposals.index import narrowed as narrowed_proposals
from consultations.proposals.models import Proposal, ProposalTheme
from edge.memory import memory

PAGE_LENGTH = 20


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
    labels = _labels()
    asked = asked_in(request, labels)
    facets = memory.keep(request, ("outcomes.facets", get_language()), _read_facets)
    cursor = _cursor(request.GET.get("after", "")[:40])
    rows = _after(narrowed(asked), cursor).select_related("proposal").newest_first()
    found = list(rows[: PAGE_LENGTH + 1])
    page = found[:PAGE_LENGTH]
    older = f"{page[-1].decided_on}.{page[-1].pk}" if len(found) > PAGE_LENGTH else ""
    return Listing(
        chains=chains_of(page, today),
        narrow=questions(labels, facets, asked),
        chosen=chosen(labels, facets, asked, address),
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


def _labels() -> dict[str, str]:
    """What one can narrow by, in the order of the form."""
    return {
        "state": _("How far it has got"),
        "stage": _("Part of the journey"),
        "theme": _("Theme"),
        "place": _("Place"),
    }


def _read_facets() -> Facets:
    """Everything one can narrow by, in one query. Only what any decision that holds is about."""
    decided = Decision.objects.listed()
    of_proposal = Exists(decided.filter(proposal=OuterRef("proposal")))
    of_theme = Exists(decided.filter(proposal=OuterRef("content_object")))
    stages = Proposal.stages.through.objects.filter(of_proposal)
    themes = ProposalTheme.objects.filter(of_theme)
    parts = [
        counted("state", Decision.objects.listed().with_stand(), "stand", "stand"),
        counted("stage", stages, "journeystage__key", "journeystage__name", "journeystage__position"),
        counted("theme", themes, "tag__slug", "tag__name"),
    ]
    for through in (Proposal.custody_places.through.objects, Proposal.release_places.through.objects):
        parts.append(counted("place", through.filter(of_proposal), "place__slug", "place__name"))
    return facets_of(parts, {"state": {one.value: str(one.label) for one in Stand}})
