"""What the home page shows of events: what was said, what comes next, how much about each stage."""

from django.http import HttpRequest
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cms.sockets import OpenNow, SaidAndDone, Section, StageCount
from consultations.events.enums import EventState
from consultations.events.models import EventPage, Point
from consultations.events.queries import points_per_stage
from consultations.events.showing import anchor_of, search_address
from consultations.events.sockets import Came, what_came_of

#: Rows of the two columns, and points looked at to find as many that differ in their topic.
SHOWN, LOOKED_AT = 4, 40
OPEN_SHOWN = 5


def section(request: HttpRequest) -> Section:
    """What events bring to the home page. Three queries, and one for each room that acts on points."""
    return Section(
        said_and_done=tuple(_said_and_done(request)),
        open_now=tuple(_open_now(request)),
        journey={stage: StageCount(said=number) for stage, number in points_per_stage().items()},
        stage_href=search_address("stage", "{key}").replace("%7Bkey%7D", "{key}"),
    )


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
    newest = came[0] if came else None
    return SaidAndDone(
        voice=point.text,
        said_note=_("Raised at the event of %(month)s") % {"month": point.page.when.month_text},
        said_href=f"{point.page.get_url(request) or ''}#{anchor_of(point.key)}",
        state=newest.state if newest else "nothing",
        what=newest.text if newest else _("Nothing yet"),
        what_href=newest.url if newest else "",
    )


def _open_now(request: HttpRequest) -> list[OpenNow]:
    upcoming = EventPage.objects.live().upcoming(timezone.localdate()).for_lists()
    return [
        OpenNow(
            kind=_("Event"),
            title=event.title,
            href=event.get_url(request) or "",
            note=capfirst(event.when.text),
            day=event.first_day,
        )
        for event in upcoming.filter(state=EventState.PLANNED)[:OPEN_SHOWN]
    ]
