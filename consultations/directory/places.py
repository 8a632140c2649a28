"""What /places/ and the page of a place print: what is on offer by kind, and where nothing is.

Prisons and areas stand below their region, and their gaps are gaps. A region has none of its own: it is where
places are, so it is a heading, and its page and its row add up what its places have. It has a row beside them
only where something is on offer in all of it.

The same queries whatever there is: places a page at a time, what they have counted by the database.
"""

import re
import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.db.models import Case, Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.narrowing import said_in
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
    region_at: str
    is_region: bool
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


class RegionRows(NamedTuple):
    """Places below their region; its name and address are empty for those of none, and for regions."""

    name: str
    url: str
    rows: list[PlaceRow]


@dataclass(frozen=True)
class PlacesShown:
    """All that the list and the grid print."""

    groups: list[RegionRows]
    #: Regions of which no place is here at all; told on the last page of everything.
    bare: str
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
    def wide(self) -> int:
        """How many columns the table has: the place, then the kinds."""
        return 1 + len(self.kinds)

    @property
    def narrowed(self) -> bool:
        """Whether only some places are asked for."""
        return bool(self.sort or self.region)


def shown(request: HttpRequest, name: str, other: str) -> PlacesShown:
    """The places of a request, at the address called ``name``; ``other`` is how else to see them.

    Whatever stands in the query, no error comes of it. Four queries at most.
    """
    asked = {key: said_in(request, key) for key in ("kind", "place", "after")}
    regions = list(_regions())
    found = list(_page(asked)[: PAGE_LENGTH + 1])
    page = found[:PAGE_LENGTH]
    narrowed = {"kind": asked["kind"], "place": asked["place"]}
    more = len(found) > PAGE_LENGTH
    of_all = not (more or any(narrowed.values()))
    by_region = asked["kind"] == PlaceKind.REGION
    rows = rows_of(page, added_up=by_region)
    return PlacesShown(
        groups=[RegionRows("", "", rows)] if by_region and rows else _grouped(rows),
        bare=", ".join(region.name for region in regions if not region.has_places) if of_all else "",
        kinds=[str(kind.label) for kind in ActivityKind],
        sorts=[Choice(kind.value, str(capfirst(kind.label))) for kind in PlaceKind],
        regions=[Choice(region.slug, region.name) for region in regions],
        sort=asked["kind"],
        region=asked["place"],
        address=reverse(name),
        other=_address(other, narrowed),
        newest=_address(name, narrowed) if asked["after"] else "",
        older=_address(name, {**narrowed, "after": page[-1].slug}) if more else "",
    )


def _regions() -> "QuerySet[Any]":
    """All regions, and whether a place of each is here."""
    places = Place.objects.filter(region=OuterRef("pk"))
    return Place.objects.filter(kind=PlaceKind.REGION).annotate(has_places=Exists(places)).order_by("name")


def _grouped(rows: list[PlaceRow]) -> list[RegionRows]:
    groups: list[RegionRows] = []
    for row in rows:
        name, url = (row.name, row.url) if row.is_region else (row.region, row.region_at)
        if not groups or groups[-1].url != url:
            groups.append(RegionRows(name, url, []))
        groups[-1].rows.append(row)
    return groups


#: The order of places: by region, those of none last; what is for all of it before its places.
_ORDER = ("apart", "of_region", "below", "name", "slug")


def _page(asked: dict[str, str]) -> "QuerySet[Any]":
    rows = _in_order()
    if asked["kind"]:
        rows = rows.filter(kind=asked["kind"])
    else:
        rows = rows.exclude(~_has_its_own(), kind=PlaceKind.REGION)
    if asked["place"]:
        rows = rows.filter(Q(region__slug=asked["place"]) | Q(slug=asked["place"]))
    last = _in_order().filter(slug=asked["after"]).values_list(*_ORDER).first() if asked["after"] else None
    return rows if last is None else rows.filter(_beyond(last))


def _in_order() -> "QuerySet[Any]":
    is_region = Q(kind=PlaceKind.REGION)
    nowhere = Q(region=None) & ~is_region
    rows = Place.objects.select_related("region").annotate(
        apart=Case(When(nowhere, then=Value(1)), default=Value(0), output_field=IntegerField()),
        of_region=Case(When(is_region, then=F("name")), default=Coalesce("region__name", Value(""))),
        below=Case(When(is_region, then=Value(0)), default=Value(1), output_field=IntegerField()),
    )
    return rows.order_by(*_ORDER)


def _has_its_own() -> Exists:
    """Something is on offer in the place itself: for a region, in all of it."""
    return Exists(Offer.objects.there().filter(place=OuterRef("pk")))


def _beyond(last: tuple[Any, ...]) -> Q:
    """What comes after a row of these values."""
    beyond, alike = Q(), Q()
    for name, value in zip(_ORDER, last, strict=True):
        beyond |= alike & Q(**{f"{name}__gt": value})
        alike &= Q(**{name: value})
    return beyond


def rows_of(places: Iterable[Place], *, added_up: bool) -> list[PlaceRow]:
    """Places with what they have, kind by kind. One query.

    ``added_up``: a region has what its places have; otherwise only what is for all of it.
    """
    places = list(places)
    regions = [place for place in places if added_up and _is_region(place)]
    counted: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    here = Offer.objects.there().filter(Q(place__in=places) | Q(place__region__in=regions)).order_by()
    whole = {region.pk for region in regions}
    counts = here.values_list("place", "place__region", "kind").annotate(number=Count("pk"))
    for place_id, region, kind, number in counts:
        for one in {place_id, region if region in whole else place_id}:
            counted[one][kind] += number
    return [_row(place, counted[place.pk]) for place in places]


def _row(place: Place, counted: dict[str, int]) -> PlaceRow:
    region = place.region
    return PlaceRow(
        name=place.name,
        url=reverse("places:place", args=[place.slug]),
        kind=str(capfirst(PlaceKind(place.kind).label)),
        region=region.name if region else "",
        region_at=reverse("places:place", args=[region.slug]) if region else "",
        is_region=_is_region(place),
        cells=[Cell(str(kind.label), counted.get(kind, 0)) for kind in ActivityKind],
    )


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
    #: The number as a phone dials it.
    dial: str
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
    #: Of a region: its places, and where all of them are if they are more than these.
    places: list[PlaceRow]
    all_places: str
    #: Of any other place: those of the same region.
    nearby: list[tuple[str, str]]
    language: str = LANGUAGE


def place_shown(place: Place, after: str) -> PlaceShown:
    """A place with its offers, a page at a time by key. Six queries at most."""
    found = list(_offers(place, after)[: OFFERS_LENGTH + 1])
    page = found[:OFFERS_LENGTH]
    groups: dict[str, list[OfferShown]] = {}
    for offer in page:
        groups.setdefault(str(ActivityKind(offer.kind).label), []).append(offer_shown(offer))
    url = reverse("places:place", args=[place.slug])
    inside = list(_in_order().filter(region=place)[: PAGE_LENGTH + 1]) if _is_region(place) else []
    row, *places = rows_of([place, *inside[:PAGE_LENGTH]], added_up=True)
    return PlaceShown(
        place=place,
        kind=row.kind,
        opening=PlaceWords.objects.filter(place=place).values_list("opening", flat=True).first() or "",
        row=row,
        groups=[OffersOfKind(*pair) for pair in groups.items()],
        newest=url if after else "",
        older=f"{url}?after={page[-1].key}" if len(found) > OFFERS_LENGTH else "",
        places=places,
        all_places=_address("places:index", {"place": place.slug}) if len(inside) > PAGE_LENGTH else "",
        nearby=[] if _is_region(place) else _nearby(place),
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


def _is_region(place: Place) -> bool:
    return place.kind == PlaceKind.REGION


def _nearby(place: Place) -> list[tuple[str, str]]:
    """The region itself and the other places of it. At most forty."""
    if place.region_id is None:
        return []
    others = Place.objects.filter(Q(region=place.region_id) | Q(pk=place.region_id)).exclude(pk=place.pk)
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
        dial=dialled(offer.phone),
        checked=checked_text(offer),
        old=offer.is_old,
    )


def dialled(phone: str) -> str:
    """A number as a phone dials it: "+44 (0)1632 960101" is "+441632960101"; empty where there is none."""
    return re.sub(r"[^\d+]", "", phone.replace("(0)", ""))


def checked_text(entry: Any) -> str:
    """When somebody saw to it last that it holds."""
    day = {"day": date_format(entry.checked_on, "j F Y")}
    if entry.is_old:
        return _("Nobody has checked this since %(day)s. Ask first.") % day
    return _("Last checked on %(day)s") % day
