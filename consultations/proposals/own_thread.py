"""The thread of a proposal (`threads.hosting`): open as long as ideas are welcome, under its title."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta
from typing import TypeVar

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from consultations.proposals.models import Proposal
from feedback.threads import hosting

Thing = TypeVar("Thing")
KIND = "proposal"
#: So long after the last day for ideas every suggestion has its answer.
ANSWERED_WITHIN = timedelta(weeks=4)
#: If nobody said until when ideas are welcome.
_USUALLY = timedelta(weeks=6)


def open_thread(proposal: Proposal) -> str:
    """Open its thread, or open it again; returns the address. The caller holds the proposal's row."""
    slug = hand_over(proposal)
    hosting.reopen(KIND, str(proposal.pk), closes_on=_last_day(proposal))
    if proposal.thread != slug:
        proposal.thread = slug
        proposal.save(update_fields=["thread"])
    return slug


def hand_over(proposal: Proposal) -> str:
    """Tell its thread what it is called and about now; returns the address. The caller holds the row.

    What it asks and promises is written in English, as proposals are.
    """
    last_day = _last_day(proposal)
    with override("en-gb"):
        return hosting.host(
            KIND,
            str(proposal.pk),
            slug=proposal.slug,
            question=_("What would make “%(title)s” better?") % {"title": proposal.title},
            why=_(
                "This is a proposal. It is not final yet. Choose a part of it, and read how it is now."
                " Then say what should be different."
            ),
            can_change=_("Every part of the proposal, until its text is final."),
            # No names: whoever closes their account is nowhere named, and authors come and go.
            who_decides=_("Those who write it. Their names stand on the proposal."),
            answer_by=last_day + ANSWERED_WITHIN,
            opens_on=timezone.localdate(),
            closes_on=last_day,
            stage=_only(proposal.stages.all()[:2]),
            place=_only(proposal.custody_places.all()[:2]),
            themes=proposal.themes.all(),
        )


def _last_day(proposal: Proposal) -> date:
    return proposal.ideas_until or timezone.localdate() + _USUALLY


def close_thread(proposal: Proposal) -> None:
    """Ideas are over. What is in the box was said in time and still comes out."""
    hosting.close(KIND, str(proposal.pk))


def _only(rows: Iterable[Thing]) -> Thing | None:
    """The one that there is; none of several."""
    found = list(rows)
    return found[0] if len(found) == 1 else None


def prisons_told(keys: Collection[str]) -> Mapping[str, set[int]]:
    """The prisons that proposals are about, by key. One query."""
    numbers = sorted(int(key) for key in keys if key.isdecimal())
    rows = Proposal.custody_places.through.objects.filter(proposal__in=numbers)
    told: dict[str, set[int]] = {}
    for key, prison in rows.values_list("proposal", "place"):
        told.setdefault(str(key), set()).add(prison)
    return told
