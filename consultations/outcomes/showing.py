"""Everything the public page of a decision prints, ready: templates compute nothing."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from consultations.outcomes.enums import UNFINISHED, AnswerTo, DecisionKind, StepState
from consultations.outcomes.models import Answer, Decision, Step
from consultations.proposals.origins import OriginShown, origins_of
from consultations.proposals.showing import vote_address
from feedback.threads import published

#: What is written by people here is in this language.
LANGUAGE = "en-GB"
#: How a stop of the line is drawn: "said", "done", "nothing" for a gap, "no" for a way not taken.
Drawn = Literal["said", "done", "nothing", "no"]
_DRAWN: dict[str, Drawn] = {
    StepState.NOT_STARTED: "nothing",
    StepState.UNDER_WAY: "done",
    StepState.DONE: "done",
    StepState.STOPPED: "no",
}


def day_text(day: date) -> str:
    """A whole date: "14 December 2026"."""
    return date_format(day, "j F Y")


@dataclass(frozen=True)
class UpdateShown:
    """How far a step was on a day."""

    day: str
    state: str
    words: str
    who: str


@dataclass(frozen=True)
class StepShown:
    """A step with how far it is."""

    key: str
    what: str
    responsible: str
    state: str
    drawn: Drawn
    #: "By 3 March 2027", "This was due on 3 March 2027 and is late.", or since when it is what it is.
    when: str
    late: bool
    result: str
    updates: list[UpdateShown]

    @property
    def anchor(self) -> str:
        """Its id on the page of its decision."""
        return f"step-{self.key}"


@dataclass(frozen=True)
class AnswerShown:
    """What people were worried about, in a facilitator's words or their own, and the answer."""

    to: str
    about: str
    quoted: str
    quoted_at: str
    words: str


class DecisionShown:
    """A decision as its page prints it on a day. So many queries whatever there is: at most eight."""

    language = LANGUAGE

    def __init__(self, decision: Decision, today: date) -> None:
        self.decision = decision
        self.proposal = decision.proposal
        self.kind = str(DecisionKind(decision.kind).label)
        self.origins: list[OriginShown] = origins_of(decision.proposal).said
        self.answers = _answers(list(decision.answers.all()))
        steps = decision.steps.prefetch_related("updates")
        self.steps = [step_shown(step, today) for step in steps]
        self.later = "" if decision.replaced_on is None else _later(decision)

    @property
    def proposal_at(self) -> str:
        """The page of the proposal."""
        return reverse("proposals:proposal", args=[self.proposal.slug])

    @property
    def public_at(self) -> str:
        """Where everybody reads it."""
        return reverse("what-changed:decision", args=[self.decision.key])

    @property
    def vote_at(self) -> str:
        """The page of the vote; empty where there was none."""
        return vote_address(self.decision.ballot) if self.decision.ballot else ""

    @property
    def day(self) -> str:
        """When it was decided."""
        return day_text(self.decision.decided_on)

    @property
    def review(self) -> str:
        """When it is looked at again; empty if nobody said."""
        return day_text(self.decision.review_on) if self.decision.review_on else ""

    @property
    def does(self) -> bool:
        """Whether the second stroke runs beside what people said."""
        return any(step.drawn == "done" for step in self.steps)


def step_shown(step: Step, today: date) -> StepShown:
    """A step as pages print it; its updates are read already."""
    late = step.state in UNFINISHED and step.due_on < today
    return StepShown(
        key=step.key,
        what=step.what,
        responsible=step.responsible,
        state=str(StepState(step.state).label),
        drawn=_DRAWN[step.state],
        when=_when(step, late=late),
        late=late,
        result=step.result,
        updates=[
            UpdateShown(
                day_text(one.day), str(StepState(one.state).label), one.words,
                one.by_name or _("a former member"),
            )
            for one in step.updates.all()
            if one.words != step.result
        ],
    )  # fmt: skip


def _when(step: Step, *, late: bool) -> str:
    if late:
        return _("This was due on %(day)s and is late.") % {"day": day_text(step.due_on)}
    if step.state in UNFINISHED:
        return _("By %(day)s") % {"day": day_text(step.due_on)}
    return _("Since %(day)s") % {"day": day_text(step.moved_on)} if step.moved_on else ""


def _later(decision: Decision) -> str:
    standing = Decision.objects.standing().filter(proposal=decision.proposal_id).only("key").first()
    return reverse("what-changed:decision", args=[standing.key]) if standing else ""


def _answers(rows: list[Answer]) -> list[AnswerShown]:
    """With the words of published reasons, read where they stand: taken back there, gone here."""
    keys = [row.contribution for row in rows if row.contribution is not None]
    said = published.by_keys(keys) if keys else {}
    shown = []
    for row in rows:
        one = said.get(row.contribution) if row.contribution is not None else None
        spoken = one if isinstance(one, published.Said) else None
        shown.append(
            AnswerShown(
                to=str(AnswerTo(row.to).label),
                about=row.about,
                quoted=spoken.words if spoken else "",
                quoted_at=spoken.url if spoken else "",
                words=row.words,
            )
        )
    return shown
