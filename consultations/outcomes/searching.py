"""What search finds of decisions: those that hold, looked for in their rows as they are at this moment."""

from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cms.search_sources import FACETS, Found, SearchQuery, any_word, words_matched
from consultations.outcomes.enums import DecisionKind
from consultations.outcomes.index import narrowed
from consultations.outcomes.showing import LANGUAGE, day_text

_FIELDS = ("proposal__title", "reasons", "decided_by")


class DecisionsSource:
    """Decisions that hold."""

    key = "decisions"
    kinds: dict[str, str | Promise] = {"decision": _("Decisions")}
    facets: frozenset[str] = FACETS

    def find(self, query: SearchQuery, limit: int) -> list[Found]:
        """The best fitting decisions; without words the newest. One query."""
        asked = {"theme": query.theme, "stage": query.stage, "place": query.place}
        rows: Any = narrowed({name: value for name, value in asked.items() if value})
        if query.words:
            rows = rows.filter(any_word(query.words, *_FIELDS))
            rows = rows.annotate(matched=words_matched(query.words, *_FIELDS))
            rows = rows.order_by("-matched", "-decided_on", "key")
        else:
            rows = rows.newest_first()
        return [_found(row) for row in rows.select_related("proposal")[:limit]]


def _found(decision: Any) -> Found:
    return Found(
        title=f"{DecisionKind(decision.kind).label}: {decision.proposal.title}",
        url=reverse("what-changed:decision", args=[decision.key]),
        kind="decision",
        text=decision.reasons,
        when=day_text(decision.decided_on),
        day=decision.decided_on,
        lang=LANGUAGE,
    )
