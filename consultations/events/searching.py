"""What search finds of events: the events themselves, and each point by itself.

Both look at the rows of what is published at this moment; there is no index of their own.
"""

from typing import Any

from django.db.models import OuterRef
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from cms.search_sources import FACETS, Found, SearchQuery, any_word, words_matched
from consultations.events.models import EventPage, Point
from consultations.events.showing import anchor_of
from vocabulary.models import Theme
from vocabulary.name_lists import NameList

_EVENT_FIELDS = ("title", "introduction", "purpose", "search_description", "summary_words")
_POINT_FIELDS = ("text", "topic__title")


class EventsSource:
    """Events, held and to come."""

    key = "events.events"
    kinds: dict[str, str | Promise] = {"event": _("Events")}
    facets: frozenset[str] = FACETS

    def find(self, query: SearchQuery, limit: int) -> list[Found]:
        """The best fitting events; without words the latest."""
        events = EventPage.objects.live().defer_streamfields()
        events = events.about(theme=query.theme, stage=query.stage, place=query.place)
        if query.words:
            events = events.filter(any_word(query.words, *_EVENT_FIELDS))
            events = events.annotate(matched=words_matched(query.words, *_EVENT_FIELDS)).order_by(
                "-matched", "-sort_key", "-pk"
            )
        else:
            events = events.order_by("-sort_key", "-pk")
        return [self._found(event) for event in events[:limit] if event.get_url()]

    def _found(self, event: Any) -> Found:
        return Found(
            title=event.title,
            url=event.get_url() or "",
            kind="event",
            text=" ".join(filter(None, [event.introduction, event.purpose, event.summary_words])),
            when=capfirst(event.when.text),
            day=event.first_day,
            also=event.search_description,
            lang=event.lang,
        )


class PointsSource:
    """Points raised, each with its own address."""

    key = "events.points"
    kinds: dict[str, str | Promise] = {"point": _("Points raised")}
    facets: frozenset[str] = FACETS

    def find(self, query: SearchQuery, limit: int) -> list[Found]:
        """The best fitting points; without words those of the latest events. One query."""
        points = Point.objects.published().about(theme=query.theme, stage=query.stage, place=query.place)
        latest = ("-page__sort_key", "page_id", "position")
        if query.words:
            points = points.filter(any_word(query.words, *_POINT_FIELDS))
            points = points.annotate(matched=words_matched(query.words, *_POINT_FIELDS)).order_by(
                "-matched", *latest
            )
        else:
            points = points.order_by(*latest)
        joined = points.select_related("page", "topic", "stage", "custody", "release").without_records()
        themes = Theme.objects.filter(point_themes__content_object=OuterRef("pk"))
        return [self._found(point) for point in joined.annotate(theme_names=NameList(themes))[:limit]]

    def _found(self, point: Any) -> Found:
        return Found(
            title=point.text,
            url=f"{point.page.get_url() or ''}#{anchor_of(point.key)}",
            kind="point",
            text=point.page.title,
            when=point.page.when.month_text,
            day=point.page.first_day,
            themes=tuple(point.theme_names or ()),
            stage=point.stage.name if point.stage else "",
            place=", ".join(place.name for place in (point.custody, point.release) if place),
            also=point.topic.title,
            lang=point.page.lang,
        )
