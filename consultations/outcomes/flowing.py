"""What became of words, told beside them: what was decided about proposals made of them, and what was done.

A point and an answer each carry the decision that stands and the steps that have begun. Only a step that is
done and that people notice counts as a change (`Became.changed`).
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from consultations.ballots import sockets as of_ballots
from consultations.events.sockets import Came, what_came_of
from consultations.outcomes.enums import ADOPTING, DecisionKind, StepState
from consultations.outcomes.models import Decision, Step
from consultations.proposals import sockets as of_proposals
from consultations.proposals.enums import PUBLIC, ComesFromKind
from consultations.proposals.models import ComesFrom
from feedback.threads.sockets import Became, Progress, became

#: What is told of a step; one that has not started is a plan, and the decision tells of it.
_TOLD: dict[str, Progress] = {StepState.UNDER_WAY: "going", StepState.DONE: "done", StepState.STOPPED: "no"}


@dataclass(frozen=True)
class Told:
    """A decision or a step, as it stands beside words."""

    text: str
    url: str
    progress: Progress
    changed: bool = False


def plug_in() -> None:
    """Called once, from the room's AppConfig. Below the proposal itself: so the name."""
    what_came_of.register("proposals-decided", of_points)
    became.register("proposals-decided", of_contributions)
    of_proposals.decided.register("outcomes", on_proposal)
    of_proposals.adopted.register("outcomes", is_adopted)
    of_ballots.followed.register("outcomes", on_ballot)


def of_points(keys: Collection[str]) -> Mapping[str, Sequence[Came]]:
    """What was decided and done because of these points. One query, and one more if anything was decided."""
    return {
        key: [Came(told.text, told.url, told.progress) for told in things]
        for key, things in _led_to(ComesFromKind.POINT, keys).items()
    }


def of_contributions(keys: Collection[int]) -> Mapping[int, Sequence[Became]]:
    """The same for answers, by their keys."""
    return {
        int(key): [Became(told.text, told.url, told.progress, changed=told.changed) for told in things]
        for key, things in _led_to(ComesFromKind.CONTRIBUTION, [str(key) for key in keys]).items()
    }


def on_proposal(proposal_id: int) -> list[tuple[str, str]]:
    """What stands about a proposal, for its own page. One query."""
    rows = Decision.objects.standing().filter(proposal_id=proposal_id).values_list("kind", "key")
    return [(_decided(key, kind).text, address_of(key)) for kind, key in rows]


def is_adopted(proposal_id: int) -> bool:
    """Whether what stands about a proposal says that it is to be done. One query."""
    return Decision.objects.standing().filter(proposal_id=proposal_id, kind__in=sorted(ADOPTING)).exists()


def on_ballot(slug: str) -> list[tuple[str, str]]:
    """What was decided after a vote, with titles, since it can be about several proposals. One query."""
    rows = Decision.objects.listed().filter(ballot=slug).newest_first()
    return [
        (f"{DecisionKind(kind).label}: {title}", address_of(key))
        for kind, key, title in rows.values_list("kind", "key", "proposal__title")
    ]


def address_of(key: str) -> str:
    """The page of a decision."""
    return reverse("what-changed:decision", args=[key])


def _led_to(kind: ComesFromKind, keys: Collection[str]) -> dict[str, list[Told]]:
    decisions = _decisions(kind, keys)
    if not decisions:
        return {}
    steps = defaultdict[str, list[tuple[str, str, str, bool]]](list)
    begun = Step.objects.filter(decision__in={decision for _key, decision, _kind in decisions})
    for decision, key, what, state, is_change in begun.filter(state__in=sorted(_TOLD)).values_list(
        "decision_id", "key", "what", "state", "is_change"
    ):
        steps[decision].append((key, what, state, is_change))
    found = defaultdict[str, list[Told]](list)
    for key, decision, kind_decided in decisions:
        found[key] += [_decided(decision, kind_decided), *_done(decision, steps[decision])]
    return found


def _decisions(kind: ComesFromKind, keys: Collection[str]) -> list[tuple[str, str, str]]:
    """Key of the words, key of the decision and its kind, the oldest proposal first. One query."""
    rows = ComesFrom.objects.filter(
        kind=kind, key__in=sorted(set(keys)), is_evidence=False, proposal__state__in=sorted(PUBLIC),
        proposal__decisions__replaced_on__isnull=True, proposal__decisions__key__isnull=False,
    )  # fmt: skip
    values = rows.order_by("proposal__opened_on", "proposal").values_list(
        "key", "proposal__decisions__key", "proposal__decisions__kind"
    )
    return [(str(words), str(decision), str(told)) for words, decision, told in values]


def _decided(key: str, kind: str) -> Told:
    progress: Progress = "going" if kind in ADOPTING else "no"
    if kind == DecisionKind.MORE_WORK:
        progress = "nothing"
    return Told(_("Decided: %(what)s") % {"what": DecisionKind(kind).label}, address_of(key), progress)


def _done(decision: str, steps: Sequence[tuple[str, str, str, bool]]) -> Iterator[Told]:
    for key, what, state, is_change in steps:
        yield Told(what, f"{address_of(decision)}#step-{key}", _TOLD[state], changed=is_change)


def decision_of(proposal_id: int) -> Decision | None:
    """The decision that stands about a proposal. One query."""
    return Decision.objects.standing().filter(proposal_id=proposal_id).first()
