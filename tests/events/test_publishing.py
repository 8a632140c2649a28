"""Publishing writes topics and points out as rows, and takes them back."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from consultations.events.models import EventPage, Point, PointTheme, Topic
from consultations.events.publishing import write_out
from edge import content_version
from tests.factories.events import EventFactory, point, record, the_index, topic
from vocabulary.models import JourneyStage, Place, PlaceKind, Theme
from vocabulary.role_groups import RoleGroup

pytestmark = pytest.mark.django_db

FIRST, SECOND = "11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222"
TOPIC = "99999999-9999-4999-8999-999999999999"


def publish(page, **values):
    for name, value in values.items():
        setattr(page, name, value)
    page.save_revision().publish()
    return page


def two_points():
    return record(
        topic(
            "When", [point("Start early.", block_id=FIRST), point("Go far.", block_id=SECOND)], block_id=TOPIC
        )
    )


@pytest.fixture
def event():
    page = EventFactory(live=False, record=two_points())
    page.save_revision().publish()
    return EventPage.objects.get(pk=page.pk)


def test_publishing_writes_every_field_of_a_point():
    Place.objects.create(kind=PlaceKind.PRISON, slug="hmp-nowhere", name="HMP Nowhere")
    Place.objects.create(kind=PlaceKind.RELEASE_AREA, slug="far-away", name="Far away")
    full = point(
        "Start early.",
        stage="in-custody",
        themes=["timing", "trust"],
        said_by=["pwle", "link-worker"],
        strength="broad-agreement",
        custody="hmp-nowhere",
        release="far-away",
        on_front_page=True,
    )
    page = EventFactory(record=record(topic("When", [full])))

    row = Point.objects.get(page=page)
    assert (row.text, row.topic.title, row.stage.key) == ("Start early.", "When", "in-custody")
    assert sorted(theme.slug for theme in row.themes.all()) == ["timing", "trust"]
    assert row.groups == [RoleGroup.LIVED_EXPERIENCE, RoleGroup.LINK_WORKER]
    assert (row.strength, row.custody.slug, row.release.slug, row.on_front_page) == (
        "broad-agreement",
        "hmp-nowhere",
        "far-away",
        True,
    )


def test_a_draft_has_no_rows():
    EventFactory(live=False, record=two_points())

    assert not Topic.objects.exists()
    assert not Point.objects.exists()


def test_a_draft_of_a_live_page_changes_no_row(event):
    event.record = record(topic("When", [point("Not agreed yet.", block_id=FIRST)], block_id=TOPIC))
    event.save_revision()

    assert list(Point.objects.values_list("text", flat=True)) == ["Start early.", "Go far."]


def test_keys_stay_when_a_point_is_reworded_and_reordered(event):
    before = {str(row.block_id): row.key for row in Point.objects.all()}
    publish(
        event,
        record=record(
            topic("When?", [point("Go.", block_id=SECOND), point("Start.", block_id=FIRST)], block_id=TOPIC)
        ),
    )

    assert {str(row.block_id): row.key for row in Point.objects.all()} == before
    assert list(Point.objects.values_list("text", flat=True)) == ["Go.", "Start."]
    assert Topic.objects.get().title == "When?"


def test_the_row_of_a_point_that_went_goes(event):
    publish(event, record=record(topic("When", [point("Start early.", block_id=FIRST)], block_id=TOPIC)))

    assert [str(row.block_id) for row in Point.objects.all()] == [FIRST]


def test_a_point_that_moved_to_another_topic_keeps_its_key(event):
    key = Point.objects.get(block_id=FIRST).key
    other = topic("Another", [point("Start early.", block_id=FIRST)])
    publish(event, record=record(other))

    assert Point.objects.get().key == key
    assert Point.objects.get().topic.title == "Another"


def test_themes_follow_the_block(event):
    publish(event, record=record(topic("When", [point(block_id=FIRST, themes=["trust", "timing"])])))
    publish(event, record=record(topic("When", [point(block_id=FIRST, themes=["timing", "no-such-theme"])])))

    assert [link.tag.slug for link in PointTheme.objects.all()] == ["timing"]


def test_unpublishing_removes_and_publishing_again_brings_back_the_same_keys(event):
    keys = set(Point.objects.values_list("key", flat=True))
    event.unpublish()
    assert not Point.objects.exists()

    publish(EventPage.objects.get(pk=event.pk))
    assert set(Point.objects.values_list("key", flat=True)) == keys


def test_unpublishing_through_the_general_page_removes_too(event):
    Page.objects.get(pk=event.pk).unpublish()

    assert not Topic.objects.exists()
    assert not Point.objects.exists()


def test_deleting_removes(event):
    Page.objects.get(pk=event.pk).delete()

    assert not Topic.objects.exists()


def test_moving_and_renaming_keep_keys_and_the_permanent_address_follows(event, client):
    row = Point.objects.get(block_id=FIRST)
    publish(event, slug="another-name")
    home = the_index().get_parent()
    Page.objects.get(pk=event.pk).move(home, pos="last-child")

    moved = EventPage.objects.get(pk=event.pk)
    assert Point.objects.get(block_id=FIRST).key == row.key
    answer = client.get(f"/events/points/{row.key}/")
    assert answer.status_code == 302
    assert answer["Location"] == f"{moved.url}#point-{row.key}"


def test_a_copy_of_the_page_has_points_of_its_own(event):
    copy = event.copy(update_attrs={"slug": "copy"}, keep_live=True)

    assert set(Point.objects.filter(page=copy).values_list("key", flat=True)).isdisjoint(
        Point.objects.filter(page=event).values_list("key", flat=True)
    )
    assert Point.objects.filter(page=copy).count() == 2


def test_publishing_twice_changes_nothing(event):
    before = list(Point.objects.order_by("key").values())
    assert write_out(event, by=None) == 2
    assert list(Point.objects.order_by("key").values()) == before


def test_rows_and_page_are_written_together_or_not_at_all(event, monkeypatch):
    monkeypatch.setattr("consultations.events.publishing._write_themes", lambda points: 1 / 0)
    changed = record(topic("When", [point("Changed.", block_id=FIRST)], block_id=TOPIC))
    event.record = changed
    revision = event.save_revision()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        revision.publish()

    assert "Changed." not in str(EventPage.objects.get(pk=event.pk).record)
    assert "Changed." not in set(Point.objects.values_list("text", flat=True))


def test_publishing_makes_kept_pages_stale(event):
    before = content_version.current()
    publish(event)
    assert content_version.current() > before


@pytest.mark.database
def test_publishing_two_hundred_points_takes_hardly_more_queries_than_two(event):
    small = EventPage.objects.get(pk=event.pk)
    large = EventFactory(
        record=record(topic("Long", [point(f"Point {n}.", themes=["trust"]) for n in range(200)]))
    )

    def queries(page):
        write_out(page, by=None)
        with CaptureQueriesContext(connection) as captured:
            write_out(page, by=None)
        return len(captured)

    publish(small, record=record(topic("When", [point(themes=["trust"]), point(themes=["trust"])])))
    # SQLite takes some 80 rows in one INSERT.
    assert queries(large) - queries(small) <= 4


def test_a_theme_that_is_deleted_leaves_its_points(event):
    publish(event, record=record(topic("When", [point(block_id=FIRST, themes=["trust"], stage="recalled")])))
    Theme.objects.get(slug="trust").delete()
    JourneyStage.objects.get(key="recalled").delete()

    row = Point.objects.get()
    assert row.stage is None
    assert not row.themes.exists()
