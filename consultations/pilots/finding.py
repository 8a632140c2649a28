"""What search finds of pilots and their evaluations. There are few, and they seldom change: they are kept
until something does.

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
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from cms.search_sources import FACETS, Found, SearchQuery
from consultations.pilots.evaluation_showing import kind_name
from consultations.pilots.models import EvaluationPage, Pilot
from consultations.pilots.showing import LANGUAGE, address_of, stand
from consultations.proposals.enums import PUBLIC
from edge.memory import memory

#: More pilots, and more evaluations, than anybody will have; the newest of them.
MOST = 200


class Known(NamedTuple):
    """A pilot or an evaluation with what it is about: ("place", slug), ("stage", key), ("theme", slug)."""

    thing: Any
    about: frozenset[tuple[str, str]]
    #: All in which words are looked for, without upper case.
    words: str


class PilotsSource:
    """Pilots that are shown, by their places, and by the themes and stages of what they try."""

    key = "pilots"
    kinds: dict[str, str | Promise] = {"pilot": _("Pilots")}
    facets: frozenset[str] = FACETS

    def find(self, query: SearchQuery, limit: int) -> list[Found]:
        """The best fitting; without words those that began last. Two queries after a change, none later."""
        today = timezone.localdate()
        known = memory.keep(query.request, "pilots.known", _pilots)
        return [_pilot(one, today) for one in _best(known, query, limit)]


class EvaluationsSource:
    """Plans and reports, by what their pilots are about."""

    key = "pilots.evaluations"
    kinds: dict[str, str | Promise] = {"evaluation": _("Evaluations")}
    facets: frozenset[str] = FACETS

    def find(self, query: SearchQuery, limit: int) -> list[Found]:
        """The best fitting; without words the latest. Two queries after a change, none later."""
        known = memory.keep(query.request, "pilots.evaluations.known", _evaluations)
        return [_evaluation(one) for one in _best(known, query, limit)]


def _best(known: list[Known], query: SearchQuery, limit: int) -> list[Any]:
    """Those in which most of the words stand; those in which as many do stay in their order."""
    asked = {(name, getattr(query, name)) for name in query.facets}
    matched = [(one.thing, _matched(one, query)) for one in known if asked <= one.about]
    best = sorted((pair for pair in matched if pair[1] or not query.words), key=lambda pair: -pair[1])
    return [thing for thing, _number in best[:limit]]


def _matched(one: Known, query: SearchQuery) -> int:
    return sum(word.stem.casefold() in one.words for word in query.words)


def _pilot(pilot: Pilot, today: date) -> Found:
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


def _evaluation(page: Any) -> Found:
    return Found(
        title=page.title,
        url=page.get_url() or "",
        kind="evaluation",
        text=" ".join(filter(None, [page.introduction, page.summary_words])),
        when=capfirst(page.appeared.text) if page.appeared else "",
        day=page.appeared.day if page.appeared else None,
        also=_also(page),
        lang=page.lang,
    )


def _also(page: Any) -> str:
    return f"{kind_name(page.kind)} {page.pilot.title} {page.search_description}"


def _pilots() -> list[Known]:
    about = _about()
    return [
        Known(
            one,
            frozenset(about[one.pk]),
            _in_one(one.title, one.tries, one.for_whom, one.partners, one.activities, one.outcomes),
        )
        for one in Pilot.objects.public()[:MOST]
    ]


def _evaluations() -> list[Known]:
    about = _about()
    pages = EvaluationPage.objects.live().defer_streamfields().select_related("pilot").newest()
    return [
        Known(
            one,
            frozenset(about[one.pilot_id]),
            _in_one(one.title, one.introduction, one.summary_words, _also(one)),
        )
        for one in pages[:MOST]
        if one.get_url()
    ]


def _in_one(*parts: str) -> str:
    return " ".join(parts).casefold()


def _about() -> dict[int, set[tuple[str, str]]]:
    about = defaultdict[int, set[tuple[str, str]]](set)
    for pilot, kind, key in _all_about():
        about[pilot].add((kind, key))
    return about


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
