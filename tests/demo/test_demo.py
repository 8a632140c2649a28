"""The demo is complete, may be repeated, and says what the seed says."""

import datetime

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page

from cms.models import HomePage, ReflectionPage
from consultations.events.models import EventPage, Point, Topic
from demo import first_week, october_2022, programme
from demo.programme import make_demo
from edge import page_cache
from people.models import Person
from people.permission_groups import PermissionGroup
from vocabulary.models import Place

pytestmark = pytest.mark.django_db


def event():
    return EventPage.objects.get(slug=october_2022.SLUG)


def page_of(client, page):
    page_cache.shelf.clear()
    return client.get(page.url).content.decode()


def test_the_event_says_what_is_known_and_no_more(demo, client):
    html = page_of(client, event())

    for words in (
        "Early October 2022",
        "2 hours",
        "Online",
        "36 people",
        "people with lived experience of prison, link workers, prison staff and researchers",
        "Stephanie Tierney",
        "Kamal Mahtani",
        "NIHR130247",
        "do not have to share them",
        october_2022.SOURCE,
    ):
        assert words in html, words
    assert not [group for group in event().took_part if group.value["number"] is not None]


def test_every_point_of_fact_has_its_row(demo):
    assert Topic.objects.count() == 3
    assert {topic.title: topic.points.count() for topic in Topic.objects.all()} == {
        "When to step in": 9,
        "Finding a direction after release": 6,
        "Getting people behind the idea": 5,
    }
    assert all(point.themes.exists() for point in Point.objects.all())


@pytest.mark.parametrize(
    "fact",
    [
        ("area very well", "kinds of services", "have time to find out"),
        ("come into prisons", "soon be released"),
        ("take time to set up", "last minute"),
        ("list of the link workers", "health care teams", "groups that support people"),
        ("far from the prison", "may not know that place"),
        ("whole time in prison",),
        ("have what it takes",),
        ("many activities and openings",),
        ("patchy",),
        ("nothing to aim for",),
        ("learned helplessness", "several times", "hard to lose"),
        ("join in with things in the community", "support", "spurs them on"),
        ("daunting", "limits and routines"),
        ("services and support there are nearby",),
        ("hold back", "probation officer"),
        ("promise",),
        ("steady money from commissioners", "financial year ends"),
        ("Prison officers", "hard to run well"),
        ("accept the idea", "trust"),
        ("willing", "new things"),
    ],
)
def test_each_fact_of_the_seed_is_one_point(demo, fact):
    assert Point.objects.count() == 20
    told = [point.text for point in Point.objects.all() if all(part in point.text for part in fact)]
    assert len(told) == 1


def test_strength_and_speakers_only_where_the_record_tells(demo):
    told = {
        (point.strength, tuple(point.said_by))
        for point in Point.objects.all()
        if point.strength or point.said_by
    }

    assert told == {("broad-agreement", ("pwle",)), ("said-more-than-once", ()), ("question", ())}


def test_the_hope_of_a_pilot_is_there(demo, client):
    html = page_of(client, event())

    assert "pilot is evaluated" in html
    assert "co-produced with people" in html


def test_the_reflection_is_short_and_points_to_the_original_and_the_record(demo, client):
    page = ReflectionPage.objects.get()
    html = page_of(client, page)

    assert page.author_name == "Stephanie Tierney"
    assert october_2022.SOURCE in html
    assert event().url in html
    assert len(october_2022.REFLECTION.split()) < 100


def test_one_event_is_always_to_come_and_says_that_it_is_invented(demo, client):
    coming = EventPage.objects.get(slug=first_week.SLUG)

    assert coming.first_day > timezone.localdate()
    assert coming.first_day.weekday() == 2
    assert "invented" in page_of(client, coming)


def test_the_event_to_come_is_moved_on_when_its_day_has_come(demo, monkeypatch):
    later = timezone.localdate() + datetime.timedelta(days=400)
    monkeypatch.setattr(programme.timezone, "localdate", lambda *a: later)
    make_demo()

    assert EventPage.objects.get(slug=first_week.SLUG).first_day > later


def test_invented_places_say_so(demo):
    assert all("(invented)" in place.name for place in Place.objects.exclude(kind="region"))


def test_there_is_one_person_for_each_role(demo):
    for group in PermissionGroup:
        assert Person.objects.filter(groups__name=group).exists(), group


def test_repeating_changes_nothing(demo):
    def state():
        return (
            Page.objects.count(),
            list(Point.objects.order_by("key").values_list("key", "text")),
            Person.objects.count(),
            event().latest_revision_id,
            HomePage.objects.get().latest_revision_id,
        )

    before = state()
    call_command("demo", verbosity=0)
    assert state() == before


def test_what_somebody_changed_in_the_demo_stays(demo):
    page = event()
    page.introduction = "Changed."
    page.save_revision().publish()
    make_demo()

    assert event().introduction == "Changed."


def test_the_addresses_of_points_are_the_same_in_every_demo(demo):
    blocks = {str(point.block_id) for point in Point.objects.all()}
    EventPage.objects.all().delete()
    make_demo()

    assert {str(point.block_id) for point in Point.objects.all()} == blocks


@pytest.mark.parametrize("path", ["/", "/search/?q=prison", "/search/?q=work"])
def test_with_all_that_the_demo_has_the_pages_that_ask_every_room_ask_at_most_twelve_times(
    demo, client, path, django_assert_max_num_queries
):
    client.get(path)
    page_cache.shelf.clear()
    with django_assert_max_num_queries(12):
        assert client.get(path).status_code == 200
