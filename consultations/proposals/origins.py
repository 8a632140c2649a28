"""Where proposals come from, told on both ends: beside the words, that they led to a proposal; on the
proposal, the words. And proposals as what a question can hang on.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consultations.events import asked
from consultations.events.models import Point
from consultations.events.showing import anchor_of
from consultations.events.sockets import Came, what_came_of
from consultations.proposals.enums import PUBLIC, ComesFromKind, ProposalState
from consultations.proposals.models import ComesFrom, Proposal
from feedback.questions import choosers
from feedback.threads import published
from feedback.threads.sockets import Became, Origin, Progress, became, comes_from

_SHORT = 90
#: Newest proposals that a question can be hung on.
_OFFERED = 60
S = ProposalState
#: How far something has got that a proposal was made of: a plan as long as nobody has given it up.
_PROGRESS: dict[ProposalState, Progress] = {S.PARKED: "no", S.WITHDRAWN: "no", S.REVIEWED: "done"}


def plug_in() -> None:
    """Called once, from the room's AppConfig."""
    what_came_of.register("proposals", of_points)
    became.register("proposals", of_contributions)
    comes_from.register("proposal", proposals_told)
    choosers.register("proposal", gettext_lazy("Proposals"), _offer)


# --- From words to proposals -----------------------------------------------------------


def of_points(keys: Collection[str]) -> Mapping[str, Sequence[Came]]:
    """Public proposals that come from these points. One query."""
    return {
        key: [Came(title, _address(slug), _PROGRESS.get(state, "going")) for title, slug, state in rows]
        for key, rows in _leading_from(ComesFromKind.POINT, keys).items()
    }


def of_contributions(keys: Collection[int]) -> Mapping[int, Sequence[Became]]:
    """Public proposals that come from these answers, by their keys. One query."""
    return {
        int(key): [
            Became(
                _("The proposal “%(title)s”") % {"title": title},
                _address(slug),
                _PROGRESS.get(state, "going"),
                changed=state == S.REVIEWED,
            )
            for title, slug, state in rows
        ]
        for key, rows in _leading_from(ComesFromKind.CONTRIBUTION, [str(key) for key in keys]).items()
    }


def _leading_from(
    kind: ComesFromKind, keys: Collection[str]
) -> Mapping[str, list[tuple[str, str, ProposalState]]]:
    """Title, address and state of each proposal, by the key of what it comes from; evidence is no origin."""
    rows = ComesFrom.objects.filter(
        kind=kind, key__in=sorted(set(keys)), is_evidence=False, proposal__state__in=sorted(PUBLIC),
        proposal__opened_on__isnull=False,
    )  # fmt: skip
    found: defaultdict[str, list[tuple[str, str, ProposalState]]] = defaultdict(list)
    values = rows.order_by("proposal__opened_on", "proposal").values_list(
        "key", "proposal__title", "proposal__slug", "proposal__state"
    )
    for key, title, slug, state in values:
        found[key].append((title, slug, ProposalState(state)))
    return found


def _address(slug: str) -> str:
    return reverse("proposals:proposal", args=[slug])


# --- Questions about proposals -----------------------------------------------------------


def proposals_told(keys: Collection[str]) -> Mapping[str, Origin]:
    """Public proposals by key. One query."""
    numbers = [int(key) for key in keys if key.isdecimal()]
    rows = Proposal.objects.public().filter(pk__in=numbers).order_by()
    return {
        str(pk): Origin(_("the proposal “%(title)s”") % {"title": title}, _address(slug))
        for pk, title, slug in rows.values_list("pk", "title", "slug")
    }


def _offer() -> list[tuple[str, list[tuple[str, str]]]]:
    rows = Proposal.objects.public().newest_first().values_list("pk", "title")[:_OFFERED]
    return [("", [(str(pk), title) for pk, title in rows])]


# --- On the page of a proposal --------------------------------------------------------------


@dataclass(frozen=True)
class OriginShown:
    """Something that was said, or a document, as a proposal's page prints it."""

    words: str
    #: Where it was said: the event with its month, or the question.
    note: str = ""
    url: str = ""
    lang: str = ""
    #: Where there are no words any more: why.
    gone: str = ""
    #: It leads away from this site.
    is_elsewhere: bool = False


@dataclass(frozen=True)
class Origins:
    """What a proposal comes from, and what its evidence is."""

    said: list[OriginShown] = field(default_factory=list)
    evidence: list[OriginShown] = field(default_factory=list)


def origins_of(proposal: Proposal) -> Origins:
    """Read for one page: a query for the rows, and one each for points, answers and events, or none."""
    return origins_of_all([proposal.pk])[proposal.pk]


def origins_of_all(proposals: Collection[int]) -> dict[int, Origins]:
    """The same for many, by the number of the proposal; with as many queries."""
    rows = list(ComesFrom.objects.filter(proposal__in=proposals).order_by("pk"))
    keys = {kind: [row.key for row in rows if row.kind == kind] for kind in ComesFromKind}
    points = _points(keys[ComesFromKind.POINT])
    said = _said(keys[ComesFromKind.CONTRIBUTION])
    events = asked.events_told(keys[ComesFromKind.EVENT]) if keys[ComesFromKind.EVENT] else {}
    found = {proposal: Origins() for proposal in proposals}
    for row in rows:
        match row.kind:
            case ComesFromKind.POINT:
                shown = points.get(row.key)
            case ComesFromKind.CONTRIBUTION:
                shown = said.get(row.key)
            case ComesFromKind.EVENT:
                event = events.get(row.key)
                shown = OriginShown(event.text, _("Event"), event.url) if event else None
            case _:
                shown = OriginShown(row.label, _("Document"), row.key, is_elsewhere=True)
        if shown is not None:
            its = found[row.proposal_id]
            (its.evidence if row.is_evidence else its.said).append(shown)
    return found


def _points(keys: Sequence[str]) -> dict[str, OriginShown]:
    if not keys:
        return {}
    rows = Point.objects.published().filter(key__in=keys).select_related("page").without_records()
    return {
        point.key: OriginShown(
            point.text,
            _("Raised at the event of %(month)s") % {"month": point.page.when.month_text},
            f"{point.page.get_url() or ''}#{anchor_of(point.key)}",
            point.page.lang,
        )
        for point in rows
    }


def _said(keys: Iterable[str]) -> dict[str, OriginShown]:
    numbers = [int(key) for key in keys if key.isdecimal()]
    found = published.quoted(numbers) if numbers else {}
    return {
        str(key): OriginShown(
            Truncator(one.words or one.question).chars(400), _("Said in %(month)s") % {"month": one.month},
            one.url, one.lang,
        )
        if isinstance(one, published.Said)
        else OriginShown("", gone=one.text)
        for key, one in found.items()
    }  # fmt: skip
