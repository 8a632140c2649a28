"""What everybody reads of an event before it is held, and while it goes on."""

import datetime
import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from consultations.events import sockets
from consultations.events.sockets import ComingShown
from consultations.events.when import Precision
from edge import page_cache
from people.permission_groups import PermissionGroup
from tests.factories.events import (
    EventFactory,
    PlannedEventFactory,
    agenda,
    facilitators,
    many_events,
    point,
    record,
    the_index,
    topic,
)
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db


class Desk:
    """A room that registers people, as far as events see it."""

    def __init__(self):
        self.full = False
        self.asked = []

    def how_to_come(self, pages):
        self.asked.append(list(pages))
        text = "All places are taken." if self.full else "There are places left."
        return {pk: ComingShown(f"/events/{pk}/come/", text, full=self.full) for pk in pages}


@pytest.fixture(autouse=True)
def desk(monkeypatch):
    """The only room there is that registers people."""
    desk = Desk()
    monkeypatch.setattr(sockets.coming, "_plugs", {"test": desk.how_to_come})
    return desk


def read(client, address):
    page_cache.shelf.clear()
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def words(html):
    return " ".join(re.sub(r"<script.*?</script>|<[^>]+>", " ", html, flags=re.S).split())


def test_the_whole_plan_is_told(client):
    event = PlannedEventFactory(
        in_person=True,
        kept=True,
        day=datetime.date(2090, 12, 9),
        answer_by=datetime.date(2091, 1, 9),
        purpose="To plan the first week.",
        agenda=agenda(The_first_week=["Whom did you need?", "When?"]),
        what_happens="We write it down.",
        without_internet="Phone us.",
        expenses="We pay fares.",
        payment="As the national guide says.",
        payment_inside="A letter of thanks.",
        facilitators=facilitators("Sam Example"),
        basis="evaluation",
        registration_closes=datetime.datetime(2090, 12, 7, 17, tzinfo=datetime.UTC),
    )
    html = read(client, event.url)
    told = words(html)

    for part in (
        "Saturday 9 December 2090, 14:00 (2pm)",
        "(2pm) to 16:00 (4pm), UK time",
        "In person : The library, 1 High Street",
        "10 places, some of them kept for people with lived experience of prison",
        "There are places left. Register by Thursday 7 December 2090 at 17:00 (5pm).",
        "To plan the first week.",
        "What can change What the pilot does first.",
        "Who decides The team of the pilot.",
        "You hear what came of it by 9 January 2091",
        "The first week Whom did you need? When?",
        "We write it down.",
        "Taking notes You may do this: notes.",
        "Recording You may do this: recording.",
        "This is an evaluation",
        "Getting there and getting in No steps. Two toilets.",
        "If you have no internet Phone us.",
        "Expenses We pay fares.",
        "Payment As the national guide says.",
        "For people in prison A letter of thanks.",
        "Sam Example Leads the talk",
    ):
        assert part in told, part
    assert f'href="/events/{event.pk}/come/">I would like to come' in html
    assert f'href="/events/{event.slug}/event.ics"' in html


def test_a_full_event_offers_the_waiting_list(client, desk):
    desk.full = True
    html = read(client, PlannedEventFactory(small=True).url)

    assert "All places are taken." in html
    assert "Join the waiting list" in html
    assert "I would like to come" not in html


def test_nobody_is_led_to_a_form_that_takes_nobody(client, desk):
    in_five_days, yesterday = (timezone.now() + datetime.timedelta(days=days) for days in (5, -1))
    for values, text in (
        ({"registration_opens": in_five_days}, "You can register from"),
        ({"registration_closes": yesterday}, "Registration has closed."),
        ({"takes_registrations": False}, "What it is for"),
        ({"state": "cancelled", "cancelled_because": "Snow."}, "Snow."),
    ):
        html = read(client, PlannedEventFactory(**values).url)
        assert text in html
        assert "/come/" not in html
    assert desk.asked == []


def test_without_a_room_that_registers_people_nothing_is_said_of_it(client, monkeypatch):
    monkeypatch.setattr(sockets.coming, "_plugs", {})
    html = read(client, PlannedEventFactory().url)

    assert "Register by" not in html
    assert "/come/" not in html


def test_an_event_that_goes_on_says_until_when_and_its_page_is_made_anew_at_its_end(client, monkeypatch):
    event = PlannedEventFactory(running=True, purpose="To plan.")
    html = read(client, event.url)
    assert "Going on now, until" in html
    assert "To plan." in html

    monkeypatch.setattr(page_cache, "time", event.ends.timestamp)
    monkeypatch.setattr(timezone, "now", lambda: event.ends)
    html = client.get(event.url).content.decode()
    assert "Going on now" not in html
    assert "To plan." not in html
    assert "event.ics" not in html


def test_the_end_of_an_event_that_goes_on_beyond_midnight_has_its_day(client):
    html = read(client, PlannedEventFactory(day=datetime.date(2090, 12, 9), time=datetime.time(23)).url)

    assert "to Sunday 10 December 2090 at 01:00 (1am)" in html


def test_machines_are_told_when_it_ends_and_where_one_registers(client, desk):
    event = PlannedEventFactory()
    desk.full = True
    html = read(client, event.url)
    told = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.S)[1])

    assert told["@graph"][0]["endDate"] == event.ends.isoformat()
    assert told["@graph"][0]["offers"]["url"].endswith(f"/events/{event.pk}/come/")
    assert told["@graph"][0]["offers"]["availability"].endswith("SoldOut")


def test_a_preview_of_a_draft_shows_its_plan_and_leads_nowhere(client, settings, desk):
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if not name.startswith("people.doors")]
    client.force_login(
        PersonFactory(group=PermissionGroup.RESEARCHER),
        backend="allauth.account.auth_backends.AuthenticationBackend",
    )
    event = PlannedEventFactory(live=False, purpose="Only drafted.")
    event.save_revision()
    shown = client.get(reverse("wagtailadmin_pages:view_draft", args=[event.pk])).content.decode()

    assert "Only drafted." in shown
    assert "/come/" not in shown
    assert "event.ics" not in shown


def test_lists_and_the_home_page_say_whether_one_can_come(client, desk):
    PlannedEventFactory(title="Open", small=True)
    PlannedEventFactory(title="Later", registration_opens=timezone.now() + datetime.timedelta(days=3))
    PlannedEventFactory(title="On", running=True)
    EventFactory(title="Half", summary_state="being-written")
    listed, home = words(read(client, "/events/")), words(read(client, "/"))

    assert "Open Online There are places left." in listed
    assert "Later Online Registration has not opened yet" in listed
    assert "On Online Going on now" in listed
    assert "Half Online Summary being written" in listed
    assert "There are places left." in home
    assert "Going on now." in home
    assert [len(pages) for pages in desk.asked] == [1, 1]


def test_what_ended_an_hour_ago_is_no_longer_coming_up(client):
    the_index()
    PlannedEventFactory(title="Ended", over=True)
    html = read(client, "/events/")

    assert html.index("Coming up") < html.index("Held") < html.index("Ended")
    assert "Ended" not in read(client, "/")


@pytest.mark.database
def test_what_one_can_register_for_costs_one_query_however_many_there_are(client):
    def asked(address):
        for _until_warm in range(2):
            read(client, address)
        page_cache.shelf.clear()
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        return len(captured)

    event = PlannedEventFactory()
    few = [asked("/events/"), asked("/"), asked(event.url)]
    many_events(10, points=0)
    for _more in range(9):
        PlannedEventFactory(kept=True, agenda=agenda(One=["?"], Two=["?"]))

    assert [asked("/events/"), asked("/"), asked(event.url)] == few
    assert max(few[0], few[2]) <= 11  # and one more for the room that registers people


def test_a_month_alone_goes_into_no_calendar(client):
    event = EventFactory(precision=Precision.MONTH, day=datetime.date(2090, 12, 9), purpose="To plan.")
    html = read(client, event.url)

    assert "To plan." in html
    assert "event.ics" not in html


def test_whoever_put_a_cancelled_event_into_a_calendar_can_take_it_out(client):
    html = read(client, PlannedEventFactory(state="cancelled", cancelled_because="Snow.").url)

    assert "Tell your calendar that it is cancelled" in html
    assert "Add it to your calendar" not in html
    assert "Places" not in html


def test_the_list_tells_how_to_have_all_events_in_a_calendar(client):
    the_index()
    html = read(client, "/events/")

    assert ">http://testserver/events/calendar.ics</a>" in html
    assert "can then see that you follow these events" in html


def test_once_it_is_over_the_page_says_by_when_people_hear_of_it_and_whether_that_is_late(client):
    today = timezone.localdate()
    a_month_ago = today - datetime.timedelta(days=30)
    waits = PlannedEventFactory(day=a_month_ago, answer_by=today)
    late = PlannedEventFactory(day=a_month_ago, answer_by=today - datetime.timedelta(days=1))
    told = PlannedEventFactory(day=a_month_ago, answer_by=a_month_ago, record=record(topic("T", [point()])))
    label = "You hear what came of it by"

    assert label in read(client, waits.url)
    assert "We are late." not in read(client, waits.url)
    assert "We are late." in read(client, late.url)
    assert label not in read(client, told.url)
