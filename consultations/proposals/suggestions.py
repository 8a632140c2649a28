"""Without an account, on equal terms: the thread of a proposal, and what is suggested in it.

A proposal that is open for ideas has a thread of its own (`threads.hosting`). What somebody suggests there
goes through the locked box and is read like any answer; once it is published, the same emptying makes it a
suggested change like any member's (`amending.arrive`). Its words stay where they are.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import timedelta

from django.db.models import Min
from django.urls import reverse
from django.utils.translation import gettext as _

from consultations.proposals import amending, own_thread, wording
from consultations.proposals.enums import PUBLIC, AmendmentState, Part
from consultations.proposals.models import Amendment, Proposal
from feedback.letterbox import kinds
from feedback.letterbox.kinds import Delivery
from feedback.threads import hosting, sockets
from feedback.threads.sockets import Became
from feedback.threads.sockets import Part as PartNow

KIND = own_thread.KIND


def plug_in() -> None:
    """Called once, from the room's AppConfig."""
    sockets.parts.register(KIND, parts_told)
    sockets.prisons.register(KIND, own_thread.prisons_told)
    sockets.became.register("proposals: suggestions", became)
    sockets.gone.register("proposals", amending.forget)
    # After "threads", which publishes: what has just left is a suggestion at once.
    kinds.at_emptying("threads: suggestions of proposals", take_in)


# --- What its thread asks about ------------------------------------------------------


def parts_told(key: str) -> list[PartNow]:
    """The parts of a public proposal as they read now, plain. One query."""
    if not key.isdecimal():
        return []
    row = Proposal.objects.public().filter(pk=int(key)).values(*Part.values).first()
    return (
        [PartNow(part.value, str(part.label), wording.typed(row[part.value])) for part in Part] if row else []
    )


# --- From contributions to suggestions ------------------------------------------------


def take_in(delivery: Delivery) -> None:
    """Make what is newly published a suggested change; note what was answered first. May be repeated.

    In the order of their random keys, and dated by the Monday of the week: neither tells when one came.
    """
    week = delivery.day - timedelta(days=delivery.day.weekday())
    known = set(Amendment.objects.filter(contribution__isnull=False).values_list("contribution", flat=True))
    new = [
        one
        for one in hosting.published_suggestions(KIND)
        if one.kind == hosting.AMENDMENT and one.key not in known and one.about in Part.values
    ]
    there = Proposal.objects.in_bulk({int(one.host) for one in new})
    for one in new:
        if proposal := there.get(int(one.host)):
            amending.arrive(proposal, one.about, one.key, day=week)
    _note_answered()


def _note_answered() -> None:
    """The first answer to something said without an account keeps the promise of the thread."""
    answered = Amendment.objects.filter(
        contribution__isnull=False, state__in=(AmendmentState.ACCEPTED, AmendmentState.DECLINED)
    )
    for pk, day in answered.order_by().values_list("proposal").annotate(Min("settled_on")):
        if day is not None:
            hosting.answered(KIND, str(pk), on=day)


def became(keys: Collection[int]) -> Mapping[int, Sequence[Became]]:
    """What became of suggestions without an account, by the key of the contribution. One query."""
    rows = Amendment.objects.filter(contribution__in=sorted(set(keys)), proposal__state__in=sorted(PUBLIC))
    told: dict[int, list[Became]] = {}
    for row in rows.select_related("proposal").order_by("pk"):
        if row.contribution is not None and row.state != AmendmentState.WITHDRAWN:
            told[row.contribution] = [_told(row)]
    return told


def _told(row: Amendment) -> Became:
    title = {"title": row.proposal.title}
    url = f"{reverse('proposals:proposal', args=[row.proposal.slug])}#{anchor_of(row.pk)}"
    match row.state:
        case AmendmentState.ACCEPTED:
            return Became(_("A change to “%(title)s”. It was taken up.") % title, url, "going")
        case AmendmentState.DECLINED:
            return Became(
                _("A suggestion for “%(title)s”. It was not taken up. Read why.") % title, url, "no"
            )
    return Became(_("A suggestion for “%(title)s”. It waits for an answer.") % title, url, "nothing")


def anchor_of(pk: int) -> str:
    """The id of a suggestion on its proposal's page."""
    return f"suggestion-{pk}"
