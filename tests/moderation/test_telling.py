"""Mails that something waits: at fixed times, to all alike, without a number or a word."""

from datetime import datetime, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from background import schedule
from feedback.letterbox.models import ClosedDay
from feedback.moderation import absences, claiming, escalating, hours, needs, telling
from feedback.moderation.models import Absence, Item, ReadingHours
from feedback.threads.sockets import Hours, when_somebody_reads
from mailing import sealed
from mailing.models import Message
from mailing.rendering import render
from mailing.rounds import next_round
from mailing.sending import Moment, send
from people import closing, my_data
from people.models import Person
from tests.factories.moderation import arrived, deputy, facilitator, fresh, lead
from tests.factories.people import PASSWORD, PlaceFactory, PlaceTieFactory, member

pytestmark = pytest.mark.django_db

#: A Tuesday, at ten to eleven.
TEN_TO_ELEVEN = timezone.make_aware(datetime(2026, 11, 24, 10, 50))


def told() -> dict[str, str]:
    """To whom mail waits, and from which template."""
    found = {}
    for message in Message.objects.all():
        to, context = sealed.unlock(bytes(message.contents), reference=message.reference.bytes)
        assert set(context) == {"path"}
        found[to] = message.template
    return found


@pytest.fixture
def office_hours():
    for weekday in range(5):
        ReadingHours.objects.create(weekday=weekday, opens=time(9), closes=time(17))


# --- New and overdue ---------------------------------------------------------------------------------


def test_all_facilitators_are_told_alike_even_one_who_is_tied_to_the_place():
    larch = PlaceFactory(name="HMP Larch", slug="larch")
    tied, other = facilitator(), facilitator()
    PlaceTieFactory(person=tied, place=larch)
    member(), lead(), facilitator(is_active=False)
    arrived("At HMP Larch, and nothing else waits.")
    telling.tell_facilitators()
    assert told() == {tied.email: "moderation/new", other.email: "moderation/new"}


def test_nobody_is_told_when_nothing_waits():
    facilitator()
    item = arrived()
    Item.objects.filter(pk=item.pk).update(open=False)
    telling.tell_facilitators()
    assert told() == {}


def test_what_somebody_has_taken_on_is_not_new_but_becomes_overdue(settings):
    by = facilitator()
    item = arrived()
    claiming.claim(item, by=by, version=0)
    telling.tell_facilitators()
    assert told() == {}
    late = timezone.localdate() - timedelta(days=settings.MODERATE_WITHIN_DAYS + 1)
    Item.objects.filter(pk=item.pk).update(since=late)
    telling.tell_facilitators()
    assert told() == {by.email: "moderation/overdue"}


def test_old_news_is_no_news():
    facilitator()
    item = arrived()
    Item.objects.filter(pk=item.pk).update(since=timezone.localdate() - timedelta(days=2))
    telling.tell_facilitators()
    assert told() == {}


def test_a_second_look_before_the_same_round_sends_no_second_mail():
    facilitator()
    arrived()
    telling.tell_facilitators()
    telling.tell_facilitators()
    assert Message.objects.count() == 1


def test_looking_happens_ten_minutes_before_each_time_at_which_mail_goes(settings):
    acts = {act.name: act.rule for act in schedule.scheduled()}
    looked = set(acts["moderation-mails"].times)
    assert {
        (datetime.combine(datetime(2000, 1, 1), one) + timedelta(minutes=10)).time() for one in looked
    } == {time.fromisoformat(one) for one in settings.MAIL_ROUNDS}
    assert {one.minute for one in acts["moderation-urgent-mails"].times} == {50}
    assert len(acts["moderation-urgent-mails"].times) == 24


# --- Somebody may be at risk -------------------------------------------------------------------------


def test_lead_and_deputy_are_told_at_each_full_hour_in_which_somebody_reads(office_hours):
    one, two = lead(), deputy()
    facilitator()
    arrived("I want to kill myself.")
    telling.tell_safeguarding(TEN_TO_ELEVEN)
    assert told() == {one.email: "moderation/urgent", two.email: "moderation/urgent"}
    telling.tell_safeguarding(TEN_TO_ELEVEN + timedelta(hours=1))
    assert Message.objects.count() == 4


@pytest.mark.parametrize(
    "moment", [TEN_TO_ELEVEN.replace(hour=3), TEN_TO_ELEVEN.replace(hour=19), TEN_TO_ELEVEN.replace(day=28)]
)
def test_nobody_is_told_while_nobody_reads(office_hours, moment):
    lead()
    arrived("I want to kill myself.")
    telling.tell_safeguarding(moment)
    assert told() == {}


def test_nobody_is_told_on_a_closed_day(office_hours):
    lead()
    ClosedDay.objects.create(day=TEN_TO_ELEVEN.date())
    arrived("I want to kill myself.")
    telling.tell_safeguarding(TEN_TO_ELEVEN)
    assert told() == {}


def test_once_somebody_has_taken_it_on_no_more_mail_goes(office_hours):
    by = lead()
    item = arrived()
    escalating.escalate(item, by=facilitator(), version=0)
    claiming.claim(fresh(item), by=by, version=1)
    telling.tell_safeguarding(TEN_TO_ELEVEN)
    assert told() == {}


def test_whoever_is_away_is_not_told_and_if_all_are_away_all_are(office_hours):
    one, two = lead(), deputy()
    arrived("I want to kill myself.")
    day = TEN_TO_ELEVEN.date()
    Absence.objects.create(person=one, first_day=day, last_day=day)
    telling.tell_safeguarding(TEN_TO_ELEVEN)
    assert set(told()) == {two.email}
    Absence.objects.create(person=two, first_day=day, last_day=day)
    telling.tell_safeguarding(TEN_TO_ELEVEN + timedelta(hours=1))
    assert set(told()) == {one.email, two.email}


def test_mail_to_staff_goes_at_full_hours_or_rounds_and_at_no_other_time():
    for due in (TEN_TO_ELEVEN, TEN_TO_ELEVEN.replace(minute=0, second=1)):
        with pytest.raises(ValueError, match="full hours"):
            send("a@example.org", telling.URGENT, {"path": "/members/"}, when=Moment.NEXT_ROUND, due=due)
    with pytest.raises(ValueError, match="full hours"):
        send("a@example.org", telling.URGENT, due=TEN_TO_ELEVEN.replace(minute=0))
    assert next_round(TEN_TO_ELEVEN) > TEN_TO_ELEVEN


@pytest.mark.parametrize("template", [telling.NEW, telling.OVERDUE, telling.URGENT])
def test_the_subject_says_nothing_of_what_it_is(template):
    mail = render(template, {"path": "/members/feedback/"}, "en-gb")
    for word in ("risk", "answer", "escalat", "safeguard", "overdue", "feedback", "late"):
        assert word not in mail.subject.lower()
    assert not any(letter.isdigit() for letter in mail.text.split("http")[0])


def test_nothing_that_still_lies_in_the_box_is_told_of():
    """Looking asks the queue alone: no table of the box is read (docs/trust.md, rule 11)."""
    facilitator(), lead()
    arrived("I want to kill myself.")
    ReadingHours.objects.create(weekday=1, opens=time(9), closes=time(17))
    with CaptureQueriesContext(connection) as seen:
        telling.tell_facilitators()
        telling.tell_safeguarding(TEN_TO_ELEVEN)
    assert not any("letterbox_envelope" in query["sql"] for query in seen)


# --- When somebody reads -------------------------------------------------------------------------------


def test_hours_are_told_to_the_pages_on_which_people_write():
    by = facilitator()
    wanted = [Hours(0, time(9), time(12)), Hours(4, time(13), time(17))]
    hours.set_hours(wanted, by=by)
    assert when_somebody_reads() == wanted
    hours.set_hours(wanted[1:], by=by)
    assert when_somebody_reads() == wanted[1:]


def test_hours_that_end_before_they_begin_are_refused():
    with pytest.raises(hours.UpsideDownError):
        hours.set_hours([Hours(0, time(12), time(9))], by=facilitator())


def test_one_says_when_one_is_away_and_takes_it_back():
    by = lead()
    today = timezone.localdate()
    absence = absences.be_away(today, today + timedelta(days=3), by=by)
    assert absences.who_is_there(today) == [by]  # nobody else is there
    two = deputy()
    assert absences.who_is_there(today) == [two]
    absences.be_back(absence, by=by)
    assert set(absences.who_is_there(today)) == {by, two}
    with pytest.raises(absences.EndsBeforeItBeginsError):
        absences.be_away(today, today - timedelta(days=1), by=by)


# --- The members' home ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        (facilitator, ["2 answers wait to be read"]),
        (lead, ["1 answer was given to safeguarding", "2 answers wait to be read"]),
        (member, []),
    ],
)
def test_the_home_says_what_waits_in_one_question_each(who, expected):
    given = arrived()
    escalating.escalate(given, by=facilitator(), version=0)
    arrived()
    arrived("I want to kill myself.")
    person = Person.objects.get(pk=who().pk)
    assert person.group_names  # read once for the whole page
    found = []
    for need in (needs.escalated, needs.taken_on, needs.waiting, needs.readable_by_nobody):
        with CaptureQueriesContext(connection) as seen:
            found += [one.text for one in need(person)]
        assert len(seen) <= 1
    assert found == expected


def test_over_a_hundred_is_said_as_a_hundred_or_more():
    assert needs.to_read(99) == "99 answers wait to be read"
    assert needs.to_read(100) == "100 answers or more wait to be read"


@pytest.mark.parametrize(("who", "there"), [(facilitator, True), (deputy, True), (member, False)])
def test_the_way_to_the_queue_is_shown_to_those_who_may(signed_in, who, there):
    page = signed_in(who()).get("/members/").content.decode()
    assert (page.count('href="/members/feedback/"') == 2) is there


# --- Those who moderate, as persons ----------------------------------------------------------------------


def test_one_is_told_what_was_done_in_ones_name_and_no_word_of_others():
    by = facilitator()
    item = arrived("Words of somebody else.")
    claiming.claim(item, by=by, version=0)
    held = my_data.gather(by)["moderation"]
    assert held["acts"] == {"claimed": 1}
    assert held["answers taken on now"] == 1
    assert "Words of" not in str(held)
    assert str(item.pk) not in str(held)


def test_closing_an_account_frees_what_was_taken_on_and_takes_the_name_from_acts():
    by = facilitator(password=PASSWORD)
    item = arrived()
    claiming.claim(item, by=by, version=0)
    closing.close_account(by, by=by)
    item = fresh(item)
    assert item.claimed_by is None
    assert item.version == 2
    assert [entry.by for entry in item.contribution.log.filter(act="claimed")] == [None]
