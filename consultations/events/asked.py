"""What people are asked about an event: threads hang on it, on its topics, on its points.

Offers them to whoever writes a thread (`questions.choosers`), and tells threads where they come from
(`threads.sockets.comes_from`), as far as that is public now.
"""

from collections.abc import Collection, Mapping
from itertools import groupby

from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext_lazy as _

from consultations.events.models import EventPage, Point, Topic
from consultations.events.showing import anchor_of
from feedback.questions import choosers
from feedback.threads.sockets import Origin, comes_from

_Offered = list[tuple[str, list[tuple[str, str]]]]
#: Newest events of which there is a choice: more would make a list that nobody reads through.
_EVENTS = 60
_SHORT = 90


def plug_in() -> None:
    """Called once, from the room's AppConfig."""
    choosers.register("event", _("Events"), _events)
    choosers.register("topic", _("Topics"), _topics)
    choosers.register("point", _("Points raised"), _points)
    comes_from.register("event", events_told)
    comes_from.register("topic", topics_told)
    comes_from.register("point", points_told)


def _newest() -> list[int]:
    live = EventPage.objects.live().order_by("-sort_key", "-pk")
    return list(live.values_list("pk", flat=True)[:_EVENTS])


def _events() -> _Offered:
    events = EventPage.objects.live().for_lists().order_by("-sort_key", "-pk")[:_EVENTS]
    return [("", [(str(event.pk), f"{event.title} ({event.when.month_text})") for event in events])]


def _topics() -> _Offered:
    topics = Topic.objects.filter(page__in=_newest(), page__live=True).order_by(
        "-page__sort_key", "page_id", "position"
    )
    rows = list(topics.values_list("page__title", "key", "title"))
    return [
        (event, [(key, title) for _event, key, title in group])
        for event, group in groupby(rows, key=lambda row: row[0])
    ]


def _points() -> _Offered:
    points = Point.objects.published().filter(page__in=_newest())
    rows = list(
        points.order_by("-page__sort_key", "page_id", "position").values_list("topic__title", "key", "text")
    )
    return [
        (topic, [(key, Truncator(text).chars(_SHORT)) for _topic, key, text in group])
        for topic, group in groupby(rows, key=lambda row: row[0])
    ]


def events_told(keys: Collection[str]) -> Mapping[str, Origin]:
    """Live events by the number of their page. One query."""
    numbers = [int(key) for key in keys if key.isdecimal()]
    events = EventPage.objects.live().for_lists().filter(pk__in=numbers)
    return {
        str(event.pk): Origin(f"{event.title} ({capfirst(event.when.month_text)})", address)
        for event in events
        if (address := event.get_url())
    }


def topics_told(keys: Collection[str]) -> Mapping[str, Origin]:
    """Topics of live events by key. One query."""
    topics = Topic.objects.filter(key__in=keys, page__live=True).select_related("page")
    found = topics.defer("page__record", "page__credits", "page__took_part")
    return {
        topic.key: Origin(topic.title, f"{address}#topic-{topic.key}")
        for topic in found
        if (address := topic.page.get_url())
    }


def points_told(keys: Collection[str]) -> Mapping[str, Origin]:
    """Points of live events by key. One query."""
    points = Point.objects.published().filter(key__in=keys).select_related("page").without_records()
    return {
        point.key: Origin(Truncator(point.text).chars(_SHORT), f"{address}#{anchor_of(point.key)}")
        for point in points
        if (address := point.page.get_url())
    }
