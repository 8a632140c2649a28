"""What those who register are told: by mail, once, made when it goes; or by letter or phone."""

import datetime

import pytest
from django.core import mail as outbox_of
from django.utils import timezone
from icalendar import Calendar

from background.worker import Worker
from consultations.events.enums import EventState
from consultations.events.models import EventPage
from consultations.registrations import (
    by_hand,
    cancelling,
    changing,
    checking_in,
    hearing,
    joining,
    moving_up,
    registering,
    reminding,
)
from consultations.registrations.enums import Matter, Way
from consultations.registrations.models import News, Registration
from consultations.registrations.permissions import CODE
from consultations.registrations.refusals import MayNotError
from consultations.registrations.registering import Details
from consultations.registrations.words import Told
from mailing import sealed
from mailing.models import Message
from people.permission_groups import PermissionGroup
from tests.factories.events import record, topic
from tests.factories.people import PersonFactory, PlaceFactory, member
from tests.factories.registrations import guest, open_event

pytestmark = pytest.mark.django_db
LINK = "https://meet.example.org/secret-room"


@pytest.fixture
def facilitator():
    return PersonFactory(group=PermissionGroup.FACILITATOR)


@pytest.fixture
def event(facilitator) -> EventPage:
    event = open_event(2, first_published_at=timezone.now())
    joining.write(event, f"{LINK}\nOr dial 0300 111.", by=facilitator)
    return event


def goes() -> dict[str, object]:
    """Let everything go that waits; the mails by address, the last one to each."""
    outbox_of.outbox.clear()
    Worker(once=True).run()
    return {mail.to[0]: mail for mail in outbox_of.outbox}


def publish(event: EventPage, **changes) -> EventPage:
    page = EventPage.objects.get(pk=event.pk)
    for name, value in changes.items():
        setattr(page, name, value)
    page.save_revision().publish()
    return EventPage.objects.get(pk=event.pk)


def calendar_of(mail) -> Calendar:
    [part] = mail.attachments
    assert part.get_filename() == "event.ics"
    return Calendar.from_ical(part.get_payload(decode=True))


def everything(mail) -> str:
    """All that stands in a mail, the file as it is read."""
    files = [part.get_payload(decode=True).decode() for part in mail.attachments]
    return "\n".join([mail.subject, mail.body, mail.alternatives[0].content, *files]).replace("\r\n ", "")


# --- When they register -------------------------------------------------------------------------


def test_whoever_gets_a_place_is_told_when_where_and_how_to_join_with_a_file_for_the_calendar(event):
    guest(event, "Robin Unusual", email="robin@example.org", needs_words="A chair by the door")
    mail = goes()["robin@example.org"]

    assert "You have a place" in mail.body
    assert event.when.text in mail.body
    assert "The Old Library" in mail.body
    assert LINK in mail.body
    assert "/events/place/" in mail.body
    calendar = calendar_of(mail)
    assert calendar["METHOD"] == "PUBLISH"
    [entry] = calendar.events
    assert entry["STATUS"] == "CONFIRMED"
    assert LINK in entry["DESCRIPTION"]
    for personal in ("Robin", "Unusual", "chair", event.title):
        assert personal not in mail.subject
    assert "Robin" not in everything(mail)
    assert "chair" not in everything(mail)


def test_whoever_waits_is_told_so_and_not_how_to_join(event):
    for name in ("Ada", "Ben", "Cem"):
        guest(event, name, email=f"{name.lower()}@example.org")
    mail = goes()["cem@example.org"]

    assert "You are on the waiting list" in mail.body
    assert mail.attachments == []
    assert "secret-room" not in everything(mail)
    assert "0300 111" not in everything(mail)


def test_a_member_is_told_at_the_address_of_the_account_and_in_their_language(event):
    person = member(email="asha@example.org", language="cy")
    registering.register(event, Details(), by=person)
    mail = goes()["asha@example.org"]

    assert f"/members/events/{event.pk}/come/" in mail.body
    assert 'lang="cy"' in mail.alternatives[0].content


def test_whoever_registers_in_welsh_is_written_to_in_welsh(event):
    details = Details(told=Told(name="Robin", email="robin@example.org"), language="cy")
    registering.register_guest(event, details, index=b"1" * 32)
    mail = goes()["robin@example.org"]
    assert "Mae gennych le" in mail.body
    assert "/cy/events/place/" in mail.body
    assert "/cy/events/event-" in mail.body


def test_nothing_of_what_was_told_waits_in_the_queue(event):
    guest(event, "Robin", email="robin@example.org")
    message = Message.objects.get()
    to, context = sealed.unlock(bytes(message.contents), reference=message.reference.bytes)
    assert to == ""
    assert context == {"made by": ["event-news", Registration.objects.get().pk]}


def test_who_leaves_no_address_gets_no_mail_and_who_adds_one_gets_it_then(event):
    registration = guest(event, "Robin")
    assert goes() == {}
    told = Told(name="Robin", email="robin@example.org")
    changing.change(registration, told, by=CODE)
    changing.change(registration, told, by=CODE)
    assert list(goes()) == ["robin@example.org"]
    assert News.objects.get().way == Way.MAIL


def test_a_mail_that_waits_says_what_is_so_when_it_goes(event):
    registration = guest(event, "Robin", email="robin@example.org")
    EventPage.objects.filter(pk=event.pk).update(where="The Town Hall")
    assert "The Town Hall" in goes()["robin@example.org"].body

    guest(event, "Sam", email="sam@example.org")
    Registration.objects.exclude(pk=registration.pk).delete()
    assert goes() == {}
    assert not Message.objects.exclude(state="sent").exists()


# --- Giving a place back, and moving up ---------------------------------------------------------------


def test_whoever_gives_a_place_back_gets_a_file_that_takes_it_out_of_the_calendar(event):
    registration = guest(event, "Robin", email="robin@example.org")
    goes()
    cancelling.cancel(registration, by=CODE)
    mail = goes()["robin@example.org"]

    assert "You are off the list" in mail.body
    calendar = calendar_of(mail)
    assert calendar["METHOD"] == "CANCEL"
    assert calendar.events[0]["STATUS"] == "CANCELLED"
    assert "secret-room" not in everything(mail)


def test_whoever_moves_up_is_told_once(event, facilitator):
    first = guest(event, "Ada")
    guest(event, "Ben")
    guest(event, "Cem", email="cem@example.org")
    called = guest(event, "Dee", phone="0300 222")
    goes()
    cancelling.cancel(first, by=CODE)
    mail = goes()["cem@example.org"]
    assert "A place became free, and it is yours." in mail.body
    assert LINK in calendar_of(mail).events[0]["DESCRIPTION"]
    moving_up.move_up(publish(event, capacity=10), by=facilitator)
    assert goes() == {}

    [row] = [row for row in by_hand.without_mail(event) if row.words]
    assert (row.key, row.phone) == (called.pk, "0300 222")
    assert row.words[0] == "You have a place now."
    assert by_hand.done(called, by=facilitator) == 1
    assert by_hand.done(called, by=facilitator) == 0
    assert not any(row.words for row in by_hand.without_mail(event))


# --- Changes of the event -----------------------------------------------------------------------------


def test_another_day_is_told_to_all_on_the_list_once_and_another_word_to_nobody(event):
    guest(event, "Ada", email="ada@example.org")
    guest(event, "Ben", phone="0300 222")
    goes()
    before = News.objects.count()
    publish(event, introduction="Other words.")
    assert goes() == {}
    assert News.objects.count() == before

    moved = publish(event, day=event.day + datetime.timedelta(days=7))
    mail = goes()["ada@example.org"]
    assert moved.when.text in mail.body
    entry = calendar_of(mail).events[0]
    assert entry["SEQUENCE"] == moved.sequence > 0
    hearing.tell_those_listed.call(event.pk)
    assert goes() == {}
    [row] = by_hand.without_mail(event)
    assert row.words[0] == "The day, the time or the place has changed."

    # Who registers afterwards has read it.
    guest(event, "Cem", email="cem@example.org")
    publish(event, introduction="And others.")
    assert list(goes()) == ["cem@example.org"]


def test_an_event_that_is_called_off_is_told_with_the_reason(event):
    guest(event, "Ada", email="ada@example.org")
    guest(event, "Ben", phone="0300 222")
    goes()
    called_off = publish(event, state=EventState.CANCELLED, cancelled_because="The building is closed.")
    mail = goes()["ada@example.org"]

    assert "The event does not take place" in mail.body
    assert "The building is closed." in mail.body
    assert calendar_of(mail)["METHOD"] == "CANCEL"
    assert "secret-room" not in everything(mail)
    [row] = by_hand.without_mail(called_off)
    assert row.words == ("The event does not take place.", "Why: The building is closed.")


def test_nobody_is_told_of_a_place_at_an_event_that_was_called_off_meanwhile(event):
    guest(event, "Ada", email="ada@example.org")
    publish(event, state=EventState.CANCELLED, cancelled_because="The building is closed.")
    goes()
    [mail] = outbox_of.outbox
    assert "The event does not take place" in mail.body


# --- Reminders ---------------------------------------------------------------------------------------------


def at(event: EventPage, days: int) -> datetime.datetime:
    """Nine o'clock in the morning, so many days before an event."""
    day = event.day - datetime.timedelta(days=days)
    return datetime.datetime.combine(day, datetime.time(9), timezone.get_default_timezone())


@pytest.fixture
def on_the_list(event) -> None:
    """Two who have a place, of whom mail reaches one; and one who waits. They registered long ago."""
    guest(event, "Ada", email="ada@example.org")
    guest(event, "Ben", phone="0300 222")
    guest(event, "Cem", email="cem@example.org")
    News.objects.update(day=event.day - datetime.timedelta(days=60))
    goes()


def reminded_on(event: EventPage, *days: int) -> list[list[str]]:
    """Who gets a mail when it is asked in the morning, so many days before the event, one after the other."""
    got = []
    for number in days:
        reminding.remind_due(at(event, number))
        got.append(sorted(goes()))
    return got


def test_those_who_have_a_place_are_reminded_a_week_and_a_day_before_each_once(event, on_the_list):
    ada, and_who_waits = ["ada@example.org"], ["ada@example.org", "cem@example.org"]
    assert reminded_on(event, 8, 7, 7, 6, 2, 1, 1, 0) == [[], ada, [], [], [], and_who_waits, [], []]
    by_phone = News.objects.filter(registration__by_mail=False).exclude(matter=Matter.REGISTERED)
    assert list(by_phone.values_list("matter", flat=True)) == [Matter.DAY_BEFORE], (
        "the first is of no use now"
    )


def test_a_reminder_says_how_to_join_and_goes_to_nobody_who_gave_the_place_back(event, on_the_list):
    reminding.remind_due(at(event, 7))
    mail = goes()["ada@example.org"]
    assert LINK in mail.body
    assert mail.attachments == []
    assert event.title not in mail.subject
    EventPage.objects.filter(pk=event.pk).update(
        day=timezone.localdate() + datetime.timedelta(days=1),
        first_day=timezone.localdate() + datetime.timedelta(days=1),
    )
    reminding.remind_due()
    assert "It is tomorrow" in goes()["ada@example.org"].body

    reminding.remind_due(at(event, 1))
    Registration.objects.update(state="cancelled")
    assert goes() == {}


def test_who_still_waits_the_day_before_is_told_plainly_and_gets_a_place_that_becomes_free_all_the_same(
    event, on_the_list, facilitator
):
    guest(event, "Dee", phone="0300 333").news.update(day=event.day - datetime.timedelta(days=60))
    reminding.remind_due(at(event, 1))
    mail = goes()["cem@example.org"]
    assert "You are still on the waiting list" in mail.body
    assert "You have no place so far." in mail.body
    assert "leave the waiting list" in mail.body
    assert "You have a place" not in everything(mail)
    assert "secret-room" not in everything(mail)
    assert mail.attachments == []
    words = {row.name: row.words for row in by_hand.without_mail(event)}
    assert words["Ben"][0] == "We remind you that you have a place."
    assert words["Dee"][0] == "You are still on the waiting list. There is no place for you so far."

    for name in ("Ada", "Ben"):
        cancelling.cancel(next(row for row in Registration.objects.coming() if row.name == name), by=CODE)
    assert LINK in goes()["cem@example.org"].body
    [dee] = by_hand.without_mail(event)
    assert dee.words[0] == "You have a place now."
    assert not any("remind" in sentence or "waiting" in sentence for sentence in dee.words)


def test_a_morning_that_was_missed_is_made_up_for_and_what_was_just_read_is_not_told_again(event):
    first = guest(event, "Ada", email="ada@example.org")
    guest(event, "Ben", email="ben@example.org")
    first.news.update(day=event.day - datetime.timedelta(days=8))
    News.objects.exclude(registration=first).update(day=event.day - datetime.timedelta(days=5))
    goes()
    assert reminded_on(event, 4, 0) == [["ada@example.org"], ["ada@example.org", "ben@example.org"]]


def test_how_to_join_that_changes_after_the_last_reminder_is_told_at_once_and_before_it_with_the_next(
    event, on_the_list, facilitator
):
    reminding.remind_due(at(event, 7))
    goes()
    joining.write(event, "https://meet.example.org/second", by=facilitator)
    assert goes() == {}
    reminding.remind_due(at(event, 1))
    assert "meet.example.org/second" in goes()["ada@example.org"].body
    for address in ("third", "third", "fourth"):
        joining.write(event, f"https://meet.example.org/{address}", by=facilitator)
        told = goes()
        if address == "fourth":
            assert list(told) == ["ada@example.org"], "nobody who waits"
            assert "meet.example.org/fourth" in told["ada@example.org"].body
    matters = News.objects.filter(matter=Matter.JOINING).values_list("registration__by_mail", "number")
    assert sorted(matters) == [(False, 2), (True, 1), (True, 2)]


def test_an_event_that_is_put_off_is_reminded_of_again_and_one_that_is_called_off_is_not(event, on_the_list):
    assert reminded_on(event, 7) == [["ada@example.org"]]
    later = publish(event, day=event.day + datetime.timedelta(days=14))
    goes()
    News.objects.update(day=event.day - datetime.timedelta(days=60))
    assert reminded_on(later, 7) == [["ada@example.org"]]
    publish(event, state=EventState.CANCELLED, cancelled_because="The building is closed.")
    goes()
    assert reminded_on(later, 1) == [[]]


# --- Afterwards ------------------------------------------------------------------------------------------


@pytest.fixture
def held(event) -> EventPage:
    """Yesterday, with three who had a place."""
    EventPage.objects.filter(pk=event.pk).update(capacity=10)
    guest(event, "Ada", email="ada@example.org")
    guest(event, "Ben", email="ben@example.org")
    guest(event, "Cem", phone="0300 222")
    goes()
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    return publish(event, day=yesterday)


def test_those_who_came_are_thanked_once_when_the_summary_is_published(held, facilitator):
    came = {row.name: row for row in Registration.objects.all()}
    checking_in.note(came["Ada"], 1, by=facilitator)
    checking_in.note(came["Cem"], 1, by=facilitator)
    checking_in.walk_in(held, "Dee", "", by=facilitator)
    assert goes() == {}
    assert not any(row.words for row in by_hand.without_mail(held)), "what is over is no news"

    publish(held, where="The Town Hall", record=record(topic("Housing")))
    mails = goes()
    assert list(mails) == ["ada@example.org"]
    assert "Thank you for coming" in mails["ada@example.org"].body
    assert held.get_url() in mails["ada@example.org"].body
    assert "secret-room" not in everything(mails["ada@example.org"])
    publish(held, record=record(topic("Housing"), topic("Work")))
    assert goes() == {}
    assert not News.objects.filter(matter=Matter.CHANGED).exists()
    [row] = [row for row in by_hand.without_mail(held) if row.words]
    assert (row.name, row.words) == (
        "Cem", ("What people said is written down now. We can send it to you on paper.",)
    )  # fmt: skip


def test_where_nobody_noted_who_came_all_who_had_a_place_are_thanked(held):
    publish(held, record=record(topic("Housing")))
    assert sorted(goes()) == ["ada@example.org", "ben@example.org"]


# --- By letter or phone -----------------------------------------------------------------------------------


def test_a_group_is_told_through_whoever_put_it_down_and_who_left_no_number_reads_it_themselves(
    event, facilitator
):
    details = Details(told=Told(note="Ask for the gate"), people=2, place=PlaceFactory(name="HMP Example"))
    registering.register_group(event, details, by=facilitator)
    guest(event, "Robin")
    assert [row.words for row in by_hand.without_mail(event)] == [(), ()]
    reminding.remind_due(at(event, 7))
    group, robin = by_hand.without_mail(event)
    assert (group.name, group.put_down_by) == ("2 people from HMP Example", facilitator.display_name)
    assert group.words[0] == "We remind you that you have a place."
    assert robin.words == ()


def test_only_facilitators_note_that_somebody_was_told(event):
    registration = guest(event, "Robin", phone="0300 222")
    with pytest.raises(MayNotError):
        by_hand.done(registration, by=member())


def test_who_is_told_takes_the_same_queries_for_five_and_for_twenty_on_the_list(
    event, facilitator, django_assert_num_queries
):
    EventPage.objects.filter(pk=event.pk).update(capacity=None)
    for number in (5, 15):
        for n in range(number):
            guest(event, f"G{n}", phone="0300 222")
        reminding.remind_due(at(event, 7))
        with django_assert_num_queries(2):
            by_hand.without_mail(event)
