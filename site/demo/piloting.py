"""The pilot of the demo, by the acts: two wings of an invented prison, two cycles, six months of numbers.

All of it is invented. Days are told from today, so that the pilot is always going on. Made once.
"""

import datetime
from collections.abc import Sequence
from decimal import Decimal

from django.utils import timezone

from cms.models import MadeAtSetUp
from consultations.pilots import cycling, measuring, writing
from consultations.pilots.cycling import Tried
from consultations.pilots.enums import Basis, Better, CycleEnd, MoneyKind, Scale
from consultations.pilots.measuring import Asked, Counted
from consultations.pilots.models import Measure, Pilot
from consultations.pilots.writing import Paid, Sits, Written
from consultations.proposals.models import Proposal
from demo.pretending import it_is, working_day
from demo.proposal_texts import PROPOSALS
from people.models import Person
from vocabulary.models import Place

_MADE = "demo: pilot"
_MORNING = datetime.time(10, 0)
_TRIES = ("list-of-link-workers", "money-that-stays")
#: The first of a month lies six months back; the pilot runs for a year.
_MONTHS = 6

_MEETS = Asked(
    name="People who met the link worker",
    question="How many people on the two wings met the link worker this month?",
    scale=Scale.PEOPLE,
    better=Better.UP,
    source="The link worker’s list, counted by the health care team",
    how_often="Each month",
    baseline=Decimal(0),
    target=Decimal(40),
    go_at=Decimal(30),
    stop_at=Decimal(10),
)
_WAITS = Asked(
    name="Days until the first meeting",
    question="How many days after they came in did people first meet the link worker? The middle one counts.",
    scale=Scale.THINGS,
    better=Better.DOWN,
    source="The link worker’s list",
    how_often="Each month",
    baseline=Decimal(42),
    target=Decimal(7),
    go_at=Decimal(10),
    stop_at=Decimal(30),
)
_KNOWS = Asked(
    name="People who know whom to ask outside",
    question="“Do you know whom you can ask for help when you leave?” Yes, no, not sure.",
    scale=Scale.PERCENT,
    better=Better.UP,
    source="Three questions on paper, in the last month before release",
    how_often="Each month",
    baseline=Decimal(25),
    target=Decimal(75),
    reading_level="At age 8. It can be read aloud.",
    go_at=Decimal(60),
    stop_at=Decimal(30),
)
#: Of each month from the oldest on: the value, and from how many people it comes.
_VALUES = (
    (_MEETS, ((14, 120), (19, 118), (22, 125), (29, 121), (33, 119), (36, 124))),
    (_WAITS, ((31, None), (24, None), (19, None), (12, None), (10, None), (9, None))),
    (_KNOWS, ((30, 20), (35, 23), (48, 25), (52, 21), (61, 28), (64, 25))),
)


def make_pilot(by: Person) -> None:
    """Let it all happen if it has not; the proposals are there."""
    if MadeAtSetUp.objects.filter(key=_MADE).exists():
        return
    if not Pilot.objects.exists():
        _make(timezone.localdate(), by)
    MadeAtSetUp.objects.get_or_create(key=_MADE)


def _make(today: datetime.date, by: Person) -> None:
    months = _firsts(today)
    before = working_day(months[0] - datetime.timedelta(days=20))
    with it_is(before, _MORNING):
        pilot = writing.show(writing.start(_written(months[0]), by=by), by=by)
        measures = [measuring.add(pilot, asked, by=by) for asked, _values in _VALUES]
        cycle = cycling.start(pilot, _first_cycle(months, measures, is_over=False), by=by)
    # The first number comes in a month after the pilot began; by then its plan could be read.
    with it_is(working_day(months[1] + datetime.timedelta(days=4)), _MORNING):
        _count(months, measures, slice(1), by=by)
    _count(months, measures, slice(1, None), by=by)
    cycling.write(cycle, _first_cycle(months, measures, is_over=True), by=by, version=0)
    cycling.start(pilot, _second_cycle(months, measures), by=by)


def _count(months: Sequence[datetime.date], measures: Sequence[Measure], which: slice, *, by: Person) -> None:
    """Enter the values of some of the months."""
    for measure, (_asked, values) in zip(measures, _VALUES, strict=True):
        told = list(zip(months, values, strict=True))[which]
        counted = [Counted(day, Decimal(number), people) for day, (number, people) in told]
        measuring.enter(measure, counted, by=by)


def _firsts(today: datetime.date) -> list[datetime.date]:
    """The first days of the six months that are over, the oldest first."""
    months = today.year * 12 + today.month - 1
    return [datetime.date((months - ago) // 12, (months - ago) % 12 + 1, 1) for ago in range(_MONTHS, 0, -1)]


def _places(*slugs: str) -> Sequence[Place]:
    return list(Place.objects.filter(slug__in=slugs))


def _written(starts_on: datetime.date) -> Written:
    titles = [one.title for one in PROPOSALS if one.name in _TRIES]
    ends_on = starts_on + datetime.timedelta(days=364)
    return Written(
        title="A link worker on two wings of HMP Fernhollow",
        tries=(
            "A link worker meets people on two wings soon after they come in, and again before they leave. "
            "Each person leaves with a name and a number for the area they go to.\n\n"
            "The prison and everything about it is invented: this is a demonstration."
        ),
        for_whom="Everybody on A wing and on the wing for people on remand",
        starts_on=starts_on,
        ends_on=ends_on,
        evaluation_ends_on=ends_on + datetime.timedelta(days=120),
        where="A wing, and the wing for people on remand",
        partners="HMP Fernhollow (invented)\nThe health care team\nA charity in Fernhollow (invented)",
        basis=Basis.EVALUATION,
        approvals="The governor has agreed. Health care keeps it as a service evaluation.",
        inputs="One link worker, three days a week\nA room on each wing\nThe list of link workers",
        activities=(
            "A first meeting soon after somebody comes in\nA plan for activities inside\n"
            "A talk with the link worker of the area of release"
        ),
        outputs="People have met the link worker\nPeople leave with a name and a number",
        outcomes="People know whom to ask outside\nPeople feel less alone in the first weeks",
        assumptions="Officers have time to open doors\nAreas of release have a link worker at all",
        proposals=list(Proposal.objects.filter(title__in=titles)),
        custody=_places("hmp-fernhollow"),
        release=_places("fernhollow", "larchester"),
        money=[
            Paid("The research programme", MoneyKind.ONCE, ends_on),
            Paid("The commissioners (invented)", MoneyKind.RECURRING, ends_on + datetime.timedelta(days=30)),
        ],
        seats=[
            Sits("The team of the pilot", "Three of nine people have been in prison. They are paid."),
            Sits("The evaluation group", "Two people who have been in prison read each report first."),
        ],
    )


def _first_cycle(months: Sequence[datetime.date], measures: Sequence[Measure], *, is_over: bool) -> Tried:
    plan = (
        "The link worker waits in a room of the health care wing. People come when they have an appointment."
    )
    if not is_over:
        return Tried(months[0], plan, measures=measures[:1])
    return Tried(
        months[0],
        plan,
        did="People got a slip with a time. Fourteen came in the first month, nineteen in the next.",
        studied="Half of those who had a slip were not unlocked at that time. Nobody came in the first week.",
        end=CycleEnd.ADAPT,
        acted="The link worker now goes to the wing, together with an officer who knows who is new.",
        ended_on=months[2] - datetime.timedelta(days=1),
        measures=measures[:2],
    )


def _second_cycle(months: Sequence[datetime.date], measures: Sequence[Measure]) -> Tried:
    return Tried(
        months[2],
        "The link worker goes to the wing each Tuesday and meets everybody who came in since.",
        did="An officer keeps the list of who is new. Two Tuesdays were lost because the wing was locked.",
        studied="People are met within ten days now, and more of them say that they know whom to ask.",
        end=CycleEnd.ADOPT,
        acted="It stays like this. What becomes of it when the officer is away is the next question.",
        ended_on=months[5] - datetime.timedelta(days=1),
        measures=measures,
    )
