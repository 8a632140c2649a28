"""An event's topics lead to the questions that are asked about them, and those back to the topics."""

import pytest

from consultations.events import asked
from consultations.events.models import EventPage, Point, Topic
from edge import page_cache
from feedback.questions import choosers
from feedback.threads.sockets import origin_of
from tests.factories.events import EventFactory, point, record, topic
from tests.factories.questions import opened, thread_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return EventFactory(title="October", record=record(topic("When to step in", [point("Start early.")])))


def read(client, path):
    page_cache.shelf.clear()
    return client.get(path).content.decode()


def test_whoever_writes_a_thread_can_choose_events_topics_and_points(event):
    key, text = Topic.objects.get().key, Point.objects.get().key
    offered = dict(choosers.choices())

    assert offered["Events"] == [(f"event:{event.pk}", "October (October 2022)")]
    assert offered["Topics: October"] == [(f"topic:{key}", "When to step in")]
    assert offered["Points raised: When to step in"] == [(f"point:{text}", "Start early.")]


def test_what_is_not_published_is_not_offered(event):
    event.unpublish()

    assert [things for _group, things in choosers.choices() if things] == []


def test_offering_takes_the_same_number_of_queries_whatever_there_is(event, django_assert_max_num_queries):
    for _number in range(5):
        EventFactory(record=record(topic("A", [point(), point()]), topic("B", [point()])))
    # Two for each kind at most: those of events, and one for proposals.
    with django_assert_max_num_queries(6):
        choosers.choices()


@pytest.mark.parametrize("kind", ["event", "topic", "point"])
def test_a_thread_tells_where_it_comes_from(event, client, kind):
    key = {"event": str(event.pk), "topic": Topic.objects.get().key, "point": Point.objects.get().key}[kind]
    opened(thread_page(hangs_on=f"{kind}:{key}"))
    page = read(client, "/feedback/first-week/")

    words, address = {
        "event": ("October (", event.get_url()),
        "topic": ("When to step in", f"{event.get_url()}#topic-{key}"),
        "point": ("Start early.", f"{event.get_url()}#point-{key}"),
    }[kind]
    assert f'href="{address}"' in page
    assert words in page


def test_it_does_not_tell_of_what_is_not_public_any_more(event, client):
    key = Topic.objects.get().key
    opened(thread_page(hangs_on=f"topic:{key}"))
    EventPage.objects.get().unpublish()

    assert "When to step in" not in read(client, "/feedback/first-week/")
    assert origin_of("topic", key) is None
    assert origin_of("event", "no number") is None


def test_a_topic_leads_to_the_question_about_it_once_that_is_open(event, client):
    page = thread_page(title="When should they come?", hangs_on=f"topic:{Topic.objects.get().key}")
    assert "When should they come?" not in read(client, event.get_url())
    opened(page)
    shown = read(client, event.get_url())

    assert "What do you think? You do not have to give your name." in shown
    assert '<a href="/feedback/first-week/" lang="en-GB">When should they come?</a>' in shown


def test_an_event_leads_to_the_question_about_all_of_it_and_so_does_its_sheet_of_paper(event, client):
    opened(thread_page(title="What would help?", hangs_on=f"event:{event.pk}"))

    assert '<a href="/feedback/first-week/" lang="en-GB">What would help?</a>' in read(
        client, event.get_url()
    )
    assert "What would help?" in read(client, f"{event.get_url()}noticeboard/")


def test_the_links_are_told_with_one_query_for_all_events(event, django_assert_num_queries):
    for number in range(4):
        opened(thread_page(f"thread-{number}", hangs_on=f"topic:{Topic.objects.get().key}"))
    from consultations.events import queries

    with django_assert_num_queries(1):
        assert [len(links) for links in queries.asked(None).values()] == [4]


def test_each_kind_is_told_with_one_query(event, django_assert_num_queries):
    assert asked.events_told([str(event.pk)])  # the site's root is known from here on
    for told, keys in (
        (asked.events_told, [str(event.pk)]),
        (asked.topics_told, [Topic.objects.get().key]),
        (asked.points_told, [Point.objects.get().key]),
    ):
        with django_assert_num_queries(1):
            assert told(keys)
