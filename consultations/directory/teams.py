"""What /link-workers/ prints: teams by area of release, looked for by area, and all of them on paper."""

import uuid
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Case, Q, QuerySet, Value, When
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consultations.directory.models import LinkWorkers
from consultations.directory.places import LANGUAGE, checked_text
from vocabulary.models import Place, PlaceKind

PAGE_LENGTH = 30
#: More than there are teams in the country: what fits a printed list.
MOST_ON_PAPER = 400


@dataclass(frozen=True)
class TeamShown:
    """A team of link workers, as pages print it."""

    organisation: str
    website: str
    area: str
    area_at: str
    region: str
    how_to_refer: str
    #: "From 12 weeks before release"
    begins: str
    email: str
    phone: str
    checked: str
    old: bool


@dataclass(frozen=True)
class TeamsShown:
    """All that the list prints."""

    teams: list[TeamShown]
    asked: str
    newest: str
    older: str
    prisons: list[tuple[str, str]]
    language: str = LANGUAGE


def shown(request: HttpRequest) -> TeamsShown:
    """Teams, a page at a time; those of an area whose name holds what is asked for. Three queries at most."""
    asked, after = request.GET.get("q", "").strip()[:80], request.GET.get("after", "")[:40]
    found = list(_after(_looked_for(asked), after)[: PAGE_LENGTH + 1])
    page = found[:PAGE_LENGTH]
    prisons = Place.objects.filter(kind=PlaceKind.PRISON).order_by("name").values_list("slug", "name")
    return TeamsShown(
        teams=[team_shown(team) for team in page],
        asked=asked,
        newest=_address(q=asked) if after else "",
        older=_address(q=asked, after=str(page[-1].key)) if len(found) > PAGE_LENGTH else "",
        prisons=list(prisons),
    )


def of_place(place: Place) -> list[TeamShown]:
    """The teams of an area, of its region and, for a region, of all in it. One query."""
    here = Q(area=place)
    if place.kind == PlaceKind.REGION:
        here |= Q(area__region=place)
    elif place.kind == PlaceKind.RELEASE_AREA and place.region_id:
        here |= Q(area=place.region_id)
    return [team_shown(team) for team in _teams().filter(here)[:PAGE_LENGTH]]


def on_paper(prison: Place | None) -> list[TeamShown]:
    """All teams by area; those of the prison's own region first. One query."""
    rows = _teams()
    if prison is not None and prison.region_id:
        near = Q(area=prison.region_id) | Q(area__region=prison.region_id)
        rows = rows.order_by(Case(When(near, then=Value(0)), default=Value(1)), "area__name", "key")
    return [team_shown(team) for team in rows[:MOST_ON_PAPER]]


def _teams() -> "QuerySet[Any]":
    rows = LinkWorkers.objects.there().select_related("organisation", "area__region")
    return rows.order_by("area__name", "key")


def _looked_for(asked: str) -> "QuerySet[Any]":
    """Teams whose area or region has this in its name; a region's team is for each area in it."""
    if not asked:
        return _teams()
    regions = Place.objects.filter(kind=PlaceKind.RELEASE_AREA, name__icontains=asked).values("region")
    return _teams().filter(
        Q(area__name__icontains=asked) | Q(area__region__name__icontains=asked) | Q(area__in=regions)
    )


def _after(rows: "QuerySet[Any]", after: str) -> "QuerySet[Any]":
    try:
        key = uuid.UUID(after)
    except ValueError:
        return rows
    last = LinkWorkers.objects.filter(key=key).values_list("area__name", flat=True).first()
    if last is None:
        return rows
    return rows.filter(Q(area__name__gt=last) | Q(area__name=last, key__gt=key))


def _address(**query: str) -> str:
    asked = urlencode({name: value for name, value in query.items() if value})
    base = reverse("link-workers:index")
    return f"{base}?{asked}" if asked else base


def team_shown(team: LinkWorkers) -> TeamShown:
    """A team whose organisation and area were read."""
    return TeamShown(
        organisation=team.organisation.name,
        website=team.organisation.website,
        area=team.area.name,
        area_at=reverse("places:place", args=[team.area.slug]),
        region=team.area.region.name if team.area.region else "",
        how_to_refer=team.how_to_refer,
        begins=_begins(team.weeks_before),
        email=team.email,
        phone=team.phone,
        checked=checked_text(team),
        old=team.is_old,
    )


def _begins(weeks: int) -> str:
    if not weeks:
        return _("From the day of release")
    return ngettext("From %(count)s week before release", "From %(count)s weeks before release", weeks) % {
        "count": weeks
    }
