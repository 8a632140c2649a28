"""What /places/ and the page of a place print: what is on offer by kind, and where nothing is.

The same queries whatever there is: places a page at a time, what they have counted by the database.
"""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.db.models import Count, F, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consultations.directory.enums import ActivityKind
from consultations.directory.models import Offer, PlaceWords
from vocabulary.models import Place, PlaceKind

#: What is written by people here is in this language.
LANGUAGE = "en-GB"
PAGE_LENGTH = 40
OFFERS_LENGTH = 60


class Cell(NamedTuple):
    """A kind in a place: how many things, or a gap."""

    kind: str
    number: int

    @property
    def told(self) -> str:
        """In words, for the list and for whoever does not see the grid."""
        if not self.number:
            return _("Nothing that we know of")
        return ngettext("%(count)s thing", "%(count)s things", self.number) % {"count": self.number}


@dataclass(frozen=True)
class PlaceRow:
    """A place in the list or the grid."""

    name: str
    url: str
    kind: str
    region: str
    cells: list[Cell]

    @property
    def there(self) -> str:
        """The kinds there are; empty where there is nothing."""
        return ", ".join(cell.kind for cell in self.cells if cell.number)

    @property
    def gaps(self) -> str:
        """The kinds there are not; empty where there is everything."""
        return ", ".join(cell.kind for cell in self.cells if not cell.number)

    @property
    def number(self) -> int:
        """How many things are on offer."""
        return sum(cell.number for cell in self.cells)


class Choice(NamedTuple):
    """Something to narrow by."""

    value: str
    name: str


@dataclass(frozen=True)
class PlacesShown:
    """All that the list and the grid print."""

    rows: list[PlaceRow]
    kinds: list[str]
    sorts: list[Choice]
    regions: list[Choice]
    sort: str
    region: str
    address: str
    other: str
    newest: str
    older: str

    @property
    def narrowed(self) -> bool:
        """Whether only some places are asked for."""
        return bool(self.sort or self.region)


def shown(request: HttpRequest, name: str, other: str) -> PlacesShown:
    """The places of a request, at the address called ``name``; ``other`` is how else to see them.

    Whatever stands in the query, no error comes of it. Three queries.
    """
    asked = {key: request.GET.get(key, "")[:80] for key in ("kind", "place", "after")}
    regions = Place.objects.filter(kind=PlaceKind.REGION).order_by("name").values_list("slug", "name")
    found = list(_page(asked)[: PAGE_LENGTH + 1])
    page = found[:PAGE_LENGTH]
    narrowed = {"kind": asked["kind"], "place": asked["place"]}
    return PlacesShown(
        rows=rows_of(page),
        kinds=[str(kind.label) for kind in ActivityKind],
        sorts=[Choice(kind.value, str(capfirst(kind.label))) for kind in PlaceKind],
        regions=[Choice(*row) for row in regions],
        sort=asked["kind"],
        region=asked["place"],
        address=reverse(name),
        other=_address(other, narrowed),
        newest=_address(name, narrowed) if asked["after"] else "",
        older=_address(name, {**narrowed, "after": page[-1].slug}) if len(found) > PAGE_LENGTH else "",
    )


def _page(asked: dict[str, str]) -> "QuerySet[Place]":
    rows = Place.objects.select_related("region").order_by("name", "slug")
    if asked["kind"]:
        rows = rows.filter(kind=asked["kind"])
    if asked["place"]:
        rows = rows.filter(Q(region__slug=asked["place"]) | Q(slug=asked["place"]))
    if asked["after"]:
        last = Place.objects.filter(slug=asked["after"]).values("name")[:1]
        rows = rows.filter(Q(name__gt=last) | Q(name=last, slug__gt=asked["after"]))
    return rows


def rows_of(places: Iterable[Place]) -> list[PlaceRow]:
    """Places with what they have, kind by kind. One query."""
    places = list(places)
    counted: dict[int, dict[str, int]] = defaultdict(dict)
    there = Offer.objects.there().filter(place__in=places).order_by()
    for place, kind, number in there.values_list("place", "kind").annotate(number=Count("pk")):
        counted[place][kind] = number
    return [
        PlaceRow(
            name=place.name,
            url=reverse("places:place", args=[place.slug]),
            kind=str(capfirst(PlaceKind(place.kind).label)),
            region=place.region.name if place.region else "",
            cells=[Cell(str(kind.label), counted[place.pk].get(kind, 0)) for kind in ActivityKind],
        )
        for place in places
    ]


def _address(name: str, query: dict[str, str]) -> str:
    asked = urlencode({key: value for key, value in query.items() if value})
    return f"{reverse(name)}?{asked}" if asked else reverse(name)


@dataclass(frozen=True)
class OfferShown:
    """One thing on offer, as pages print it."""

    name: str
    organisation: str
    website: str
    for_whom: str
    how_often: str
    about: str
    email: str
    phone: str
    #: "Last checked on 3 May 2026"
    checked: str
    old: bool


class OffersOfKind(NamedTuple):
    """What is on offer of one kind, as much as fits the page."""

    kind: str
    offers: list[OfferShown]


@dataclass(frozen=True)
class PlaceShown:
    """All that the page of a place prints, except for link workers."""

    place: Place
    kind: str
    opening: str
    row: PlaceRow
    groups: list[OffersOfKind]
    newest: str
    older: str
    nearby: list[tuple[str, str]]
    language: str = LANGUAGE


def place_shown(place: Place, after: str) -> PlaceShown:
    """A place with its offers, a page at a time by key. Five queries at most."""
    found = list(_offers(place, after)[: OFFERS_LENGTH + 1])
    page = found[:OFFERS_LENGTH]
    groups: dict[str, list[OfferShown]] = {}
    for offer in page:
        groups.setdefault(str(ActivityKind(offer.kind).label), []).append(offer_shown(offer))
    url = reverse("places:place", args=[place.slug])
    [row] = rows_of([place])
    return PlaceShown(
        place=place,
        kind=row.kind,
        opening=PlaceWords.objects.filter(place=place).values_list("opening", flat=True).first() or "",
        row=row,
        groups=[OffersOfKind(*pair) for pair in groups.items()],
        newest=url if after else "",
        older=f"{url}?after={page[-1].key}" if len(found) > OFFERS_LENGTH else "",
        nearby=_nearby(place),
    )


def _offers(place: Place, after: str) -> "QuerySet[Offer]":
    rows: QuerySet[Any] = Offer.objects.there().filter(place=place).select_related("organisation")
    rows = rows.order_by("kind", "name", "key")
    if (key := _key(after)) is None:
        return rows
    last = Offer.objects.filter(key=key).values_list("kind", "name").first()
    if last is None:
        return rows
    kind, name = last
    return rows.filter(Q(kind__gt=kind) | Q(kind=kind, name__gt=name) | Q(kind=kind, name=name, key__gt=key))


def _key(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def _nearby(place: Place) -> list[tuple[str, str]]:
    """Other places of the same region; those of a region itself. At most forty."""
    region = place.pk if place.kind == PlaceKind.REGION else place.region_id
    if region is None:
        return []
    others = Place.objects.filter(Q(region=region) | Q(pk=region)).exclude(pk=place.pk)
    rows = others.order_by(F("kind").desc(), "name").values_list("name", "slug")[:PAGE_LENGTH]
    return [(name, reverse("places:place", args=[slug])) for name, slug in rows]


def offer_shown(offer: Offer) -> OfferShown:
    """An offer whose organisation was read."""
    return OfferShown(
        name=offer.name,
        organisation=offer.organisation.name,
        website=offer.organisation.website,
        for_whom=offer.for_whom,
        how_often=offer.how_often,
        about=offer.about,
        email=offer.email,
        phone=offer.phone,
        checked=checked_text(offer),
        old=offer.is_old,
    )


def checked_text(entry: Any) -> str:
    """When somebody saw to it last that it holds."""
    day = {"day": date_format(entry.checked_on, "j F Y")}
    if entry.is_old:
        return _("Nobody has checked this since %(day)s. Ask first.") % day
    return _("Last checked on %(day)s") % day
