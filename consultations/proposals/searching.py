"""What search finds of proposals: the public ones, looked for in their rows as they are at this moment."""

from typing import Any

from django.db.models import OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cms.search_sources import FACETS, Found, SearchQuery, any_word, words_matched
from consultations.proposals import wording
from consultations.proposals.enums import Part
from consultations.proposals.index import narrowed
from consultations.proposals.models import Proposal
from consultations.proposals.showing import LANGUAGE, standing_text
from vocabulary.models import JourneyStage
from vocabulary.name_lists import NameList

_FIELDS = ("title", *Part.values)
_through = Proposal.stages.through.objects


class ProposalsSource:
    """Public proposals."""

    key = "proposals"
    kinds: dict[str, str | Promise] = {"proposal": _("Proposals")}
    facets: frozenset[str] = FACETS

    def find(self, query: SearchQuery, limit: int) -> list[Found]:
        """The best fitting proposals; without words the newest. One query."""
        asked = {"theme": query.theme, "stage": query.stage, "place": query.place}
        rows: Any = narrowed({name: value for name, value in asked.items() if value})
        if query.words:
            rows = rows.filter(any_word(query.words, *_FIELDS))
            rows = rows.annotate(matched=words_matched(query.words, *_FIELDS))
            rows = rows.order_by("-matched", "-opened_on", "-pk")
        else:
            rows = rows.newest_first()
        stages = JourneyStage.objects.filter(
            pk__in=_through.filter(proposal=OuterRef("pk")).values("journeystage")
        )
        return [_found(row) for row in rows.annotate(stage_names=NameList(stages))[:limit]]


def _found(proposal: Any) -> Found:
    parts = [wording.plain(getattr(proposal, part)) for part in Part.values]
    return Found(
        title=proposal.title,
        url=reverse("proposals:proposal", args=[proposal.slug]),
        kind="proposal",
        text=" ".join(filter(None, parts)),
        when=standing_text(proposal, timezone.localdate()),
        day=proposal.opened_on,
        stage=", ".join(proposal.stage_names or ()),
        lang=LANGUAGE,
    )
