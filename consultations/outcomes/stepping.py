"""What is done next because of a decision: planned, told as it goes, and the one gate between its states."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from consultations.outcomes.enums import ALLOWED, NEEDS_WORDS, StepState
from consultations.outcomes.models import Decision, Step, StepUpdate
from consultations.outcomes.permissions import Act, may
from consultations.outcomes.refusals import (
    MayNotError,
    NoReasonError,
    NothingPlannedError,
    NotNowError,
    StaleError,
)
from edge import content_version
from people.models import Person


@dataclass(frozen=True)
class Planned:
    """A step as it is planned. ``responsible`` is read by everybody, ``owner`` by nobody."""

    what: str
    responsible: str
    due_on: date
    owner: Person | None = None


@transaction.atomic
def add(decision: Decision, planned: Planned, *, by: Person) -> Step:
    """Plan one more step. The same one again is there once.

    Raises:
        MayNotError, NothingPlannedError.
    """
    decision = _taken(decision, by=by)
    _refuse(planned)
    same = decision.steps.filter(what=planned.what.strip(), due_on=planned.due_on).first()
    if same is not None:
        return same
    last = decision.steps.aggregate(last=Max("position"))["last"]
    step = Step.objects.create(
        decision=decision, position=0 if last is None else last + 1, what=planned.what.strip(),
        responsible=planned.responsible.strip(), owner=planned.owner, due_on=planned.due_on,
    )  # fmt: skip
    content_version.bump()
    return step


@transaction.atomic
def plan_anew(step: Step, planned: Planned, *, by: Person, version: int) -> Step:
    """Change what is done, who sees to it or by when.

    Raises:
        MayNotError, NothingPlannedError. StaleError: ``version`` is not the one that stands.
    """
    _taken(step.decision, by=by)
    step = Step.objects.select_related("decision").get(pk=step.pk)
    if step.version != version:
        raise StaleError
    _refuse(planned)
    step.what, step.responsible = planned.what.strip(), planned.responsible.strip()
    if (step.owner, step.due_on) != (planned.owner, planned.due_on):
        step.reminded_for = None
    step.owner, step.due_on, step.version = planned.owner, planned.due_on, step.version + 1
    step.save(update_fields=["what", "responsible", "owner", "due_on", "reminded_for", "version"])
    content_version.bump()
    return step


@transaction.atomic
def tell(step: Step, to: StepState | str, words: str, *, by: Person, is_change: bool = False) -> StepUpdate:
    """Say how far a step is: the one gate between its states, and the only place that writes updates.

    With the state it has, it is an update in words. ``is_change`` counts only for a step that is done.

    Raises:
        MayNotError. NotNowError: the state does not allow it. NoReasonError: an end, or an update, without
        words.
    """
    Decision.objects.select_for_update().get(pk=step.decision_id)
    step, to = Step.objects.select_related("decision").get(pk=step.pk), StepState(to)
    if not may(by, Act.UPDATE, step):
        raise MayNotError(_("You may not say how far this step is."))
    before, words = StepState(step.state), words.strip()
    if to != before and to not in ALLOWED[before]:
        raise NotNowError
    if not words and (to in NEEDS_WORDS or to == before):
        raise NoReasonError
    step.state, step.moved_on = to, timezone.localdate()
    step.result = words[:1000] if to in NEEDS_WORDS else ""
    step.is_change = is_change and to == StepState.DONE
    step.save(update_fields=["state", "moved_on", "result", "is_change"])
    update = StepUpdate.objects.create(
        step=step, day=step.moved_on, state=to, words=words[:1000], by=by, by_name=by.display_name
    )
    content_version.bump()
    return update


def _taken(decision: Decision, *, by: Person) -> Decision:
    decision = Decision.objects.select_for_update().get(pk=decision.pk)
    if not may(by, Act.PLAN, decision):
        raise MayNotError(_("You may not plan steps of this decision."))
    return decision


def _refuse(planned: Planned) -> None:
    if not (planned.what.strip() and planned.responsible.strip()):
        raise NothingPlannedError
