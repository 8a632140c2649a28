"""What search finds of evaluations: plans and reports, by the rows of what is published at this moment."""

from typing import Any

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from cms.search_sources import Found, SearchQuery, any_word, words_matched
from consultations.pilots.evaluation_showing import kind_name
from consultations.pilots.models import EvaluationPage

_FIELDS = ("title", "introduction", "search_description", "summary_words", "pilot__title")


class EvaluationsSource:
    """Plans and reports of pilots, found by a place of the pilot too."""

    key = "pilots.evaluations"
    kinds: dict[str, str | Promise] = {"evaluation": _("Evaluations")}
    facets: frozenset[str] = frozenset({"place"})

    def find(self, query: SearchQuery, limit: int) -> list[Found]:
        """The best fitting; without words the latest. One query."""
        pages = EvaluationPage.objects.live().defer_streamfields().select_related("pilot")
        if query.place:
            here = Q(pilot__custody__slug=query.place) | Q(pilot__release__slug=query.place)
            pages = pages.filter(pk__in=EvaluationPage.objects.filter(here).values("pk"))
        if query.words:
            pages = pages.filter(any_word(query.words, *_FIELDS))
            pages = pages.annotate(matched=words_matched(query.words, *_FIELDS))
            pages = pages.order_by("-matched", "-summarised_on", "-pk")
        else:
            pages = pages.newest()
        return [self._found(page) for page in pages[:limit] if page.get_url()]

    def _found(self, page: Any) -> Found:
        return Found(
            title=page.title,
            url=page.get_url() or "",
            kind="evaluation",
            text=" ".join(filter(None, [page.introduction, page.summary_words])),
            when=capfirst(page.appeared.text) if page.appeared else "",
            day=page.appeared.day if page.appeared else None,
            also=f"{kind_name(page.kind)} {page.pilot.title} {page.search_description}",
            lang=page.lang,
        )
