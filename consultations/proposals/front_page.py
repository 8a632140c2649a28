"""What the home page shows of proposals: those that are open for ideas, and where something is under way."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.sockets import OpenNow, Section, StageCount
from consultations.proposals.enums import ProposalState
from consultations.proposals.models import Proposal
from consultations.proposals.showing import DOES, day_text

OPEN_SHOWN = 5


def section(request: HttpRequest) -> Section:
    """What proposals bring to the home page. Two queries."""
    return Section(open_now=tuple(_open_now()), journey=_journey)


def _journey() -> dict[str, StageCount]:
    """The parts of the journey on which something is under way."""
    under_way = Proposal.stages.through.objects.filter(
        proposal__state__in=sorted(DOES), proposal__opened_on__isnull=False
    )
    stages = under_way.order_by().values_list("journeystage__key", flat=True).distinct()
    return {key: StageCount(said=0, done=True) for key in stages}


def _open_now() -> list[OpenNow]:
    rows = Proposal.objects.filter(state=ProposalState.IDEAS, ideas_until__gte=timezone.localdate())
    return [
        OpenNow(
            kind=_("Proposal"),
            title=title,
            href=reverse("proposals:proposal", args=[slug]),
            note=_("Ideas until %(day)s") % {"day": day_text(until)} if until else "",
            day=until,
        )
        for title, slug, until in rows.order_by("ideas_until", "pk").values_list(
            "title", "slug", "ideas_until"
        )[:OPEN_SHOWN]
    ]
