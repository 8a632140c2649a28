"""One page for those who commission services: how many, by when, and what there is not yet."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from consultations.outcomes import queries
from consultations.outcomes.enums import UNFINISHED, Stand, StepState
from consultations.outcomes.flowing import address_of
from consultations.outcomes.index import address
from consultations.outcomes.models import Decision, Step
from consultations.outcomes.showing import LANGUAGE, StepShown, day_text, step_shown

#: Steps that are printed; the page says how many more there are.
MOST_STEPS = 40


@dataclass(frozen=True)
class Number:
    """A number with what it counts, and where one reads all that it counts."""

    name: str
    value: int
    url: str = ""
    is_done: bool = False


@dataclass(frozen=True)
class Row:
    """A step that somebody still has to see to."""

    step: StepShown
    proposal: str
    url: str


@dataclass(frozen=True)
class ForCommissioners:
    """All that the page prints."""

    day: str
    decisions: list[Number]
    steps: list[Number]
    not_yet: list[Number]
    rows: list[Row]
    more: int
    language: str = LANGUAGE


def for_commissioners(today: date) -> ForCommissioners:
    """As things stand on a day. Four queries."""
    listed: Any = Decision.objects.listed().with_stand()
    stands = dict(listed.order_by().values_list("stand").annotate(Count("pk")))
    about = Step.objects.filter(decision__in=Decision.objects.listed())
    late = Q(state__in=sorted(UNFINISHED), due_on__lt=today)
    counted = about.aggregate(
        late=Count("pk", filter=late),
        changes=Count("pk", filter=Q(is_change=True)),
        **{state.name.lower(): Count("pk", filter=Q(state=state)) for state in StepState},
    )
    open_steps = about.unfinished().select_related("decision__proposal").prefetch_related("updates")
    rows = [_row(one, today) for one in open_steps.order_by("due_on", "pk")[:MOST_STEPS]]
    return ForCommissioners(
        day=day_text(today),
        decisions=[
            Number(
                str(stand.label), stands.get(stand.value, 0), address(state=stand.value), stand == Stand.DONE
            )
            for stand in Stand
        ],
        steps=[
            Number(_("Steps that are done"), counted["done"], is_done=True),
            Number(_("Of these, changes that people notice"), counted["changes"], is_done=True),
            Number(_("Steps under way"), counted["under_way"]),
            Number(_("Steps that were stopped"), counted["stopped"]),
        ],
        not_yet=[
            Number(_("Votes that wait for a decision"), len(queries.waiting_for_decision())),
            Number(_("Decided, and nothing is done yet"), stands.get(Stand.NOTHING.value, 0)),
            Number(_("Steps that have not started"), counted["not_started"]),
            Number(_("Steps that are late"), counted["late"]),
        ],
        rows=rows,
        more=counted["not_started"] + counted["under_way"] - len(rows),
    )


def _row(step: Step, today: date) -> Row:
    shown = step_shown(step, today)
    proposal = step.decision.proposal
    return Row(shown, proposal.title, f"{address_of(step.decision_id)}#{shown.anchor}")
