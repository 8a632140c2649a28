"""What events bring to the home page and to search."""

import datetime

import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.search_sources import SearchQuery
from cms.search_words import words_in
from consultations.events.front_page import section
from consultations.events.searching import EventsSource, PointsSource
from consultations.events.sockets import what_came_of
from consultations.events.when import Precision
from tests.factories.events import EventFactory, many_events, point, record, topic

pytestmark = pytest.mark.django_db


def home_section():
    return section(RequestFactory().get("/"))


def test_the_front_page_shows_the_strongest_points_one_of_each_topic_first():
    EventFactory(
        record=record(
            topic("A", [point("Some.", strength="some"), point("All.", strength="broad-agreement")]),
            topic("B", [point("Asked.", strength="question")]),
        )
    )
    said = home_section().said_and_done

    assert [row.voice for row in said] == ["All.", "Some.", "Asked."]
    assert {row.state for row in said} == {"nothing"}
    assert "#point-" in said[0].said_href


def test_points_that_editors_offer_take_the_place_of_others():
    EventFactory(
        record=record(
            topic("A", [point("Long.", strength="broad-agreement"), point("Short.", on_front_page=True)])
        )
    )

    assert [row.voice for row in home_section().said_and_done] == ["Short."]


def test_open_now_holds_what_is_to_come_and_takes_place():
    soon = timezone.localdate() + datetime.timedelta(days=3)
    EventFactory(title="Soon", precision=Precision.DAY, day=soon)
    EventFactory(
        title="Cancelled", precision=Precision.DAY, day=soon, state="cancelled", cancelled_because="Ill."
    )
    EventFactory(title="Held")

    assert [row.title for row in home_section().open_now] == ["Soon"]


def test_the_journey_counts_published_points_only():
    EventFactory(record=record(topic("A", [point(stage="recalled"), point(stage="recalled"), point()])))
    EventFactory(live=False, record=record(topic("A", [point(stage="recalled")])))

    assert {key: count.said for key, count in home_section().journey().items()} == {"recalled": 2}


@pytest.mark.database
def test_home_and_search_ask_the_same_number_of_queries_with_20_events_and_2000():
    def queries():
        with CaptureQueriesContext(connection) as captured:
            home_section()
            for source in (EventsSource(), PointsSource()):
                source.find(SearchQuery(words=words_in("point of trust")), 60)
                source.find(SearchQuery(theme="trust", stage="recalled"), 60)
        return len(captured)

    many_events(20, points=10)
    EventFactory()
    queries()
    few = queries()
    many_events(1980, points=1)
    assert queries() == few
    # Home 3, the site, and one for each room that acts on points; events 1 a search, points 2.
    rooms = len(what_came_of._sources)
    assert few == 3 + rooms + 2 * 1 + 2 * 1


def test_search_finds_points_by_words_theme_stage_and_place():
    EventFactory(
        record=record(
            topic(
                "Trust", [point("Somebody must listen.", themes=["trust"], stage="recalled", release="wales")]
            )
        )
    )
    source = PointsSource()

    for query in (
        SearchQuery(words=words_in("listening")),
        SearchQuery(theme="trust"),
        SearchQuery(stage="recalled"),
        SearchQuery(place="wales"),
    ):
        assert [found.title for found in source.find(query, 10)] == ["Somebody must listen."]
    assert source.find(SearchQuery(place="london"), 10) == []


def test_search_finds_events_and_never_a_draft():
    EventFactory(title="Housing after prison")
    EventFactory(
        title="Housing plans nobody may see", live=False, record=record(topic("T", [point("Housing.")]))
    )
    query = SearchQuery(words=words_in("housing"))

    assert [found.title for found in EventsSource().find(query, 10)] == ["Housing after prison"]
    assert PointsSource().find(query, 10) == []
