"""What search finds in the directory: what is on offer and who helps on release, as it is at this moment.

All of it is public; what was taken out is not found. Both sorts are asked for at once: the search page asks
many rooms.
"""

from typing import Any

from django.db.models import F, Q, QuerySet, TextField, Value
from django.db.models.functions import Concat
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cms.search_sources import Found, SearchQuery, any_word, words_matched
from consultations.directory.models import LinkWorkers, Offer
from consultations.directory.places import LANGUAGE

OFFER, TEAM = "offer", "team"
#: What a team is called by whoever looks for one; none has it in its name.
_CALLED = "link workers, social prescribing"
_COLUMNS = ("sort", "titled", "runs", "where", "slug", "says", "also", "checked_on", "matched")


class DirectorySource:
    """Things on offer, and teams of link workers."""

    key = "directory"
    kinds: dict[str, str | Promise] = {OFFER: _("Things on offer"), TEAM: _("Link workers")}
    facets: frozenset[str] = frozenset({"place"})

    def find(self, query: SearchQuery, limit: int) -> list[Found]:
        """The best fitting; without words what was checked last. One query."""
        sorts = {OFFER: _offers(), TEAM: _teams()}
        wanted = [rows for kind, rows in sorts.items() if query.kind in ("", kind)]
        first, *others = (_narrowed(rows, query) for rows in wanted)
        found = first.union(*others, all=True) if others else first
        order = ("-matched", "titled") if query.words else ("-checked_on", "titled")
        return [_found(row) for row in found.order_by(*order)[:limit]]


def _offers() -> "QuerySet[Any]":
    return Offer.objects.there().annotate(
        sort=Value(OFFER),
        titled=F("name"),
        runs=F("organisation__name"),
        where=F("place__name"),
        slug=F("place__slug"),
        region=F("place__region__slug"),
        says=_joined("for_whom", "how_often", "about"),
        also=Value(""),
    )


def _teams() -> "QuerySet[Any]":
    return LinkWorkers.objects.there().annotate(
        sort=Value(TEAM),
        titled=F("organisation__name"),
        runs=F("organisation__name"),
        where=F("area__name"),
        slug=F("area__slug"),
        region=F("area__region__slug"),
        says=_joined("how_to_refer"),
        also=Value(_CALLED),
    )


def _joined(*names: str) -> Any:
    """The words of some columns, one after the other, of one type whatever the columns are."""
    parts: list[Any] = [Value("")]
    for name in names:
        parts += [F(name), Value(". ")]
    return Concat(*parts, output_field=TextField())


def _narrowed(rows: "QuerySet[Any]", query: SearchQuery) -> "QuerySet[Any]":
    if query.place:
        rows = rows.filter(Q(slug=query.place) | Q(region=query.place))
    matched: Any = Value(0)
    if query.words:
        fields = ("titled", "runs", "where", "says", "also")
        rows = rows.filter(any_word(query.words, *fields))
        matched = words_matched(query.words, *fields)
    return rows.annotate(matched=matched).order_by().values(*_COLUMNS)


def _found(row: dict[str, Any]) -> Found:
    of_team = row["sort"] == TEAM
    url = reverse("places:place", args=[row["slug"]])
    return Found(
        title=f"{row['titled']}, {row['where']}",
        url=f"{url}#teams" if of_team else url,
        kind=row["sort"],
        text=row["says"].strip() if of_team else f"{row['runs']}. {row['says']}".strip(" ."),
        day=row["checked_on"],
        lang=LANGUAGE,
        also=row["also"],
    )
