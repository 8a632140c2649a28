"""One mail at a fixed time with all that is new: by choice, no words in it, never lost or doubled."""

from datetime import UTC, date, datetime

import pytest
from django.conf import settings as live_settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from background.schedule import scheduled
from following import acts, digests
from following.enums import HowOften, What
from following.models import Notice
from following.telling import tell
from mailing.models import Message
from mailing.rendering import render
from tests.factories.people import member
from tests.people.mailbox import letters

pytestmark = [pytest.mark.django_db, pytest.mark.database]
#: Ten minutes before rounds: a Monday, the days after it, and the Monday that follows.
MONDAY, MONDAY_LATER = datetime(2026, 1, 5, 8, 20, tzinfo=UTC), datetime(2026, 1, 5, 16, 20, tzinfo=UTC)
TUESDAY, NEXT_MONDAY = datetime(2026, 1, 6, 8, 20, tzinfo=UTC), datetime(2026, 1, 12, 8, 20, tzinfo=UTC)


def told_on(day: date, what: What = What.MOVED, key: str = "a-list", *, people) -> None:
    tell(what, "proposal", key, people=people)
    Notice.objects.filter(what=what, key=key, mailed=False).update(day=day)


@pytest.fixture
def at(monkeypatch):
    """Look before a round; gives the people for whom a mail was put into the queue."""

    def look(moment: datetime) -> list[str]:
        before = set(Message.objects.values_list("pk", flat=True))
        monkeypatch.setattr(timezone, "now", lambda: moment)
        digests.send_due(moment)
        monkeypatch.undo()
        fresh = Message.objects.exclude(pk__in=before).count()
        assert fresh == len(letters()) - len(before)
        return [letter.to for letter in letters()[len(before) :]]

    return look


@pytest.mark.parametrize(
    ("how_often", "mailed_at"),
    [
        (HowOften.AT_ONCE, [MONDAY]),
        (None, [TUESDAY]),
        (HowOften.DAILY, [TUESDAY]),
        (HowOften.WEEKLY, [NEXT_MONDAY]),
        (HowOften.NONE, []),
    ],
)
def test_a_mail_comes_as_often_as_a_member_chose(asha, at, how_often, mailed_at):
    if how_often:
        acts.set_how_often(asha, how_often)
    told_on(date(2026, 1, 5), people=[asha])
    got = [moment for moment in (MONDAY, MONDAY_LATER, TUESDAY, NEXT_MONDAY) if at(moment) == [asha.email]]
    assert got == mailed_at


def test_a_round_that_was_missed_is_made_up_for_by_the_next_whichever_it_is(asha, at):
    acts.set_how_often(asha, HowOften.WEEKLY)
    told_on(date(2026, 1, 2), people=[asha])  # a Friday; nobody looks on Monday morning
    assert at(MONDAY_LATER) == [asha.email]


@pytest.mark.parametrize("how_often", [HowOften.AT_ONCE, HowOften.DAILY, HowOften.WEEKLY])
@pytest.mark.parametrize("what", [What.BALLOT_OPEN, What.BALLOT_CLOSES])
def test_of_votes_everybody_hears_at_the_next_round_whatever_they_chose(asha, at, how_often, what):
    acts.set_how_often(asha, how_often)
    told_on(date(2026, 1, 5), what, people=[asha])
    assert at(MONDAY_LATER) == [asha.email]


def test_who_chose_no_mail_hears_of_no_vote_by_mail_either(asha, at):
    acts.set_how_often(asha, HowOften.NONE)
    told_on(date(2026, 1, 5), What.BALLOT_CLOSES, people=[asha])
    assert at(NEXT_MONDAY) == []


def test_one_mail_holds_everything_since_the_last(asha, at):
    told_on(date(2026, 1, 5), What.MOVED, "one", people=[asha])
    told_on(date(2026, 1, 6), What.MOVED, "two", people=[asha])
    told_on(date(2026, 1, 6), What.AMENDMENT, "one", people=[asha])
    assert at(TUESDAY) == [asha.email]
    [letter] = letters()
    assert "- 2 things that you follow have got further.\n" in letter.text
    assert "- Somebody suggests a change to a proposal of yours.\n" in letter.text
    assert not Notice.objects.waiting().exists()
    assert at(NEXT_MONDAY) == []


def test_a_mail_has_no_title_no_key_and_no_word_of_anybody_anywhere(asha, at, rooms_above):
    rooms_above["proposal"]["a-list"] = ("Marked title", "/proposals/a-list/")
    told_on(date(2026, 1, 5), people=[asha])
    told_on(date(2026, 1, 5), What.BALLOT_CLOSES, "the-marked-vote", people=[asha])
    at(TUESDAY)
    [letter] = letters()
    assert letter.subject == "What is new on Alongside"
    for part in (letter.subject, letter.text, letter.html):
        for words in ("arked", "a-list", "Asha", "voted yet"):
            assert words not in part


def test_the_mail_about_a_vote_is_the_same_for_whoever_voted_and_whoever_did_not(at):
    """Nothing of a vote comes near this room: it is given people, and makes the same mail for each."""
    people = [member() for _ in range(4)]
    told_on(date(2026, 1, 5), What.BALLOT_CLOSES, "the-list", people=people)
    at(MONDAY)
    bodies = {letter.text.partition("Stop this mail")[0] for letter in letters()}
    assert len(letters()) == 4
    assert len(bodies) == 1


def test_every_sort_of_news_has_its_line_in_text_and_html_and_both_languages(asha):
    for count in (1, 3):
        for language, _name in live_settings.LANGUAGES:
            context = {what.replace("-", "_"): count for what in What.values}
            mail = render(digests.TEMPLATE, {**context, "path": "/members/", "stop_path": "/mail/"}, language)
            assert mail.text.count("\n- ") == mail.html.count("<li ") == len(What)
            lines = [line for line in mail.text.splitlines() if line.startswith("- ")]
            assert [line for line in lines if f">{line.removeprefix('- ')}</li>" not in mail.html] == []


def test_the_schedule_looks_ten_minutes_before_each_round():
    [act] = [one for one in scheduled() if one.name == "following-mails"]
    assert [f"{one:%H:%M}" for one in act.rule.times] == ["08:20", "16:20"]
    assert not act.atomic


def test_somebody_who_may_no_longer_sign_in_gets_no_mail(asha, at):
    told_on(date(2026, 1, 5), people=[asha])
    asha.is_active = False
    asha.save()
    assert at(TUESDAY) == []


# --- Crashes ----------------------------------------------------------------------------------------


def test_a_crash_in_the_middle_neither_loses_nor_doubles_a_mail(at, monkeypatch):
    people = [member() for _ in range(5)]
    monkeypatch.setattr(digests, "TOGETHER", 2)
    told_on(date(2026, 1, 5), people=people)
    sent, whole = [], digests.send

    def dies_at_the_fourth(to, *args, **kwargs):
        if len(sent) == 3:
            raise SystemExit
        sent.append(to)
        whole(to, *args, **kwargs)

    with monkeypatch.context() as patch:
        patch.setattr(digests, "send", dies_at_the_fourth)
        with pytest.raises(SystemExit):
            digests.send_due(TUESDAY)
    # Those of the first two are kept, those of the two in whose midst it happened are not.
    assert sorted(letter.to for letter in letters()) == sorted(person.email for person in people[:2])
    assert Notice.objects.waiting().count() == 3
    digests.send_due(TUESDAY)
    assert sorted(letter.to for letter in letters()) == sorted(person.email for person in people)
    assert not Notice.objects.waiting().exists()


def test_looking_twice_at_the_same_time_sends_once(asha, at):
    told_on(date(2026, 1, 5), people=[asha])
    keys = list(digests._batches(date(2026, 1, 6)))
    digests._send_to(keys[0])
    digests._send_to(keys[0])  # another worker that had asked before the first had finished
    assert len(letters()) == 1


def test_the_questions_asked_for_each_mail_do_not_grow(monkeypatch):
    def questions(people: int) -> int:
        for _ in range(people):
            told_on(date(2026, 1, 5), people=[member()])
        with CaptureQueriesContext(connection) as asked:
            digests.send_due(TUESDAY)
        return len(asked)

    one, eleven = questions(1), questions(11)
    assert (eleven - one) / 10 <= 12


# --- Through a real mail server -----------------------------------------------------------------------


def test_it_arrives_with_the_headers_of_one_click_and_the_click_works(asha, postman, work, client):
    told_on(date(2026, 1, 5), people=[asha])
    digests.send_due(TUESDAY)
    work(whatever_the_hour=True)
    assert postman.recipients == [asha.email]
    [mail] = postman.mails
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = mail["List-Unsubscribe"].strip(" <>")  # a long header is folded
    assert address.startswith(f"{live_settings.BASE_URL}/mail/stop/")
    path = address.removeprefix(live_settings.BASE_URL)
    for kind in ("plain", "html"):
        body = mail.get_body((kind,)).get_content()
        assert "Something that you follow has got further." in body
        assert address in body.replace("=\n", "")
    answer = client.post(path, "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 200
    assert not answer.cookies
    told_on(date(2026, 1, 6), people=[asha])
    digests.send_due(NEXT_MONDAY)
    work(whatever_the_hour=True)
    assert len(postman.mails) == 1


def test_a_welsh_reader_is_sent_to_the_welsh_page(asha, postman, work):
    asha.language = "cy"
    asha.save()
    told_on(date(2026, 1, 5), people=[asha])
    digests.send_due(TUESDAY)
    work(whatever_the_hour=True)
    assert f"<{live_settings.BASE_URL}/cy/mail/stop/" in postman.mails[0]["List-Unsubscribe"]
    assert 'lang="cy"' in postman.mails[0].get_body(("html",)).get_content()


def test_a_server_that_says_later_gets_it_the_second_time_and_once(asha, postman, work):
    postman.at_rcpt = ["451 busy"]
    told_on(date(2026, 1, 5), people=[asha])
    digests.send_due(TUESDAY)
    work(3, whatever_the_hour=True)
    assert postman.recipients == [asha.email]


def test_who_closes_the_account_gets_no_mail_that_waits_and_leaves_nothing(asha, postman, work):
    from people.closing import close_account

    acts.set_how_often(asha, HowOften.WEEKLY)
    told_on(date(2026, 1, 5), people=[asha])
    digests.send_due(NEXT_MONDAY)
    told_on(date(2026, 1, 6), What.AMENDMENT, people=[asha])
    close_account(asha, by=asha)
    work(whatever_the_hour=True)
    assert [mail["Subject"] for mail in postman.mails] == ["Your account on Alongside"]
    assert not Notice.objects.exists()
