"""What the page of an event says."""

import datetime
import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.models import ReflectionPage
from consultations.events.attendance import attendance
from consultations.events.models import Point
from consultations.events.sockets import Came, what_came_of
from consultations.events.when import Precision
from edge import content_version, page_cache
from tests.factories.events import EventFactory, groups, many_events, point, record, the_index, topic

pytestmark = pytest.mark.django_db

BLOCK = "11111111-1111-4111-8111-111111111111"


def page_of(client, event):
    page_cache.shelf.clear()
    answer = client.get(event.url)
    assert answer.status_code == 200
    return answer.content.decode()


def queries_of(client, address):
    client.get(address)
    page_cache.shelf.clear()
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def json_ld_of(html):
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.S)[1])[
        "@graph"
    ]


def coming(**values):
    day = timezone.localdate() + datetime.timedelta(days=30)
    return EventFactory(precision=Precision.TIME, day=day, time=datetime.time(14), **values)


def test_a_point_leads_to_everything_else_on_its_stage_and_theme(client):
    event = EventFactory(
        record=record(
            topic("When", [point("Start early.", stage="in-custody", themes=["trust"], block_id=BLOCK)])
        )
    )
    html = page_of(client, event)
    row = Point.objects.get()

    assert 'href="/search/?stage=in-custody"' in html
    assert 'href="/search/?theme=trust"' in html
    assert f'id="point-{row.key}"' in html
    assert f'href="/events/points/{row.key}/"' in html


@pytest.mark.parametrize(
    ("strength", "said_by", "text"),
    [
        ("broad-agreement", ["pwle"], "Broad agreement among people with lived experience of prison"),
        ("said-more-than-once", [], "Said more than once"),
        (
            "question",
            ["researcher", "pwle"],
            "A question raised by people with lived experience of prison and researchers",
        ),
        ("disputed", [], "Disputed"),
        ("", ["prison-staff"], "Said by prison staff"),
    ],
)
def test_a_point_says_who_made_it_and_how_widely_it_was_shared(client, strength, said_by, text):
    html = page_of(
        client, EventFactory(record=record(topic("T", [point(strength=strength, said_by=said_by)])))
    )

    assert text in html


def test_the_early_date_is_shown_as_early(client):
    html = page_of(client, EventFactory(minutes=120))

    assert "Early October 2022" in html
    assert "2 hours" in html
    assert "UK time" not in html


def test_an_event_to_come_says_the_time_with_its_zone_and_how_to_take_part(client):
    html = page_of(
        client,
        coming(purpose="To plan.", what_happens="We write it down.", without_internet="Phone us."),
    )

    for words in ("14:00 (2pm)", "UK time", "To plan.", "We write it down.", "Phone us."):
        assert words in html


def test_what_was_said_before_an_event_is_not_shown_after_it(client):
    html = page_of(client, EventFactory(purpose="To plan."))

    assert "To plan." not in html
    assert "The record is being written" in html


def test_a_cancelled_event_says_why(client):
    html = page_of(client, coming(state="cancelled", cancelled_because="The library is closed."))

    assert "This event is cancelled" in html
    assert "The library is closed." in html
    assert json_ld_of(html)[0]["eventStatus"].endswith("EventCancelled")


def test_small_groups_give_only_the_total_and_the_names(client):
    html = page_of(client, EventFactory(took_part=groups(pwle=29, researcher=7)))

    assert "36 people" in html
    assert "people with lived experience of prison and researchers" in html
    assert not re.search(r"\b(29|30|7)\b</td>", html)


def test_large_groups_are_shown_rounded_and_without_the_exact_total(client):
    html = page_of(client, EventFactory(people_total=33, took_part=groups(pwle=22, researcher=11)))

    assert "about 30 people" in html
    assert "<td>20</td>" in html
    assert "33" not in re.sub(r"<script.*?</script>|point-\w+|topic-\w+", "", html, flags=re.S)


def test_numbers_are_never_told_to_machines(client):
    event = EventFactory(
        title="Numbers", slug="numbers", people_total=33, took_part=groups(pwle=22, researcher=11)
    )
    html = page_of(client, event)

    assert not re.search(r"\b(33|22|11)\b", json.dumps(json_ld_of(html)))


def test_ten_staff_are_needed_to_show_a_table():
    assert not attendance(None, [("pwle", 20), ("prison-staff", 9)]).rows
    assert attendance(None, [("pwle", 20), ("prison-staff", 10)]).rows


def test_groups_not_all_counted_make_no_table():
    told = attendance(36, [("pwle", 20), ("researcher", None)])

    assert not told.rows
    assert told.total_text == "36 people"


def test_a_handful_is_told_as_a_limit():
    assert attendance(4, [("pwle", None), ("researcher", None)]).total_text == "12 people or fewer"
    assert attendance(None, []).total_text == ""


def test_what_came_of_a_point_is_drawn_and_the_gap_too(client):
    event = EventFactory(record=record(topic("T", [point("One.", block_id=BLOCK), point("Two.")])))
    key = Point.objects.get(block_id=BLOCK).key
    assert 'class="did"' not in page_of(client, event)
    assert "Nothing has come of them yet" not in page_of(
        client, event
    )  # only where there is a list of topics

    what_came_of.register(
        "test", lambda keys: {key: [Came("A list is being made", "/proposals/1/", "going")]}
    )
    content_version.bump()  # as every act does that something can come of
    try:
        html = page_of(client, event)
    finally:
        what_came_of.unregister("test")
    assert html.count('class="did"') == 1
    assert 'href="/proposals/1/">A list is being made' in html
    assert html.count("Nothing yet") == 1


def test_a_decision_against_draws_no_second_stroke(client):
    event = EventFactory(record=record(topic("T", [point("One.", block_id=BLOCK)])))
    key = Point.objects.get(block_id=BLOCK).key
    what_came_of.register("test", lambda keys: {key: [Came("Not taken forward, and why", "/x/", "no")]})
    try:
        html = page_of(client, event)
    finally:
        what_came_of.unregister("test")
    assert "Not taken forward, and why" in html
    assert 'class="did"' not in html


def test_related_pages_are_reflections_and_events_on_the_same_theme(client):
    event = EventFactory(record=record(topic("T", [point(themes=["trust"])])))
    EventFactory(title="Shares a theme", record=record(topic("T", [point(themes=["trust"])])))
    EventFactory(title="Shares nothing", record=record(topic("T", [point(themes=["housing"])])))
    event.add_child(
        instance=ReflectionPage(
            title="Looking back", slug="back", author_name="A. Author", about_page=event.page_ptr
        )
    )
    html = page_of(client, event)

    assert "Shares a theme" in html
    assert "Looking back" in html
    assert "Shares nothing" not in html


def test_a_draft_is_nobodys_related_page(client):
    event = EventFactory(record=record(topic("T", [point(themes=["trust"])])))
    EventFactory(title="Not public", live=False, record=record(topic("T", [point(themes=["trust"])])))

    assert "Not public" not in page_of(client, event)


def test_no_title_can_end_the_structured_data(client):
    nasty = '</script><script>alert(1)</script> & <!-- "quoted"'
    event = EventFactory(title=nasty, record=record(topic(nasty, [point(nasty)])))
    html = page_of(client, event)

    assert "<script>alert(1)" not in html
    assert [part["@type"] for part in json_ld_of(html)] == ["Event", "Report"]
    assert json_ld_of(html)[0]["name"] == nasty


def test_structured_data_says_what_the_page_says(client):
    event = EventFactory(minutes=120, source_url="https://example.org/views/")
    told = json_ld_of(page_of(client, event))[0]

    assert told["startDate"] == "2022-10"
    assert told["duration"] == "PT120M"
    assert told["eventAttendanceMode"].endswith("OnlineEventAttendanceMode")
    assert told["@id"].startswith("http")


@pytest.mark.database
def test_an_event_page_takes_the_same_queries_with_ten_points_and_two_thousand(client):
    def held(slug, number):
        points = [point(f"Point {n}.", themes=["trust"], stage="recalled") for n in range(number)]
        return EventFactory(
            slug=slug, took_part=groups(pwle=20, researcher=20), record=record(topic("T", points))
        )

    small, large = held("small", 10), held("large", 2000)

    assert queries_of(client, small.url) == queries_of(client, large.url)
    assert queries_of(client, large.url) <= 12


@pytest.mark.database
def test_an_event_page_takes_the_same_queries_among_20_events_and_2000(client):
    event = EventFactory(record=record(topic("T", [point(themes=["trust"], stage="recalled")])))
    many_events(20, points=1)
    few = queries_of(client, event.url)
    many_events(1980, points=1)

    assert queries_of(client, event.url) == few
    assert few <= 12


def test_permanent_addresses_of_what_is_not_there_are_not_found(client):
    the_index()
    assert client.get("/events/points/000000000000/").status_code == 404
    event = EventFactory(record=record(topic("T", [point()])))
    key = Point.objects.get().key
    assert client.get(f"/events/points/{key}/").status_code == 302
    event.unpublish()
    assert client.get(f"/events/points/{key}/").status_code == 404
