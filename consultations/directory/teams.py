"""What /link-workers/ prints: teams by area of release, looked for by area, and all of them on paper."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.narrowing import said_in
from consultations.directory.models import LinkWorkers
from consultations.directory.places import LANGUAGE, checked_text, dialled
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
    #: The number as a phone dials it.
    dial: str
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
    asked, after = said_in(request, "q"), said_in(request, "after")
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


class RegionTeams(NamedTuple):
    """The teams of a region, for paper; no name where an area is in none."""

    region: str
    teams: list[TeamShown]


@dataclass(frozen=True)
class Paper:
    """All teams by region and area: the prison's own region first."""

    groups: list[RegionTeams]
    #: Areas for which there is no team, neither of their own nor of their region.
    gaps: str


def on_paper(prison: Place | None) -> Paper:
    """What a prison's health care or resettlement team prints. Two queries."""
    near = prison.region_id if prison is not None else None
    rows = list(_teams()[:MOST_ON_PAPER])
    rows.sort(key=lambda team: _on_paper_at(team.area, near))
    return Paper(
        groups=[
            RegionTeams(region, [team_shown(team) for team in teams])
            for region, teams in groupby(rows, lambda team: _region_of(team.area))
        ],
        gaps=", ".join(_without(rows)),
    )


def _on_paper_at(area: Place, near: int | None) -> tuple[bool, bool, str, str]:
    region = _region_of(area)
    is_near = near is not None and near in (area.pk, area.region_id)
    return not is_near, not region, region, area.name


def _region_of(area: Place) -> str:
    if area.kind == PlaceKind.REGION:
        return str(area.name)
    return str(area.region.name) if area.region else ""


def _without(teams: "Iterable[Any]") -> list[str]:
    served = {team.area_id for team in teams}
    areas = Place.objects.filter(kind=PlaceKind.RELEASE_AREA).exclude(pk__in=served).order_by("name")
    return list(areas.exclude(region__in=served).values_list("name", flat=True)[:MOST_ON_PAPER])


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
        begins=begins_text(team.weeks_before),
        email=team.email,
        phone=team.phone,
        dial=dialled(team.phone),
        checked=checked_text(team),
        old=team.is_old,
    )


def begins_text(weeks: int) -> str:
    """From when before release a team can be asked."""
    if not weeks:
        return _("From the day of release")
    return ngettext("From %(count)s week before release", "From %(count)s weeks before release", weeks) % {
        "count": weeks
    }
