"""Proposals and work along the journey, and how steps stand: read from small tables, in two queries.

Words are counted at emptyings alone. What is proposed, decided and done is public the moment that it is, and
what is late changes with the day: it is read as it stands.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import CharField, Count, F, Q, Value
from django.db.models.functions import Cast

from consultations.outcomes.enums import ADOPTING, UNFINISHED, StepState
from consultations.outcomes.models import Decision, Step
from consultations.pilots.models import Pilot
from consultations.proposals.models import Proposal


@dataclass
class Work:
    """What there is on a part of the journey."""

    #: How many proposals there are in each state.
    proposals: dict[str, int] = field(default_factory=dict)
    #: Steps of decisions to do something.
    going: int = 0
    done: int = 0
    pilots: int = 0


@dataclass(frozen=True)
class Steps:
    """How the steps of all decisions that hold stand on a day; each is counted once."""

    in_time: int
    came_late: int
    late: int
    ahead: int
    stopped: int


_PROPOSAL, _STEP, _PILOT = "proposal", "step", "pilot"


def per_stage() -> dict[str, Work]:
    """What there is on each part of the journey, by its key. One query.

    What belongs to several parts counts for each of them.
    """
    stages = "decision__proposal__stages"
    adopted = Step.objects.filter(
        decision__in=Decision.objects.listed().filter(kind__in=sorted(ADOPTING)).order_by(),
        state__in=[StepState.UNDER_WAY, StepState.DONE],
    )
    rows = _told(Proposal.objects.public(), _PROPOSAL, "stages", "state").union(
        _told(adopted, _STEP, stages, "state"),
        _told(Pilot.objects.public(), _PILOT, "proposals__stages", Value("")),
        all=True,
    )
    found: dict[str, Work] = {}
    for kind, stage, state, number in rows:
        there = found.setdefault(stage, Work())
        if kind == _PROPOSAL:
            there.proposals[state] = number
        elif kind == _PILOT:
            there.pilots = number
        elif state == StepState.DONE:
            there.done = number
        else:
            there.going = number
    return found


def _told(rows: Any, kind: str, stages: str, state: Any) -> Any:
    """How many of these there are on each part of the journey, in each state."""
    there = rows.filter(**{f"{stages}__isnull": False}).order_by()
    named = there.annotate(
        told=Cast(Value(kind), CharField()),
        stage_key=F(f"{stages}__key"),
        told_state=Cast(state, CharField()),
    )
    counted = named.values("told", "stage_key", "told_state").annotate(number=Count("pk", distinct=True))
    return counted.values_list("told", "stage_key", "told_state", "number")


def steps(today: date) -> Steps:
    """How steps stand. One query."""
    unfinished, done = Q(state__in=sorted(UNFINISHED)), Q(state=StepState.DONE)
    came_late = done & Q(moved_on__gt=F("due_on"))
    counted = Step.objects.filter(decision__in=Decision.objects.listed().order_by()).aggregate(
        done=Count("pk", filter=done),
        came_late=Count("pk", filter=came_late),
        late=Count("pk", filter=unfinished & Q(due_on__lt=today)),
        ahead=Count("pk", filter=unfinished & Q(due_on__gte=today)),
        stopped=Count("pk", filter=Q(state=StepState.STOPPED)),
    )
    in_time = counted.pop("done") - counted["came_late"]
    return Steps(in_time=in_time, **counted)
