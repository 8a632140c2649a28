"""Pilots with cycles and measures, as facilitators would write them."""

import datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone

from consultations.pilots import cycling, measuring, writing
from consultations.pilots.cycling import Tried
from consultations.pilots.enums import Better, MoneyKind, Scale
from consultations.pilots.measuring import Asked, Counted
from consultations.pilots.models import Cycle, Measure, Pilot
from consultations.pilots.writing import Paid, Sits, Written
from people.models import Person
from tests.factories.moderation import facilitator

DAY = datetime.timedelta(days=1)


def written(**changed: Any) -> Written:
    """A pilot as it is written."""
    today = timezone.localdate()
    told = {
        "title": "A link worker on two wings", "tries": "A link worker meets people in their first week.",
        "for_whom": "Everybody on A and B wing.",
        "starts_on": today - 200 * DAY, "ends_on": today + 200 * DAY,
        "evaluation_ends_on": today + 300 * DAY, "partners": "The prison\nA charity", "where": "A and B wing",
        "inputs": "One link worker\nA room", "activities": "A meeting in the first week",
        "outputs": "30 people met", "outcomes": "People know whom to ask",
        "assumptions": "Officers open doors",
        "money": [Paid("The trust", MoneyKind.ONCE, today + 400 * DAY)],
        "seats": [Sits("The pilot's team", "Three of nine seats")], **changed,
    }  # fmt: skip
    return Written(**told)


def pilot(*, by: Person | None = None, shown: bool = True, **changed: Any) -> Pilot:
    """A pilot that everybody reads."""
    by = by or facilitator()
    made = writing.start(written(**changed), by=by)
    return writing.show(made, by=by) if shown else made


def asked(**changed: Any) -> Asked:
    """A measure as it is written, with the limits by which it is judged."""
    told = {
        "name": "People met", "question": "How many people met the link worker?", "scale": Scale.PEOPLE,
        "better": Better.UP, "source": "The link worker's list", "how_often": "Each month",
        "go_at": Decimal(20), "stop_at": Decimal(8), **changed,
    }  # fmt: skip
    return Asked(**told)


def measure(of: Pilot | None = None, *, by: Person | None = None, **changed: Any) -> Measure:
    """A measure without values."""
    by = by or facilitator()
    return measuring.add(of or pilot(by=by), asked(**changed), by=by)


def first_of(months_ago: int) -> datetime.date:
    """The first of a month that is over."""
    today = timezone.localdate().replace(day=1)
    number = today.year * 12 + today.month - 1 - months_ago
    return datetime.date(number // 12, number % 12 + 1, 1)


def counted(months_ago: int, number: object, people: int | None = 40, **changed: Any) -> Counted:
    """A value of a month."""
    return Counted(day=first_of(months_ago), number=Decimal(str(number)), people=people, **changed)


def cycle(of: Pilot | None = None, *, by: Person | None = None, **changed: Any) -> Cycle:
    """A cycle that goes on."""
    by = by or facilitator()
    of = of or pilot(by=by)
    return cycling.start(
        of, Tried(**({"starts_on": of.starts_on, "plan": "Meet in week one."} | changed)), by=by
    )
