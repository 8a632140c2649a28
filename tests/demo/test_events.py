"""The demo's events: one summed up, one whose summary is checked by those who took part, one to come for
which people wait, one that is always going on.
"""

import datetime

import pytest
from django.utils import timezone

from alongside.management.commands.prepare import demo_guide
from codes.indexes import index_of
from codes.numbers import groups
from codes.slow_hash import Kind
from consultations.events.check import checking as finding
from consultations.events.check.drafts import draft_of
from consultations.events.enums import EventStanding
from consultations.events.models import Check, EventPage, ParticipantsCheckTask
from consultations.events.standing import standing_of
from consultations.notetaking.models import Note
from consultations.registrations import cancelling, joining, registering
from consultations.registrations.enums import RegistrationState
from consultations.registrations.models import Registration
from consultations.registrations.permissions import CODE
from consultations.registrations.registering import Details
from consultations.reporting.models import Report
from demo import answering, checking, coming, first_meeting, first_night, first_week, october_2022, running
from demo.answers import BY_NAME
from demo.programme import make_demo
from edge import page_cache
from feedback.threads import saying
from people.models import Person

pytestmark = pytest.mark.django_db


def event_of(module) -> EventPage:
    return EventPage.objects.get(slug=module.SLUG)


def read(client, path) -> str:
    page_cache.shelf.clear()
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def notes_of(event) -> list[str]:
    return list(
        Note.objects.on_the_wall().filter(page=event).order_by("number").values_list("text", flat=True)
    )


def now_is(monkeypatch, moment: datetime.datetime) -> None:
    monkeypatch.setattr(timezone, "now", lambda: moment)


# --- Summed up ---------------------------------------------------------------------------------------


def test_the_event_of_2022_has_its_readings_its_date_and_its_report(demo, client):
    event = event_of(october_2022)
    for reading in ("in-short", "easy-read", "noticeboard"):
        assert "36 people met online" in read(client, f"{event.url}{reading}/")
    html = read(client, event.url)
    assert "Tierney" in html
    assert "2022, October" in html
    assert standing_of(event, timezone.now()).standing is EventStanding.SUMMARISED
    report = Report.objects.get(page=event)
    assert report.is_complete
    assert report.results_bad
    assert not event.licence, "nobody gave one in her name"


# --- Being written ---------------------------------------------------------------------------------------


def test_one_summary_is_being_written_and_those_who_took_part_check_its_draft(demo, client):
    event = event_of(first_night)
    html = read(client, event.url)
    assert standing_of(event, timezone.now()).standing is EventStanding.SUMMARY_IN_PROGRESS
    assert BY_NAME[first_night.QUOTED].words[:40] in html
    drafted = [point.text for topic in first_night.TOPICS for point in topic.points]
    assert not any(text in html for text in drafted)
    assert " ".join(groups(checking.CODE)) in demo_guide()
    draft = draft_of(finding.find(checking.CODE, address="-"))
    assert {one.text for one in draft.paragraphs} >= {*drafted, BY_NAME[first_night.QUOTED].words}
    assert event.current_workflow_task.specific == ParticipantsCheckTask.objects.get()


def test_when_its_author_takes_the_answer_back_the_quotation_says_so_on_the_page_and_in_the_draft(
    demo, client
):
    words = BY_NAME[first_night.QUOTED].words
    saying.withdraw_at_once(answering.receipt_index_of(first_night.QUOTED))
    html = read(client, event_of(first_night).url)
    assert words not in html
    assert "Withdrawn by its author" in html
    draft = draft_of(finding.find(checking.CODE, address="-"))
    assert words not in {one.text for one in draft.paragraphs}
    assert "Withdrawn by its author" in {one.gone for one in draft.paragraphs}


def test_a_check_whose_last_day_is_over_is_opened_again_and_one_that_somebody_ended_is_not(demo, monkeypatch):
    event = event_of(first_night)
    real = timezone.now()
    now_is(monkeypatch, real + datetime.timedelta(days=60))
    make_demo()
    assert finding.find(checking.CODE, address="-").closes_on > timezone.localdate()
    finding.end_for(event.pk, by=Person.objects.get(email="imran@demo.example"))
    make_demo()
    assert not Check.objects.open_on(timezone.localdate()).exists()


# --- To come -------------------------------------------------------------------------------------------


def test_the_event_to_come_takes_names_and_some_people_wait(demo, client):
    event = event_of(first_week)
    assert standing_of(event, timezone.now()).takes_names
    waiting = Registration.objects.waiting().filter(page=event)
    assert [one.name for one in waiting] == ["Francesca", "Kit", "Leon Carter"]
    assert Registration.objects.coming().filter(page=event).people() == first_week.CAPACITY - 2

    family = registering.register_guest(event, Details(role_group="family"), index=bytes(32))
    other = registering.register_guest(event, Details(role_group="link-worker"), index=bytes(31) + b"1")
    assert (family.state, other.state) == (RegistrationState.IN, RegistrationState.WAITING)


def test_whoever_gives_back_the_place_of_the_printed_code_lets_the_first_who_waits_in(demo):
    assert " ".join(groups(coming.CODE)) in demo_guide()
    holder = Registration.objects.get(code_index=index_of(coming.CODE, Kind.REGISTRATION))
    assert joining.details_for(holder, by=CODE) == first_week.JOINING
    cancelling.cancel(holder, by=CODE)

    waiting = Registration.objects.waiting().filter(page=holder.page)
    assert [one.name for one in waiting] == ["Kit", "Leon Carter"]


def test_how_to_join_stands_on_no_page(demo, client):
    event = event_of(first_week)
    for path in (event.url, "/events/", "/events/calendar.ics", "/search/?q=first+week"):
        assert "meet.demo.example" not in read(client, path)


# --- Going on -----------------------------------------------------------------------------------------


def test_one_event_is_going_on_and_says_that_it_is_invented(demo, client):
    event = event_of(first_meeting)
    assert standing_of(event, timezone.now()).standing is EventStanding.RUNNING
    html = read(client, event.url)
    assert "Going on now" in html
    assert "are invented" in html
    assert Registration.objects.filter(page=event, came=1).count() == first_meeting.CAME
    assert len(notes_of(event)) == first_meeting.AT_ONCE


def test_its_wall_fills_point_by_point_and_then_stands_still(demo):
    event = event_of(first_meeting)
    for _each in range(len(first_meeting.POINTS) - first_meeting.AT_ONCE):
        assert running.catch_next()
    assert notes_of(event) == [point.text for point in first_meeting.POINTS]
    assert not running.catch_next()


def test_when_it_is_nearly_over_it_begins_again_with_an_empty_wall(demo, monkeypatch):
    event = event_of(first_meeting)
    assert not running.keep_running(), "it has just begun"
    running.catch_next()
    later = event.ends + datetime.timedelta(days=2, minutes=5)
    now_is(monkeypatch, later)
    assert running.keep_running()

    again = event_of(first_meeting)
    assert again.begins <= later < again.ends
    assert again.pk == event.pk
    assert notes_of(again) == [point.text for point in first_meeting.POINTS[: first_meeting.AT_ONCE]]
    assert not running.keep_running()


def test_an_event_whose_summary_somebody_writes_stays_theirs_and_another_one_is_made(demo, monkeypatch):
    event = event_of(first_meeting)
    event.introduction = "Mine."
    event.save_revision()
    now_is(monkeypatch, event.ends + datetime.timedelta(hours=1))
    assert not running.keep_running()
    make_demo()

    assert notes_of(event), "what was caught is still there to write from"
    other = EventPage.objects.get(slug=f"{first_meeting.SLUG}-2")
    assert standing_of(other, timezone.now()).standing is EventStanding.RUNNING
    assert len(notes_of(other)) == first_meeting.AT_ONCE


@pytest.mark.parametrize("changes", [{"state": "cancelled", "cancelled_because": "Ill."}, {"agenda": "[]"}])
def test_what_somebody_changes_of_it_breaks_nothing(demo, monkeypatch, changes):
    event = event_of(first_meeting)
    EventPage.objects.filter(pk=event.pk).update(**changes)
    running.catch_next()
    now_is(monkeypatch, event.ends + datetime.timedelta(hours=1))
    running.keep_running()
    EventPage.objects.filter(slug=first_week.SLUG).update(state="cancelled", cancelled_because="Ill.")
    Registration.objects.all().delete()
    make_demo()

    standings = {standing_of(one, timezone.now()).standing for one in EventPage.objects.all()}
    assert EventStanding.RUNNING in standings


def test_without_its_people_nothing_happens_by_itself(demo, monkeypatch):
    event = event_of(first_meeting)
    Person.objects.filter(email="rhys@demo.example").delete()
    now_is(monkeypatch, event.ends + datetime.timedelta(hours=1))
    assert not running.keep_running()
    assert not running.catch_next()


def test_making_the_demo_again_changes_no_list_and_no_wall(demo):
    def state():
        return (
            list(Registration.objects.order_by("pk").values_list("pk", "state", "came")),
            list(Note.objects.order_by("pk").values_list("key", flat=True)),
            list(EventPage.objects.order_by("pk").values_list("pk", "latest_revision", "sequence")),
            list(Report.objects.values_list("version", flat=True)),
        )

    before = state()
    make_demo()
    assert state() == before
