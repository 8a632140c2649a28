"""What was decided about a proposal, noted once, with its reasons; a later decision replaces it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from consultations.outcomes.enums import AnswerTo, DecisionKind
from consultations.outcomes.models import Answer, Decision
from consultations.outcomes.permissions import Act, may
from consultations.outcomes.refusals import (
    MayNotError,
    NoReasonError,
    NotADayError,
    NotNowError,
    NoVoteError,
    RefusedError,
    StaleError,
)
from consultations.proposals import moving
from consultations.proposals.enums import ProposalState
from consultations.proposals.models import Proposal
from edge import content_version
from people.models import Person

#: What a step of the proposal can say; the whole stands with the decision.
_SHORT = moving.LONGEST_REASON


@dataclass(frozen=True)
class Answered:
    """What was said against it in the vote, and what the decision answers.

    ``contribution`` names a published reason by its key; its words are never copied.
    """

    about: str
    words: str
    to: AnswerTo = AnswerTo.CONCERN
    contribution: int | None = None


@dataclass(frozen=True)
class Decided:
    """A decision as it is written: everything but the proposal and who notes it."""

    kind: DecisionKind
    reasons: str
    decided_by: str
    by_right: str
    decided_on: date
    review_on: date | None = None
    against_ballot: bool = False
    answers: Sequence[Answered] = ()


@transaction.atomic
def decide(proposal: Proposal, decided: Decided, *, by: Person) -> Decision:
    """Note what was decided about a proposal. What was decided about it before stays to be read, replaced.

    Repeating it with the same words changes nothing.

    Raises:
        MayNotError: only facilitators note decisions, and only about a settled text.
        NoReasonError: nobody would know why, who decided or by what right.
        NotADayError: it lies ahead, or is reviewed before it was made.
        NoVoteError: it is said to go against a vote that there was not.
    """
    proposal = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if not may(by, Act.DECIDE, proposal):
        raise MayNotError(_("You may not note what was decided about this proposal as it stands."))
    _refuse(proposal, decided)
    before = Decision.objects.standing().filter(proposal=proposal).first()
    if before is not None and _same(before, decided):
        return before
    if before is not None:
        before.replaced_on = timezone.localdate()
        before.save(update_fields=["replaced_on"])
    decision = Decision.objects.create(
        proposal=proposal, ballot=proposal.ballot, noted_by=by, **_columns(decided)
    )
    _write_answers(decision, decided.answers)
    _move(proposal, decision, by=by)
    content_version.bump()
    return decision


@transaction.atomic
def reword(decision: Decision, decided: Decided, *, by: Person, version: int) -> Decision:
    """Change how a decision is told: its words, answers and day of review. What was decided stays.

    Raises:
        MayNotError, NoReasonError, NotADayError, NoVoteError as in `decide`.
        NotNowError: another decision is meant; note it as one.
        StaleError: ``version`` is not the one that stands.
    """
    decision = Decision.objects.select_for_update().select_related("proposal").get(pk=decision.pk)
    if not may(by, Act.CHANGE, decision):
        raise MayNotError(_("You may not change this decision."))
    if decision.version != version:
        raise StaleError
    if decision.kind != decided.kind:
        raise NotNowError
    _refuse(decision.proposal, decided)
    for name, value in _columns(decided).items():
        setattr(decision, name, value)
    decision.version += 1
    decision.save()
    decision.answers.all().delete()
    _write_answers(decision, decided.answers)
    content_version.bump()
    return decision


def _columns(decided: Decided) -> dict[str, object]:
    return {
        "kind": decided.kind,
        "reasons": decided.reasons.strip(),
        "decided_by": decided.decided_by.strip(),
        "by_right": decided.by_right.strip(),
        "decided_on": decided.decided_on,
        "review_on": decided.review_on,
        "against_ballot": decided.against_ballot,
    }


def _same(decision: Decision, decided: Decided) -> bool:
    answers = [(one.about, one.words, one.to, one.contribution) for one in decision.answers.all()]
    given = [(one.about.strip(), one.words.strip(), one.to, one.contribution) for one in decided.answers]
    return answers == given and all(
        getattr(decision, name) == value for name, value in _columns(decided).items()
    )


def _refuse(proposal: Proposal, decided: Decided) -> None:
    if not (decided.reasons.strip() and decided.decided_by.strip() and decided.by_right.strip()):
        raise NoReasonError
    if decided.decided_on > timezone.localdate():
        raise NotADayError(_("It cannot have been decided on a day that lies ahead."))
    if decided.review_on is not None and decided.review_on <= decided.decided_on:
        raise NotADayError(_("The day on which it is looked at again comes after the decision."))
    if decided.against_ballot and not proposal.ballot:
        raise NoVoteError
    for one in decided.answers:
        if not (one.about.strip() and one.words.strip()):
            raise RefusedError(_("Say both: what people were worried about, and the answer."))


def _write_answers(decision: Decision, answers: Sequence[Answered]) -> None:
    Answer.objects.bulk_create(
        Answer(
            decision=decision, position=position, to=one.to, about=one.about.strip(),
            words=one.words.strip(), contribution=one.contribution,
        )
        for position, one in enumerate(answers)
    )  # fmt: skip


def _move(proposal: Proposal, decision: Decision, *, by: Person) -> None:
    """A proposal that waited for a decision has one; what is under way already stays so."""
    if proposal.state == ProposalState.FINAL:
        label = str(DecisionKind(decision.kind).label)
        told = f"{label}. {decision.reasons}"
        moving.move(proposal, ProposalState.DECIDED, by=by, reason=told[:_SHORT])
