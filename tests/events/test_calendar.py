"""Events in other people's calendars: files read back by two readers, and by the tables of RFC 5545."""

import datetime
import re
from zoneinfo import ZoneInfo

import icalendar
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from ical.calendar_stream import IcsCalendarStream

from consultations.events.calendars.files import event_calendar
from consultations.events.calendars.zones import timezone_of
from consultations.events.enums import EventFormat
from consultations.events.when import Precision
from edge import page_cache
from tests.factories.events import EventFactory, PlannedEventFactory, many_events, the_index

pytestmark = pytest.mark.django_db

URL = "https://alongside.example/events/e/"


def checked(data):
    """The events of a file, once everything that RFC 5545 asks of it has been looked at."""
    text = data.decode("utf-8")
    assert text.endswith("\r\n")
    assert not re.search(r"(?<!\r)\n|\r(?!\n)", text)
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", text)
    calendar = icalendar.Calendar.from_ical(data)
    assert not calendar.get_missing_tzids()
    for component in calendar.walk():
        assert not component.errors
        assert all(name in component for name in component.required), component.name
        several = [name for name in component.singletons if isinstance(component.get(name), list)]
        both = [name for name in component.exclusive if name in component]
        assert not several
        assert len(both) <= 1
    IcsCalendarStream.calendar_from_ics(text)
    return calendar.walk("VEVENT")


def read_by_another(data):
    return IcsCalendarStream.calendar_from_ics(data.decode()).events


def test_a_file_says_what_the_page_says(client):
    event = PlannedEventFactory(
        title="Beyond the gate; what, who & when", introduction="Für alle. " * 30, in_person=True
    )
    answer = client.get(f"/events/{event.slug}/event.ics")
    (told,) = checked(answer.content)
    (again,) = read_by_another(answer.content)

    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert f'filename="{event.slug}.ics"' in answer["Content-Disposition"]
    assert told.decoded("dtstart") == again.dtstart == event.begins
    assert told.decoded("dtend") == again.dtend == event.ends
    assert str(told["summary"]) == again.summary == event.title
    assert event.introduction.strip() in again.description
    assert again.location == "In person: The library, 1 High Street"
    assert str(told["status"]) == "CONFIRMED"
    assert str(told["url"]).endswith(event.url)
    assert str(told["organizer"]).startswith("mailto:")
    assert b"METHOD:PUBLISH" in answer.content


def test_a_changed_event_is_the_same_one_with_a_higher_number_and_a_cancelled_one_says_why():
    event = PlannedEventFactory(live=False)
    event.save_revision().publish()
    event.refresh_from_db()
    (first,) = checked(event_calendar(event, url=URL))
    event.state, event.cancelled_because = "cancelled", "The library is closed."
    event.slug, event.title = "elsewhere", "Another name"
    event.save_revision().publish()
    event.refresh_from_db()
    (second,) = checked(event_calendar(event, url=URL))

    assert first["uid"] == second["uid"]
    assert (int(first["sequence"]), int(second["sequence"])) == (0, 1)
    assert str(second["status"]) == "CANCELLED"
    assert "The library is closed." in str(second["description"])


def test_somebody_who_does_not_come_takes_it_out_of_their_own_calendar():
    data = event_calendar(PlannedEventFactory(), method="CANCEL", url=URL, cancelled=True)
    (told,) = checked(data)

    assert str(told["status"]) == "CANCELLED"
    assert b"METHOD:CANCEL" in data


def test_joining_details_are_in_no_file_but_the_one_they_are_handed_to():
    event = PlannedEventFactory()
    handed = event_calendar(event, url=URL, joining="https://meet.example/abc\nor dial 0123")

    assert "or dial 0123" in read_by_another(handed)[0].description
    assert b"join" not in event_calendar(event, url=URL).lower()


@pytest.mark.parametrize(
    ("key", "day"),
    [
        ("Australia/Lord_Howe", datetime.date(2027, 4, 4)),
        ("Europe/London", datetime.date(2027, 3, 28)),
        ("Europe/London", datetime.date(2027, 10, 31)),
        ("America/New_York", datetime.date(2027, 7, 4)),
        ("Asia/Kathmandu", datetime.date(2027, 7, 4)),
        ("Pacific/Auckland", datetime.date(2027, 4, 4)),
    ],
)
def test_the_clocks_of_a_file_show_the_times_of_its_zone(key, day):
    zone = ZoneInfo(key)
    observances = [
        (one["dtstart"].dt - one["tzoffsetfrom"].td, one) for one in timezone_of(zone, day, day).subcomponents
    ]
    midnight = datetime.datetime.combine(day, datetime.time())
    for half_hours in range(-60, 96):
        moment = midnight + datetime.timedelta(minutes=30 * half_hours)  # UTC
        begun = [one for begins, one in observances if begins <= moment]
        local = moment.replace(tzinfo=datetime.UTC).astimezone(zone)
        assert begun[-1]["tzoffsetto"].td == local.utcoffset()
        assert begun[-1]["tzname"] == local.tzname()


def test_a_change_of_the_clocks_stands_at_the_time_they_showed_before_it():
    spring, autumn = timezone_of(
        ZoneInfo("Europe/London"), datetime.date(2027, 1, 6), datetime.date(2027, 1, 6)
    ).subcomponents[1:]

    assert spring["dtstart"].dt == datetime.datetime(2027, 3, 28, 1)
    assert autumn["dtstart"].dt == datetime.datetime(2027, 10, 31, 2)


def test_a_day_without_a_time_takes_the_whole_day_and_a_month_goes_into_no_calendar(client):
    day = EventFactory(precision=Precision.DAY, day=datetime.date(2027, 1, 6))
    month = EventFactory(precision=Precision.MONTH, day=datetime.date(2027, 1, 6))
    (told,) = checked(client.get(f"/events/{day.slug}/event.ics").content)

    assert told.decoded("dtstart") == datetime.date(2027, 1, 6)
    assert told.decoded("dtend") == datetime.date(2027, 1, 7)
    assert client.get(f"/events/{month.slug}/event.ics").status_code == 404
    with pytest.raises(ValueError, match="not known"):
        event_calendar(month, url=URL)


def test_nothing_that_somebody_types_breaks_a_file():
    event = PlannedEventFactory(
        title='Line\r\nBEGIN:VALARM\r\n"quoted"; \\n, \x07 \u2028 \N{FAMILY}',
        introduction="é" * 400,
        where="END:VEVENT\r\nEND:VCALENDAR",
        format=EventFormat.BOTH,
    )
    (told,) = checked(event_calendar(event, url=URL))

    assert not told.subcomponents
    assert str(told["description"]).startswith("é" * 400)


def test_drafts_are_in_no_calendar(client):
    draft = PlannedEventFactory(live=False, title="Secret plans")

    assert client.get(f"/events/{draft.slug}/event.ics").status_code == 404
    assert b"Secret" not in client.get("/events/calendar.ics").content


@pytest.mark.database
def test_the_calendar_to_subscribe_to_has_what_is_known_and_takes_the_same_queries_with_many(client):
    def asked():
        page_cache.shelf.clear()
        with CaptureQueriesContext(connection) as captured:
            answer = client.get("/events/calendar.ics")
        return len(captured), answer

    the_index()
    PlannedEventFactory(title="Comes", time_zone="Europe/Dublin")
    PlannedEventFactory(title="Comes too")
    EventFactory(title="Some time", precision=Precision.MONTH, day=datetime.date(2099, 1, 1))
    for _until_warm in range(2):
        asked()
    few, answer = asked()
    events = checked(answer.content)
    many_events(20, points=0)
    many, _answer = asked()

    assert {str(event["summary"]) for event in events} == {"Comes", "Comes too"}
    assert few == many <= 6
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT12H\r\n" in answer.content
    assert b"X-PUBLISHED-TTL:PT12H\r\n" in answer.content
