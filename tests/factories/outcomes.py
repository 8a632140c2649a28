"""Decisions and steps as people here would note them."""

import datetime
from typing import Any

from django.utils import timezone

from consultations.outcomes import deciding, stepping
from consultations.outcomes.deciding import Answered, Decided
from consultations.outcomes.enums import NEEDS_WORDS, DecisionKind, StepState
from consultations.outcomes.models import Decision, Step
from consultations.outcomes.stepping import Planned
from consultations.proposals.enums import ComesFromKind, ProposalState
from consultations.proposals.models import ComesFrom, Proposal, ProposalTheme
from edge import content_version
from people.models import Person
from tests.factories.moderation import facilitator
from tests.factories.proposals import proposal
from tests.factories.threads import PublishedFactory
from vocabulary.models import JourneyStage, Place, Theme

REASONS = "Everybody who answered wants it, and one wing can begin without money."


def decided(kind: DecisionKind = DecisionKind.ADOPTED, **changed: Any) -> Decided:
    """What was decided, as a facilitator notes it."""
    told = {
        "reasons": REASONS, "decided_by": "The pilot's team", "by_right": "It runs the pilot.",
        "decided_on": timezone.localdate(), **changed,
    }  # fmt: skip
    return Decided(kind=kind, **told)


def concern(**changed: Any) -> Answered:
    """A main concern with its answer."""
    told = {"about": "Rooms are short.", "words": "The library is free on Mondays.", **changed}
    return Answered(**told)


def decision(
    kind: DecisionKind = DecisionKind.ADOPTED,
    *,
    about: Proposal | None = None,
    by: Person | None = None,
    **changed: Any,
) -> Decision:
    """A decision about a proposal with a final text."""
    about = about or proposal(ProposalState.FINAL)
    return deciding.decide(about, decided(kind, **changed), by=by or facilitator())


def planned(**changed: Any) -> Planned:
    """A step as it is planned."""
    told = {
        "what": "A list of link workers by area", "responsible": "Sioned Price, health care",
        "due_on": timezone.localdate() + datetime.timedelta(days=60), **changed,
    }  # fmt: skip
    return Planned(**told)


def step(of: Decision | None = None, *, by: Person | None = None, **changed: Any) -> Step:
    """A step that has not started."""
    return stepping.add(of or decision(), planned(**changed), by=by or facilitator())


#: What lines end as, in turn: the kind of decision, and how far its one step is.
_ENDS = (
    (DecisionKind.ADOPTED, StepState.DONE),
    (DecisionKind.ADOPTED, StepState.UNDER_WAY),
    (DecisionKind.WITH_CHANGES, StepState.NOT_STARTED),
    (DecisionKind.ADOPTED, StepState.STOPPED),
    (DecisionKind.MORE_WORK, None),
    (DecisionKind.NOT_TAKEN_FORWARD, None),
)


def many_chains(number: int) -> list[Decision]:
    """So many more lines from an answer to what came of it, of every end, stage, theme and place in turn."""
    today, begin = timezone.localdate(), Proposal.objects.count()
    said = ComesFromKind.CONTRIBUTION, str(PublishedFactory(words="Nobody told me.").pk)
    proposals = Proposal.objects.bulk_create(
        Proposal(
            slug=f"line-{begin + n}", title=f"Line {begin + n}", state=ProposalState.DECIDED, opened_on=today
        )
        for n in range(number)
    )
    ComesFrom.objects.bulk_create(ComesFrom(proposal=one, kind=said[0], key=said[1]) for one in proposals)
    _place_each(proposals)
    decisions = Decision.objects.bulk_create(
        Decision(
            proposal=one, kind=_ENDS[n % len(_ENDS)][0], reasons=REASONS, decided_by="We", by_right="Ours",
            decided_on=today - datetime.timedelta(days=n % 50),
        )
        for n, one in enumerate(proposals)
    )  # fmt: skip
    ends = [(one, _ENDS[n % len(_ENDS)][1]) for n, one in enumerate(decisions)]
    Step.objects.bulk_create(
        Step(
            decision=one, position=0, what="A list", responsible="We", due_on=today, state=state,
            result="It hangs there." if state in NEEDS_WORDS else "", moved_on=today,
            is_change=state == StepState.DONE,
        )
        for one, state in ends if state is not None
    )  # fmt: skip
    content_version.bump()
    return decisions


def _place_each(proposals: list[Proposal]) -> None:
    stages, themes = list(JourneyStage.objects.all()), list(Theme.objects.order_by("pk")[:12])
    places = list(Place.objects.order_by("pk")[:12])
    Proposal.stages.through.objects.bulk_create(
        Proposal.stages.through(proposal=one, journeystage=stages[n % len(stages)])
        for n, one in enumerate(proposals)
    )
    ProposalTheme.objects.bulk_create(
        ProposalTheme(content_object=one, tag=themes[n % len(themes)])
        for n, one in enumerate(proposals)
        if themes
    )
    for through in (Proposal.custody_places.through, Proposal.release_places.through):
        through.objects.bulk_create(
            through(proposal=one, place=places[n % len(places)]) for n, one in enumerate(proposals) if places
        )
