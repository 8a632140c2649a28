"""What the home page shows of events: what was said, what comes next, how much about each stage."""

import datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cms.sockets import OpenNow, SaidAndDone, Section, StageCount
from consultations.events.enums import EventState
from consultations.events.models import EventPage, Point
from consultations.events.queries import points_per_stage
from consultations.events.showing import anchor_of, search_address
from consultations.events.sockets import Came, ComingShown, how_to_come, what_came_of
from consultations.events.standing import standing_of, until
from edge import page_cache

#: Rows of the two columns, and points looked at to find as many that differ in their topic.
SHOWN, LOOKED_AT = 4, 40
OPEN_SHOWN = 5
#: Events of today that are over already are passed over; more than so many in a day there are not.
LOOKED_BEYOND = 5


def section(request: HttpRequest) -> Section:
    """What events bring to the home page. Two queries, and one for each room that acts on points or
    registers people.
    """
    return Section(
        said_and_done=tuple(_said_and_done(request)),
        open_now=tuple(_open_now(request)),
        journey=_journey,
        stage_href=search_address("stage", "{key}").replace("%7Bkey%7D", "{key}"),
    )


def _journey() -> dict[str, StageCount]:
    return {stage: StageCount(said=number) for stage, number in points_per_stage().items()}


def _said_and_done(request: HttpRequest) -> list[SaidAndDone]:
    points = _strongest()
    came = what_came_of.points([point.key for point in points])
    return [_row(point, came.get(point.key, []), request) for point in points]


def _strongest() -> list[Point]:
    """The strongest points that editors offer, or of all; one of each topic before a second."""
    points = Point.objects.published().select_related("page").without_records()
    strongest = list(points.strongest_first(offered_before_others=True)[:LOOKED_AT])
    strongest = [point for point in strongest if point.on_front_page] or strongest
    first_of_topic: dict[str, Point] = {}
    for point in strongest:
        first_of_topic.setdefault(point.topic_id, point)
    first = list(first_of_topic.values())
    rest = [point for point in strongest if point not in first]
    return sorted([*first, *rest][:SHOWN], key=strongest.index)


def _row(point: Point, came: list[Came], request: HttpRequest) -> SaidAndDone:
    furthest = _furthest(came)
    return SaidAndDone(
        voice=point.text,
        said_note=_("Raised at the event of %(month)s") % {"month": point.page.when.month_text},
        said_href=f"{point.page.get_url(request) or ''}#{anchor_of(point.key)}",
        state=furthest.state if furthest else "nothing",
        what=furthest.text if furthest else _("Nothing yet"),
        what_href=furthest.url if furthest else "",
        # What it began with: "Decided: Adopted" says nothing alone.
        done_note=came[0].text if furthest and furthest != came[0] else "",
    )


def _furthest(came: list[Came]) -> Came | None:
    """What was done, if anything was; else what came last: each thing follows the one before it."""
    done = [one for one in came if one.state == "done"]
    return next(reversed(done or came), None)


def _open_now(request: HttpRequest) -> list[OpenNow]:
    """Events that lie ahead or are going on, each with whether one can come. Two queries."""
    now = timezone.now()
    planned = EventPage.objects.live().filter(state=EventState.PLANNED).for_lists()
    soonest = planned.upcoming(timezone.localdate())[: OPEN_SHOWN + LOOKED_BEYOND]
    events = [event for event in soonest if not standing_of(event, now).over][:OPEN_SHOWN]
    page_cache.holds_until(request, until(events, now))
    coming = how_to_come([event.pk for event in events if standing_of(event, now).takes_names])
    return [
        OpenNow(
            kind=_("Event"),
            title=event.title,
            href=event.get_url(request) or "",
            note=_note(event, now, coming.get(event.pk)),
            day=event.first_day,
        )
        for event in events
    ]


def _note(event: Any, now: datetime.datetime, coming: ComingShown | None) -> str:
    """The date, and whether one can come: "9 December 2026, 14:00 (2pm). There are places left."."""
    when = capfirst(event.when.text)
    state = standing_of(event, now)
    if state.running:
        return f"{when}. {_('Going on now.')}"
    return f"{when}. {coming.text}" if coming else when
