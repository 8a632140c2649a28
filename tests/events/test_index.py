"""The list of events."""

import datetime
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from consultations.events.when import Precision
from edge import page_cache
from tests.factories.events import (
    EventFactory,
    PlannedEventFactory,
    many_events,
    point,
    record,
    the_index,
    topic,
)
from vocabulary.models import JourneyStage, Theme

pytestmark = pytest.mark.django_db


def rows(client, query=""):
    page_cache.shelf.clear()
    html = client.get(f"/events/{query}").content.decode()
    return re.findall(r'<li(?: class="rows__off")?><span>.*?<a href="([^"]+)">', html), html


def queries_of(client, address):
    client.get(address)
    page_cache.shelf.clear()
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_without_events_the_page_says_so_kindly(client):
    the_index()
    listed, html = rows(client)

    assert listed == []
    assert "No event is planned at the moment" in html
    assert "Nothing here yet" in html


def test_events_to_come_stand_first_the_soonest_first_and_past_ones_the_latest_first(client):
    today = timezone.localdate()
    for slug, days in (("old", -500), ("recent", -5), ("later", 60), ("soon", 6), ("today", 0)):
        EventFactory(slug=slug, precision=Precision.DAY, day=today + datetime.timedelta(days=days))

    assert [url.split("/")[-2] for url in rows(client)[0]] == ["today", "soon", "later", "recent", "old"]


def test_drafts_are_not_listed(client):
    EventFactory(live=False, title="Secret plans")

    assert "Secret plans" not in rows(client)[1]


def test_paging_by_key_shows_every_event_once(client):
    many_events(45, points=0)
    EventFactory(slug="same-day-a", precision=Precision.DAY, day=datetime.date(2000, 1, 20))
    seen, query = [], ""
    for _page in range(4):
        listed, html = rows(client, query)
        seen += listed
        older = re.search(r'href="/events/(\?[^"]*)" rel="next"', html)
        if older is None:
            break
        query = older[1].replace("&amp;", "&")

    assert len(seen) == 46
    assert len(set(seen)) == 46


def test_a_theme_and_a_stage_narrow_the_list_down(client):
    about_trust = EventFactory(
        slug="trust", record=record(topic("T", [point(themes=["trust"], stage="recalled")]))
    )
    EventFactory(slug="housing", record=record(topic("T", [point(themes=["housing"], stage="court")])))
    tagged = EventFactory(slug="tagged")
    tagged.themes.set([Theme.objects.get(slug="trust")])
    tagged.stages.set([JourneyStage.objects.get(key="recalled")])
    tagged.save()

    for query in ("?theme=trust", "?stage=recalled"):
        assert {url.split("/")[-2] for url in rows(client, query)[0]} == {about_trust.slug, "tagged"}
    assert [url.split("/")[-2] for url in rows(client, "?theme=housing&stage=court")[0]] == ["housing"]


@pytest.mark.parametrize(
    "query",
    [
        "?page=rubbish",
        "?page=9999-99-99T99:99.999999999999999999",
        "?theme=%00&stage=%27%22%3E",
        "?theme=nowhere",
        "?page=2022-10-01T00:00.1&theme=" + "x" * 5000,
    ],
)
def test_bad_queries_are_answered_kindly(client, query):
    EventFactory()

    assert client.get(f"/events/{query}").status_code == 200


@pytest.mark.database
def test_the_index_takes_the_same_queries_with_20_events_and_2000(client):
    many_events(20, points=1)
    PlannedEventFactory(small=True)
    few = {query: queries_of(client, f"/events/{query}") for query in ("", "?theme=trust", "?stage=recalled")}
    many_events(1980, points=1)

    assert {query: queries_of(client, f"/events/{query}") for query in few} == few
    assert max(few.values()) <= 12


def test_the_feed_has_what_is_public(client):
    EventFactory(slug="told", live=False).save_revision().publish()
    EventFactory(slug="draft", live=False)
    feed = client.get("/events/feed/")

    assert feed["Content-Type"].startswith("application/atom+xml")
    assert b"/events/told/" in feed.content
    assert b"/events/draft/" not in feed.content
