"""What search finds in the directory: places, what is on offer, who helps on release, as they are now.

All of it is public; what was taken out is not found. All sorts are asked for at once: the search page asks
many rooms.
"""

from datetime import date
from typing import Any

from django.db.models import DateField, F, OuterRef, Q, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Coalesce, Concat
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from cms.search_sources import Found, SearchQuery, any_word, words_matched
from consultations.directory.models import LinkWorkers, Offer, PlaceWords
from consultations.directory.places import LANGUAGE
from vocabulary.models import Place, PlaceKind

OFFER, TEAM, PLACE = "offer", "team", "place"
#: What a team is called by whoever looks for one; none has it in its name.
_CALLED = "link workers, social prescribing"
_COLUMNS = ("sort", "titled", "runs", "where", "slug", "says", "also", "day", "matched")
#: Where words are looked for; what a place is (a prison) would find all of them.
_FIELDS = ("titled", "where", "says", "also")
_NEVER = date.min


class DirectorySource:
    """Places, things on offer, and teams of link workers."""

    key = "directory"
    kinds: dict[str, str | Promise] = {
        PLACE: _("Places"),
        OFFER: _("Things on offer"),
        TEAM: _("Link workers"),
    }
    facets: frozenset[str] = frozenset({"place"})

    def find(self, query: SearchQuery, limit: int) -> list[Found]:
        """The best fitting; without words what was checked last. One query."""
        sorts = {PLACE: _places(), OFFER: _offers(), TEAM: _teams()}
        wanted = [kind for kind in sorts if query.kind in ("", kind)]
        first, *others = (_narrowed(sorts[kind], query) for kind in wanted)
        found = first.union(*others, all=True) if others else first
        order = ("-matched", "titled") if query.words else ("-day", "titled")
        return [_found(row) for row in found.order_by(*order)[:limit]]


def _places() -> "QuerySet[Any]":
    opening = PlaceWords.objects.filter(place=OuterRef("pk")).values("opening")[:1]
    return Place.objects.annotate(
        sort=Value(PLACE),
        titled=F("name"),
        runs=F("kind"),
        where=Coalesce("region__name", Value("")),
        own_region=F("region__slug"),
        says=Coalesce(Subquery(opening), Value(""), output_field=TextField()),
        also=Value(""),
        day=Value(_NEVER, output_field=DateField()),
    )


def _offers() -> "QuerySet[Any]":
    return Offer.objects.there().annotate(
        sort=Value(OFFER),
        titled=F("name"),
        runs=F("organisation__name"),
        where=F("place__name"),
        slug=F("place__slug"),
        own_region=F("place__region__slug"),
        says=_joined("for_whom", "how_often", "about"),
        also=F("organisation__name"),
        day=F("checked_on"),
    )


def _teams() -> "QuerySet[Any]":
    return LinkWorkers.objects.there().annotate(
        sort=Value(TEAM),
        titled=F("organisation__name"),
        runs=F("organisation__name"),
        where=F("area__name"),
        slug=F("area__slug"),
        own_region=F("area__region__slug"),
        says=F("how_to_refer"),
        also=Value(_CALLED),
        day=F("checked_on"),
    )


def _joined(*names: str) -> Any:
    """The words of some columns, one after the other, of one type whatever the columns are."""
    parts: list[Any] = [Value("")]
    for name in names:
        parts += [F(name), Value(". ")]
    return Concat(*parts, output_field=TextField())


def _narrowed(rows: "QuerySet[Any]", query: SearchQuery) -> "QuerySet[Any]":
    if query.place:
        rows = rows.filter(Q(slug=query.place) | Q(own_region=query.place))
    matched: Any = Value(0)
    if query.words:
        rows = rows.filter(any_word(query.words, *_FIELDS))
        matched = words_matched(query.words, *_FIELDS)
    return rows.annotate(matched=matched).order_by().values(*_COLUMNS)


def _found(row: dict[str, Any]) -> Found:
    url = reverse("places:place", args=[row["slug"]])
    if row["sort"] == PLACE:
        return Found(
            title=row["titled"],
            url=url,
            kind=PLACE,
            text=row["says"],
            when=str(capfirst(PlaceKind(row["runs"]).label)),
            place=row["where"],
            lang=LANGUAGE,
            also=row["where"],
        )
    of_team = row["sort"] == TEAM
    return Found(
        title=f"{row['titled']}, {row['where']}",
        url=f"{url}#teams" if of_team else url,
        kind=row["sort"],
        text=row["says"] if of_team else f"{row['runs']}. {row['says']}".strip(" ."),
        day=row["day"],
        lang=LANGUAGE,
        also=row["also"],
    )
