"""Lets the demo come to its end: what was decided about proposals, and how far each step is; by the acts.

All of it is invented. Days are told from today, so that there is always a step that is done, one under way,
one that is late and one that lies ahead. Made once.
"""

import datetime
from dataclasses import dataclass

from django.utils import timezone

from cms.models import MadeAtSetUp
from consultations.outcomes import deciding, stepping
from consultations.outcomes.deciding import Answered, Decided
from consultations.outcomes.enums import DecisionKind, StepState
from consultations.outcomes.models import Decision
from consultations.outcomes.stepping import Planned
from consultations.proposals.models import Proposal
from demo.pretending import it_is, working_day
from demo.proposal_texts import PROPOSALS
from people.models import Person

_MADE = "demo: decisions"
_MORNING = datetime.time(10, 0)
_TEAM = "The team of the pilot, with two people who have lived it"
_RIGHT = "They steer the pilot; what it costs is agreed with the commissioners."


@dataclass(frozen=True)
class StepText:
    """A step: by when it is to be done, counted from today, and what was told of it, so many days ago."""

    what: str
    responsible: str
    due_in: int
    told: tuple[tuple[int, StepState, str], ...] = ()
    is_change: bool = False


@dataclass(frozen=True)
class DecisionText:
    """What was decided about a proposal, so many days ago."""

    about: str
    ago: int
    decided: Decided
    steps: tuple[StepText, ...] = ()


def _decided(kind: DecisionKind, reasons: str, *answers: Answered) -> Decided:
    return Decided(
        kind=kind, reasons=reasons, decided_by=_TEAM, by_right=_RIGHT, decided_on=datetime.date.min,
        answers=answers,
    )  # fmt: skip


S = StepState
_DECISIONS = (
    DecisionText(
        "list-of-link-workers",
        17,
        _decided(
            DecisionKind.ADOPTED,
            "It costs next to nothing, and everybody who spoke about it asked for it.",
        ),
        (
            StepText(
                "The list is printed and hangs in the health care wing",
                "Sioned Price, health care at HMP Larchwood",
                -4,
                (
                    (12, S.UNDER_WAY, "Eleven of fourteen areas have sent their numbers."),
                    (5, S.DONE, "It hangs there since Monday. The officers on duty have a copy each."),
                ),
                is_change=True,
            ),
            StepText(
                "Each area says once in three months whether its entry is still right",
                "Sam Okafor, link worker in Larchester",
                40,
                ((3, S.UNDER_WAY, "The first letters have gone out."),),
            ),
            StepText("The list is read aloud on the prison radio", "The radio group at HMP Larchwood", 60),
        ),
    ),
    DecisionText(
        "money-that-stays",
        16,
        _decided(
            DecisionKind.WITH_CHANGES,
            "Most who voted want it. Three years can be promised for the pilot, with a review each year; "
            "more than the pilot cannot be promised yet.",
            Answered(
                "Three years tie up money that may be needed elsewhere.",
                "Each year there is a review in public. If it does not help people, the contract can end.",
            ),
        ),
        (
            StepText(
                "The contract over three years is written and can be read",
                "The commissioners’ office",
                -2,
                ((8, S.UNDER_WAY, "A first text is with the lawyers."),),
            ),
            StepText("The first review takes place in public", "The team of the pilot", 300),
        ),
    ),
    DecisionText(
        "a-link-worker-on-each-wing",
        8,
        _decided(
            DecisionKind.NOT_TAKEN_FORWARD,
            "It would take all the money there is, for one prison. Once the pilot has been evaluated it can "
            "be asked again, with numbers.",
        ),
    ),
)


def make_decisions(by: Person) -> None:
    """Note it all if it is not noted; the proposals are there."""
    if MadeAtSetUp.objects.filter(key=_MADE).exists():
        return
    today = timezone.localdate()
    for text in _DECISIONS:
        title = next(one.title for one in PROPOSALS if one.name == text.about)
        proposal = Proposal.objects.filter(title=title).first()
        if proposal is not None and not Decision.objects.filter(proposal=proposal).exists():
            _decide(text, proposal, today, by)
    MadeAtSetUp.objects.get_or_create(key=_MADE)


def _decide(text: DecisionText, proposal: Proposal, today: datetime.date, by: Person) -> None:
    with it_is(_before(today, text.ago), _MORNING):
        day = timezone.localdate()
        review = day + datetime.timedelta(days=180)
        given = {**vars(text.decided), "decided_on": day, "review_on": review}
        decision = deciding.decide(proposal, Decided(**given), by=by)
        steps = [
            stepping.add(
                decision,
                Planned(one.what, one.responsible, today + datetime.timedelta(days=one.due_in)),
                by=by,
            )
            for one in text.steps
        ]
    for step, told in zip(steps, text.steps, strict=True):
        for ago, state, words in told.told:
            with it_is(_before(today, ago), _MORNING):
                stepping.tell(step, state, words, by=by, is_change=told.is_change and state == S.DONE)


def _before(today: datetime.date, days: int) -> datetime.date:
    return working_day(today - datetime.timedelta(days=days))
