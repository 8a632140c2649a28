"""The day itself: who is here, who else came, how many of which group; and whom to write to or call."""

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from consultations.events.attendance import attendance
from consultations.events.enums import EventState
from consultations.events.models import EventPage
from consultations.registrations import attending, checking_in, forgetting, joining, registering
from consultations.registrations.enums import RegistrationState
from consultations.registrations.models import Register, Registration
from consultations.registrations.refusals import (
    LockedError,
    MayNotError,
    NobodyCameError,
    NotOnTheListError,
    NotTheDayError,
)
from consultations.registrations.registering import Details
from consultations.registrations.words import Told
from tests.factories import people
from tests.factories.people import PlaceFactory, member
from tests.factories.registrations import LIVED, WORKER, guest, open_event
from vocabulary.role_groups import RoleGroup

pytestmark = pytest.mark.django_db


@pytest.fixture
def facilitator():
    return people.facilitator()


@pytest.fixture
def browser(facilitator) -> Client:
    """A facilitator's, signed in."""
    client = Client()
    client.force_login(facilitator)
    return client


@pytest.fixture
def event(facilitator) -> EventPage:
    """It is today, in the evening: two have a place, a group of four too, and one waits."""
    event = open_event(6, days=1)
    guest(event, "Zoe", group=LIVED, needs=("large-print",), needs_words="A chair by the door")
    guest(event, "Ada", phone="0300 222", food="No nuts")
    details = Details(people=4, place=PlaceFactory(name="HMP Example"), role_group=LIVED)
    registering.register_group(event, details, by=facilitator)
    guest(event, "Cem")
    return is_on(event, timezone.localdate(), datetime.time(23, 59))


def is_on(event: EventPage, day: datetime.date, time: datetime.time = datetime.time(14)) -> EventPage:
    EventPage.objects.filter(pk=event.pk).update(day=day, first_day=day, last_day=day, time=time)
    return EventPage.objects.get(pk=event.pk)


def called(event: EventPage, name: str) -> Registration:
    rows = Registration.objects.filter(page=event).select_related("place")
    return next(row for row in rows if name in (row.name, row.source))


def tomorrow() -> datetime.date:
    return timezone.localdate() + datetime.timedelta(days=1)


# --- Who is here ----------------------------------------------------------------------------------


def test_who_came_is_noted_once_and_can_be_taken_back(event, facilitator):
    ada = called(event, "Ada")
    for came in (1, 1, None, 1):
        checking_in.note(ada, came, by=facilitator)
    checking_in.note(called(event, "group"), 3, by=facilitator)
    assert attending.attended(event) == attending.Attended({LIVED: 3, WORKER: 1})
    with pytest.raises(ValueError, match="so many"):
        checking_in.note(ada, 2, by=facilitator)


def test_who_waits_and_is_let_in_has_a_place(event, facilitator):
    cem = called(event, "Cem")
    assert cem.state == RegistrationState.WAITING
    checking_in.note(cem, 1, by=facilitator)
    cem.refresh_from_db()
    assert (cem.state, cem.came) == (RegistrationState.IN, 1)
    assert Register.objects.get(pk=event.pk).waiting == 0


def test_somebody_who_came_without_registering_is_put_down_once_however_often_it_is_sent(event, facilitator):
    for _time in range(2):
        checking_in.walk_in(event, " Dee ", RoleGroup.FAMILY, by=facilitator, key=77)
    checking_in.walk_in(event, "", "", people=2, by=facilitator)
    assert called(event, "Dee").came == 1
    assert attending.attended(event) == attending.Attended({RoleGroup.FAMILY: 1}, not_said=2)


def test_before_its_day_or_if_called_off_nobody_has_come(event, facilitator):
    early = is_on(event, tomorrow())
    with pytest.raises(NotTheDayError):
        checking_in.note(called(early, "Ada"), 1, by=facilitator)
    is_on(event, timezone.localdate())
    EventPage.objects.filter(pk=event.pk).update(state=EventState.CANCELLED)
    with pytest.raises(NotTheDayError):
        checking_in.walk_in(event, "Dee", "", by=facilitator)


def test_only_facilitators_note_it_and_only_of_those_on_the_list(event, facilitator):
    ada = called(event, "Ada")
    with pytest.raises(MayNotError):
        checking_in.note(ada, 1, by=member())
    with pytest.raises(MayNotError):
        checking_in.walk_in(event, "Dee", "", by=member())
    Registration.objects.filter(pk=ada.pk).update(state=RegistrationState.CANCELLED)
    with pytest.raises(NotOnTheListError):
        checking_in.note(ada, 1, by=facilitator)


# --- How many -------------------------------------------------------------------------------------


def test_the_numbers_go_into_the_draft_and_the_page_tells_of_them_what_it_may(event, facilitator):
    EventPage.objects.filter(pk=event.pk).update(title="As published")
    checking_in.walk_in(event, "", LIVED, people=12, by=facilitator)
    checking_in.walk_in(event, "", WORKER, people=9, by=facilitator)
    for _time in range(2):
        attending.put_into_draft(event, by=facilitator)

    live = EventPage.objects.get(pk=event.pk)
    assert (live.people_total, list(live.took_part)) == (None, [])
    assert live.revisions.count() == 1
    draft = live.get_latest_revision_as_object()
    counted = [(block.value["group"], block.value["number"]) for block in draft.took_part]
    assert (draft.people_total, counted) == (21, [(LIVED, 12), (WORKER, 9)])
    assert attendance(draft.people_total, counted).rows == ((LIVED, 10), (WORKER, 10))

    checking_in.walk_in(event, "", "", by=facilitator)
    attending.put_into_draft(event, by=facilitator)
    draft = EventPage.objects.get(pk=event.pk).get_latest_revision_as_object()
    counted = [(block.value["group"], block.value["number"]) for block in draft.took_part]
    assert (draft.people_total, counted) == (22, [(LIVED, None), (WORKER, None)])
    draft.full_clean()


def test_no_numbers_are_put_into_a_page_that_is_locked_or_by_just_anybody(event, facilitator):
    with pytest.raises(MayNotError):
        attending.put_into_draft(event, by=member())
    with pytest.raises(NobodyCameError):
        attending.put_into_draft(event, by=facilitator)
    checking_in.walk_in(event, "", LIVED, by=facilitator)
    EventPage.objects.filter(pk=event.pk).update(locked=True, locked_by=member(), locked_at=timezone.now())
    with pytest.raises(LockedError):
        attending.put_into_draft(event, by=facilitator)


def test_the_numbers_stay_when_the_list_is_deleted_and_replace_nothing(event, facilitator):
    checking_in.walk_in(event, "Dee Unusual", LIVED, people=12, by=facilitator)
    forgetting.forget(timezone.now() + datetime.timedelta(days=1))
    assert not Registration.objects.exists()
    revision = EventPage.objects.get(pk=event.pk).get_latest_revision()
    assert revision.as_object().people_total == 12
    assert "Unusual" not in str(revision.content)

    attending.keep_numbers(event.pk)
    registering.register_group(is_on(event, tomorrow()), Details(people=2), by=facilitator)
    Registration.objects.update(came=2)
    assert not attending.keep_numbers(event.pk)


# --- The pages ------------------------------------------------------------------------------------


def test_the_list_at_the_door_is_by_name_with_what_they_need_and_a_button_each(event, browser):
    page = browser.get(f"/members/events/{event.pk}/check-in/").content.decode()
    names = [page.index(f"<b>{name}</b>") for name in ("4 people from HMP Example", "Ada", "Zoe", "Cem")]
    assert names == sorted(names), "by name, then whoever waits"
    assert "A chair by the door" in page
    assert "No nuts" in page

    ada = called(event, "Ada")
    answer = browser.post(f"/members/events/{event.pk}/check-in/{ada.pk}/", {"came": "1"})
    assert answer["Location"] == f"/members/events/{event.pk}/check-in/#r{ada.pk}"
    ada.refresh_from_db()
    assert ada.came == 1
    browser.post(f"/members/events/{event.pk}/check-in/{ada.pk}/", {"came": ""})
    ada.refresh_from_db()
    assert ada.came is None
    for nonsense in ("many", "-1", "2", "1e9"):
        answer = browser.post(
            f"/members/events/{event.pk}/check-in/{ada.pk}/", {"came": nonsense}, follow=True
        )
        assert "Type in how many came." in answer.content.decode()
        ada.refresh_from_db()
        assert ada.came is None


def test_a_walk_in_is_typed_in_and_nothing_typed_is_lost(event, browser):
    where = f"/members/events/{event.pk}/check-in/walk-in/"
    wrong = browser.post(where, {"name": "Dee Typed", "people": "none", "role_group": WORKER, "key": "99"})
    assert wrong.status_code == 422
    assert 'value="Dee Typed"' in wrong.content.decode()
    for _time in range(2):
        answer = browser.post(where, {"name": "Dee", "people": "1", "role_group": WORKER, "key": "99"})
        assert answer.status_code == 302
    assert called(event, "Dee").pk == 99
    answer = browser.post(f"/members/events/{event.pk}/check-in/numbers/", follow=True)
    assert "1 person came" in answer.content.decode()


def test_the_printed_list_has_everybody_a_box_each_and_empty_lines(event, browser):
    page = browser.get(f"/members/events/{event.pk}/check-in/").content.decode()
    printed = page[page.index('class="printed"') :]
    assert printed.count("☐") == 4 + 6
    for words in ("Zoe", "Ada", "4 people from HMP Example", "Cem (waits for a place)"):
        assert words in printed


def test_who_has_no_email_is_listed_with_what_to_say_and_leaves_the_list_when_told(
    event, browser, facilitator
):
    joining.write(event, "Dial 0300 111", by=facilitator)
    ada = called(event, "Ada")
    ada.news.create(matter="moved-up", way="by-hand", day=timezone.localdate())
    assert "Write or call:" in browser.get("/members/").content.decode()

    page = browser.get(f"/members/events/{event.pk}/to-tell/").content.decode()
    first, _heading, rest = page.partition("Others without email")
    assert "0300 222" in first
    assert "You have a place now." in first
    assert "Dial 0300 111" in first
    assert "HMP Example" in rest
    assert "Zoe" in rest
    browser.post(f"/members/events/{event.pk}/to-tell/{ada.pk}/")
    page = browser.get(f"/members/events/{event.pk}/to-tell/").content.decode()
    assert "Everybody knows all there is to know." in page
    assert "Write or call:" not in browser.get("/members/").content.decode()
    [news] = ada.news.filter(matter="moved-up")
    assert (news.done_by, news.done_on) == (facilitator, timezone.localdate())


def test_the_pages_of_the_day_take_the_same_queries_for_few_and_for_many(event, browser, facilitator):
    EventPage.objects.filter(pk=event.pk).update(capacity=None)
    browser.get(f"/members/events/{event.pk}/check-in/")  # what stands around pages is read once
    counted = []
    for number in (2, 20):
        for n in range(number):
            Registration.objects.filter(pk=guest(event, f"G{n}", phone="1").pk).update(came=1)
            details = Details(told=Told(note="Gate"), place=PlaceFactory())
            registering.register_group(event, details, by=facilitator)
        for name in ("check-in", "to-tell"):
            with CaptureQueriesContext(
                connection,
            ) as queries:
                assert browser.get(f"/members/events/{event.pk}/{name}/").status_code == 200
            counted.append(len(queries))
    assert counted[:2] == counted[2:]
    assert max(counted) <= 12
