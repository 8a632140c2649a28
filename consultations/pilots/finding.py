"""What search finds of pilots. There are few, and they seldom change: they are kept until something does.

So search, which asks many rooms, asks nothing more for them.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from django.db.models import CharField, Value
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cms.search_sources import FACETS, Found, SearchQuery
from consultations.pilots.models import Pilot
from consultations.pilots.showing import LANGUAGE, address_of, stand
from consultations.proposals.enums import PUBLIC
from edge.memory import memory

#: More pilots than anybody will have; the newest of them.
MOST = 200


class Known(NamedTuple):
    """A pilot with what it is about: ("place", slug), ("stage", key), ("theme", slug)."""

    pilot: Pilot
    about: frozenset[tuple[str, str]]

    @property
    def words(self) -> str:
        """All in which words are looked for."""
        one = self.pilot
        parts = (one.title, one.tries, one.for_whom, one.partners, one.activities, one.outcomes)
        return " ".join(parts).casefold()


class PilotsSource:
    """Pilots that are shown, by their places, and by the themes and stages of what they try."""

    key = "pilots"
    kinds: dict[str, str | Promise] = {"pilot": _("Pilots")}
    facets: frozenset[str] = FACETS

    def find(self, query: SearchQuery, limit: int) -> list[Found]:
        """The best fitting; without words those that began last. Two queries after a change, none later."""
        known = memory.keep(query.request, "pilots.known", _read)
        asked = {(name, getattr(query, name)) for name in query.facets}
        matched = [(one, _matched(one, query)) for one in known if asked <= one.about]
        best = sorted((pair for pair in matched if pair[1] or not query.words), key=lambda pair: -pair[1])
        today = timezone.localdate()
        return [_found(one.pilot, today) for one, _number in best[:limit]]


def _matched(one: Known, query: SearchQuery) -> int:
    return sum(word.stem.casefold() in one.words for word in query.words)


def _found(pilot: Pilot, today: date) -> Found:
    return Found(
        title=pilot.title,
        url=address_of(pilot),
        kind="pilot",
        text=" ".join(filter(None, [pilot.tries, pilot.for_whom, pilot.activities, pilot.outcomes])),
        when=stand(pilot, today),
        day=pilot.starts_on,
        also=pilot.partners,
        lang=LANGUAGE,
    )


def _read() -> list[Known]:
    about = defaultdict[int, set[tuple[str, str]]](set)
    for pilot, kind, key in _all_about():
        about[pilot].add((kind, key))
    return [Known(one, frozenset(about[one.pk])) for one in Pilot.objects.public()[:MOST]]


def _all_about() -> Iterable[tuple[int, str, str]]:
    """What all pilots are about, in one query; a place lies in its region too."""
    custody, release = Pilot.custody.through.objects, Pilot.release.through.objects
    tried = Pilot.proposals.through.objects.filter(proposal__state__in=sorted(PUBLIC))

    def named(kind: str, rows: Any, column: str) -> Any:
        named = rows.order_by().filter(pilot__shown_on__isnull=False, **{f"{column}__isnull": False})
        return named.values_list("pilot", Cast(Value(kind), CharField()), Cast(column, CharField()))

    first, *others = (
        named("place", custody, "place__slug"),
        named("place", custody, "place__region__slug"),
        named("place", release, "place__slug"),
        named("place", release, "place__region__slug"),
        named("stage", tried, "proposal__stages__key"),
        named("theme", tried, "proposal__themes__slug"),
    )
    rows: Iterable[tuple[int, str, str]] = first.union(*others, all=True)
    return rows
