"""What the home page shows of pilots: what was proposed, and that it is being tried now."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.sockets import SaidAndDone, Section
from consultations.pilots import flowing, showing
from consultations.pilots.models import Pilot
from consultations.proposals.enums import PUBLIC
from consultations.proposals.models import Proposal

SHOWN = 2
#: Proposals looked at to find as many that are tried by pilots of their own.
LOOKED_AT = 20


def section(request: HttpRequest) -> Section:
    """A row for each of the newest pilots that are going on, with the first proposal it tries. One query."""
    today = timezone.localdate()
    tried = Pilot.proposals.through.objects.filter(
        pilot__shown_on__isnull=False, pilot__starts_on__lte=today, pilot__ends_on__gte=today,
        proposal__state__in=sorted(PUBLIC), proposal__opened_on__isnull=False,
    )  # fmt: skip
    rows = tried.select_related("pilot", "proposal").order_by("-pilot__starts_on", "pilot", "pk")[:LOOKED_AT]
    first: dict[int, Any] = {}
    for row in rows:
        first.setdefault(row.pilot_id, row)
    return Section(said_and_done=tuple(_row(one.pilot, one.proposal) for one in list(first.values())[:SHOWN]))


def _row(pilot: Pilot, proposal: Proposal) -> SaidAndDone:
    told = flowing.told(pilot.slug, pilot.title)
    return SaidAndDone(
        voice=proposal.title,
        said_note=_("A proposal"),
        said_href=reverse("proposals:proposal", args=[proposal.slug]),
        state="going",
        what=told.text,
        what_href=told.url,
        done_note=showing.span(pilot),
    )
