"""What the platform knows about an event, as far as it is public: the ground of a report.

Nothing here is counted anew. Attendance is what the event's page tells (rule 24 of docs/trust.md), answers
are those that anybody can read, what came of a point is what stands beside it.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from consultations.events.attendance import Attendance, attendance
from consultations.events.check.rows import Check
from consultations.events.enums import Strength
from consultations.events.models import Point, Topic
from consultations.events.sockets import Came, what_came_of
from feedback.threads import published
from feedback.threads.published import ThreadTold


@dataclass(frozen=True)
class PointKnown:
    """A point, and what came of it."""

    text: str
    strength: str
    names_who_said_it: bool
    came: Sequence[Came] = ()

    @property
    def led_somewhere(self) -> bool:
        """Whether something is being done or was done."""
        return any(one.draws_done for one in self.came)

    @property
    def was_turned_down(self) -> bool:
        """Whether it was decided not to."""
        return any(one.state == "no" for one in self.came)


@dataclass(frozen=True)
class Known:
    """An event with all that is known of it."""

    page: Any
    attendance: Attendance
    topics: Sequence[str] = ()
    points: Sequence[PointKnown] = ()
    #: Questions that were put to people because of it.
    threads: Sequence[ThreadTold] = field(default=())
    #: First and last day of each time in which those who took part could say whether the summary is right.
    checks: Sequence[tuple[datetime.date, datetime.date]] = field(default=())

    @property
    def led_somewhere(self) -> list[PointKnown]:
        """Points of which something came."""
        return [point for point in self.points if point.led_somewhere]

    @property
    def turned_down(self) -> list[PointKnown]:
        """Points about which it was decided not to."""
        return [point for point in self.points if point.was_turned_down]

    @property
    def nothing_yet(self) -> int:
        """How many points nothing came of so far, not even a no."""
        return sum(not point.came for point in self.points)

    def with_strength(self, strength: Strength) -> list[PointKnown]:
        """Points that were made so."""
        return [point for point in self.points if point.strength == strength]


def known_about(page: Any, today: datetime.date) -> Known:
    """All that is known of a published event. Six queries, and those of the rooms that act on points."""
    topics = list(Topic.objects.filter(page=page).order_by("position").values_list("key", "title"))
    rows = list(
        Point.objects.published()
        .filter(page=page)
        .order_by("position")
        .values_list("key", "text", "strength", "said_by")
    )
    keys = [key for key, _text, _strength, _who in rows]
    came = what_came_of.points(keys) if keys else {}
    return Known(
        page=page,
        attendance=attendance_of(page),
        topics=[title for _key, title in topics],
        points=[
            PointKnown(text, strength, bool(who), tuple(came.get(key, ())))
            for key, text, strength, who in rows
        ],
        threads=_threads(page, [key for key, _title in topics], keys, today),
        checks=_checks(page),
    )


def attendance_of(page: Any) -> Attendance:
    """Who took part, exactly as the event's page tells."""
    groups = [(block.value["group"], block.value["number"]) for block in page.took_part]
    return attendance(page.people_total, groups)


def _checks(page: Any) -> list[tuple[datetime.date, datetime.date]]:
    rows = Check.objects.filter(page=page).order_by("pk").values_list("opened_on", "closes_on", "closed_on")
    return [(first, min(last, ended) if ended else last) for first, last, ended in rows]


def _threads(page: Any, topics: list[str], points: list[str], today: datetime.date) -> list[ThreadTold]:
    found: dict[int, ThreadTold] = {}
    for kind, keys in (("event", [str(page.pk)]), ("topic", topics), ("point", points)):
        if keys:
            for told in published.hanging_on(kind, keys, today).values():
                found.update({thread.key: thread for thread in told})
    return sorted(found.values(), key=lambda thread: (thread.opens_on, thread.url))
