"""Those who took part read a draft with one code for all, and say what is not right; it stands beside it."""

import datetime
import re
import time
from contextlib import contextmanager

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from consultations.events import needs
from consultations.events.check import checking, codes, remarking
from consultations.events.check.refusals import (
    LastDayError,
    MayNotError,
    NothingToCheckError,
    NotOpenError,
    OpenAlreadyError,
    UnknownCodeError,
)
from consultations.events.models import Check
from feedback.letterbox import emptying, keys
from feedback.moderation.item_page import ItemShown
from feedback.moderation.models import Item
from feedback.threads import admitting, gate, held_words
from feedback.threads.enums import State
from feedback.threads.models import Contribution, Thread
from people.permission_groups import PermissionGroup
from tests.events.checked import (
    CHECK,
    POINT,
    REMARK,
    at_the_draft,
    begun,
    drafted,
    every_page,
    in_days,
    key_of,
    remark_on,
    value,
)
from tests.factories.events import EventFactory, point, record, topic
from tests.factories.people import PersonFactory, facilitator
from tests.factories.threads import PublishedFactory, ThreadFactory, emptied
from tests.threads.test_saying_reads_easily import too_hard
from tests.threads.writer import Writer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("box")]


@pytest.fixture(autouse=True)
def quick_and_patient(monkeypatch):
    """Codes are hashed quickly, forms were open for a while, and nobody was here before."""
    from codes import slow_hash
    from edge import limits
    from edge.brief_memory import ended, just_sent
    from feedback.threads import form_tokens

    monkeypatch.setattr(slow_hash, "COST", slow_hash.CHEAP)
    monkeypatch.setattr(form_tokens.Token, "is_hasty", False)
    monkeypatch.setattr(limits._Minute, "number", -1)
    just_sent.clear()
    ended.clear()


@pytest.fixture
def researcher():
    return PersonFactory(group=PermissionGroup.RESEARCHER)


@pytest.fixture
def page():
    return drafted()


@pytest.fixture
def opened(page, researcher):
    return checking.open_check(page, closes_on=in_days(14), by=researcher)


@contextmanager
def later(days):
    """So many days from now, as everything in here reckons."""
    with pytest.MonkeyPatch.context() as patch:
        then = timezone.localdate() + datetime.timedelta(days=days)
        patch.setattr(timezone, "localdate", lambda *_args: then)
        patch.setattr(admitting, "_this_hour", lambda: int(time.time()) // 3600 + days * 24)
        yield then


# --- Reading the draft -------------------------------------------------------------------


def test_whoever_has_the_code_reads_the_draft_paragraph_by_paragraph(opened):
    code = opened.code
    page = at_the_draft(f"{code[:3]} {code[3:6]}-{code[6:9]} {code[9:]}")
    assert page.status == 200
    for said in ("When to step in", POINT, "Nobody asked twice.", "until"):
        assert said in page.words
    assert "no-store" in page.headers["Cache-Control"]
    assert code not in page.html


def test_a_code_that_nobody_gave_out_opens_nothing_and_says_so(opened):
    assert at_the_draft("").errors == ["The code: Type in the number first."]
    assert at_the_draft("123 456").errors == ["The code: This number is too short. 6 digits are missing."]
    wrong = at_the_draft(codes.mint())
    assert wrong.status == 422
    assert POINT not in wrong.html


def test_whatever_is_sent_in_place_of_a_code_or_a_proof_gets_an_answer_and_no_draft(client, opened):
    code = opened.code
    spoofed = (
        "\x00", "9" * 10_000, code[::-1], f"{code}0", code[:-1], "<script>alert(1)</script>", "🙂" * 12,
        "' OR 1=1 --", "-1", "AAAA", "AQ==", "é" * 40, checking.proof_for(opened.check)[:-4] + "AAAA",
    )  # fmt: skip
    for text in spoofed:
        for sent in ({"step": "open", "code": text}, {"step": "again", "admitted": text}, {"code": text}):
            answer = client.post(CHECK, sent)
            assert answer.status_code == 422, sent
            assert POINT not in answer.content.decode()
        say = client.post(f"/feedback/{opened.check.thread}/say/", {"step": "start", "admitted": text})
        assert say.status_code == 404, text
    full_width = "".join(chr(ord(digit) + 0xFEE0) for digit in code)
    assert at_the_draft(full_width).status == 200


def test_everybody_reads_the_same_whatever_is_written_meanwhile(page, opened):
    page.record = record(topic("Something else", [point("Changed since.")]))
    page.save_revision()
    read = at_the_draft(opened.code)
    assert POINT in read.words
    assert "Changed since." not in read.words


def test_the_draft_is_shown_until_the_last_day_and_by_a_new_code_alone(page, opened, researcher):
    fresh = checking.new_code(opened.check, by=researcher)
    assert at_the_draft(opened.code).status == 422
    assert at_the_draft(fresh).status == 200
    with later(15):
        assert at_the_draft(fresh).status == 422
        with pytest.raises(NotOpenError):
            checking.new_code(opened.check, by=researcher)
    checking.end(opened.check, by=researcher)
    checking.end(opened.check, by=researcher)
    assert at_the_draft(fresh).status == 422
    assert Check.objects.get().code_index is None


def test_reading_it_writes_nothing_and_asks_the_same_however_long_it_is(page, researcher):
    def asked(topics):
        page.record = record(
            *(topic(f"T {n}", [point(f"P {n} {m}") for m in range(9)]) for n in range(topics))
        )
        page.save_revision()
        opened = checking.open_check(page, closes_on=in_days(5), by=researcher)
        reader = Writer().open(CHECK).fill(code=opened.code)
        with CaptureQueriesContext(connection) as captured:
            reader.press("open")
        assert f"T {topics - 1}" in reader.words
        checking.end(opened.check, by=researcher)
        return [query["sql"] for query in captured]

    short, long = asked(1), asked(9)
    assert all(sql.startswith("SELECT") for sql in long)
    assert len(short) == len(long) < 12


def test_every_page_of_it_is_read_easily():
    hard = {name: found for name, page in every_page() if (found := too_hard(page))}
    assert hard == {}


# --- Saying something ----------------------------------------------------------------------


@pytest.mark.database
def test_a_remark_goes_through_the_box_and_stands_beside_its_paragraph_once_it_was_let_go(
    client, page, opened, researcher
):
    about = key_of(opened.check, POINT)
    reader = remark_on(at_the_draft(opened.code), about, REMARK)
    assert reader.receipt
    assert not Contribution.objects.exists()
    emptying.empty()
    row = Contribution.objects.get()
    assert (row.kind, row.about, row.state) == ("remark", about, State.HELD)
    assert (row.may_show, row.may_research, row.role_group) == (True, False, "")
    assert held_words.words_in(row.held) == REMARK
    assert remarking.remarks(opened.check) == []

    gate.let_go(row, words=REMARK)
    assert remarking.remarks(opened.check) == []
    with later(8) as then:
        emptied(2, then)
    (remark,) = remarking.remarks(opened.check)
    assert (remark.about, remark.words) == (about, REMARK)

    back = Writer().open("/feedback/receipt/").fill(receipt=reader.receipt).press("open")
    assert back.heading == "They have your words"
    assert "Paragraph 2" in back.words
    assert POINT not in back.html
    assert "/feedback/words/" not in back.html

    gate.withdraw([row])
    (remark,) = remarking.remarks(opened.check)
    assert (remark.words, remark.gone) == ("", "Withdrawn by its author")


def test_the_words_page_shows_the_paragraph_asks_for_words_alone_and_leads_back(opened):
    reader = begun(at_the_draft(opened.code), key_of(opened.check, POINT))
    assert POINT in reader.words
    assert not {"role_group", "stage", "other", "code"} & set(reader.names())
    reader.fill(words=REMARK).press("check")
    assert "Paragraph 2" in reader.words
    reader.press("send")
    proof = value(reader, "admitted")
    reader.address = CHECK
    assert POINT in reader.send_again({"step": "again", "admitted": proof}).words


def test_something_about_all_of_it_is_about_no_paragraph(opened):
    remark_on(at_the_draft(opened.code), "all", "You left out the officers.")
    emptying.empty()
    assert Contribution.objects.get().about == ""


def test_a_paragraph_that_is_not_there_stops_nobody(opened):
    remark_on(at_the_draft(opened.code), "no-such-part", REMARK)
    emptying.empty()
    assert Contribution.objects.get().about == ""


def test_without_the_code_nobody_finds_the_thread(client, opened):
    address = f"/feedback/{opened.check.thread}/say/"
    other = ThreadFactory(hosted=True, unlisted=True, hidden=True, hangs_on_kind="check", hangs_on_key="0")
    proofs = ("", "nonsense", checking.hosting.admit(other.slug, back=CHECK))
    assert client.get(address).status_code == 404
    assert client.get(f"/feedback/{opened.check.thread}/").status_code == 404
    for proof in proofs:
        assert client.post(address, {"step": "start", "admitted": proof}).status_code == 404
    assert opened.check.thread not in client.get("/feedback/").content.decode()


def test_a_proof_runs_out_and_does_not_outlive_the_check(client, opened, researcher):
    proof = checking.proof_for(opened.check)
    with later(3), pytest.raises(UnknownCodeError):
        checking.again(proof)
    checking.end(opened.check, by=researcher)
    with pytest.raises(UnknownCodeError):
        checking.again(proof)
    address = f"/feedback/{opened.check.thread}/say/"
    answer = client.post(address, {"step": "start", "admitted": proof})
    assert "closed" in answer.content.decode()


def test_its_author_changes_a_remark_and_is_asked_nothing_more(opened):
    reader = remark_on(at_the_draft(opened.code), "all", REMARK)
    emptying.empty()
    back = Writer().open("/feedback/receipt/").fill(receipt=reader.receipt).press("open").press("change")
    assert "What may we do with your words?" not in back.words
    back.fill(words="It was day six.").press("check").press("send-change")
    emptying.empty()
    row = Contribution.objects.get()
    assert held_words.words_in(row.held) == "It was day six."
    assert (row.may_show, row.may_research) == (True, False)


def test_what_came_on_paper_is_typed_in_once_and_its_number_leads_back(writing, page, opened):
    about = key_of(opened.check, POINT)
    shown = Writer(client=writing).open(reverse("event-check:check", args=[page.pk]))
    sent = {"about": about, "words": REMARK, "once": value(shown, "once")}
    address = reverse("event-check:paper", args=[page.pk])
    first, again = (Writer(client=writing, address=address).send_again(sent) for _time in range(2))
    assert first.receipt == again.receipt != ""
    emptying.empty()
    row = Contribution.objects.get()
    assert (row.kind, row.about, held_words.words_in(row.held)) == ("remark", about, REMARK)
    assert row.on_paper
    back = Writer().open("/feedback/receipt/").fill(receipt=first.receipt).press("open")
    assert REMARK in back.words


def test_nothing_on_paper_and_a_shut_box_say_so_and_lose_no_word(writing, page, opened, monkeypatch):
    address = reverse("event-check:paper", args=[page.pk])
    nothing = writing.post(address, {"about": "", "words": " "})
    assert (nothing.status_code, "Type what it says." in nothing.content.decode()) == (422, True)

    def shut() -> None:
        raise checking.hosting.BoxShutError

    monkeypatch.setattr(keys, "in_use", shut)
    shown = writing.post(address, {"about": "", "words": REMARK}).content.decode()
    assert "The box is shut just now." in shown
    assert REMARK in shown


def test_moderators_see_the_paragraph_it_is_about_and_that_it_stands_on_no_page(opened):
    remark_on(at_the_draft(opened.code), key_of(opened.check, POINT), REMARK)
    emptying.empty()
    shown = ItemShown(Item.objects.get(), facilitator(), timezone.localdate())
    facts = dict(shown.facts)
    assert facts["What it is"] == "About: Paragraph 2."
    assert facts["The part as it is"] == POINT
    assert facts["May be shown"] == "To those who write it. It stands on no page."


# --- Opening and ending -----------------------------------------------------------------------


def test_only_those_who_write_and_publish_show_a_draft(page, researcher):
    for group in (PermissionGroup.MEMBER, PermissionGroup.FACILITATOR, PermissionGroup.ADMINISTRATOR):
        with pytest.raises(MayNotError):
            checking.open_check(page, closes_on=in_days(5), by=PersonFactory(group=group))
    checking.open_check(page, closes_on=in_days(5), by=PersonFactory(group=PermissionGroup.PUBLISHER))


def test_there_has_to_be_something_to_check_and_a_day_for_it(page, researcher):
    for days in (0, 61):
        with pytest.raises(LastDayError):
            checking.open_check(page, closes_on=in_days(days), by=researcher)
    ahead = EventFactory(day=in_days(3), precision="day", record=record(topic()))
    empty = EventFactory()
    for one in (ahead, empty):
        with pytest.raises(NothingToCheckError):
            checking.open_check(one, closes_on=in_days(5), by=researcher)
    assert not Check.objects.exists()
    assert not Thread.objects.exists()


@pytest.mark.database
def test_of_one_draft_one_check_is_open_and_a_second_follows_the_first(page, opened, researcher):
    with pytest.raises(OpenAlreadyError):
        checking.open_check(page, closes_on=in_days(5), by=researcher)
    with later(20):
        second = checking.open_check(page, closes_on=in_days(5), by=researcher)
        assert at_the_draft(second.code).status == 200
    assert second.check.thread != opened.check.thread
    assert Check.objects.filter(closed_on__isnull=True).get() == second.check


@pytest.mark.database
def test_publishing_ends_it_and_keeps_its_promise(page, opened, researcher):
    page.get_latest_revision().publish()
    check = Check.objects.get()
    assert check.closed_on == timezone.localdate()
    assert Thread.objects.get().answered_on == timezone.localdate()
    assert at_the_draft(opened.code).status == 422


@pytest.mark.database
def test_a_page_that_is_deleted_leaves_receipts_that_open(page, opened):
    receipt = remark_on(at_the_draft(opened.code), key_of(opened.check, POINT), REMARK).receipt
    emptying.empty()
    page.delete()
    assert not Check.objects.exists()
    back = Writer().open("/feedback/receipt/").fill(receipt=receipt).press("open")
    assert "a part that is no longer there" in back.words
    assert REMARK in back.words


def test_those_who_write_are_told_when_its_last_day_is_over(opened, researcher):
    assert needs.checks_to_hand_on(researcher) == []
    with later(15):
        (need,) = needs.checks_to_hand_on(researcher)
        assert "What would help" in need.text
        assert needs.checks_to_hand_on(PersonFactory(group=PermissionGroup.MEMBER)) == []


# --- The pages of those who write --------------------------------------------------------------


@pytest.fixture
def writing(client, researcher, settings):
    """The one who writes, in; the second step is the business of other tests."""
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if not name.startswith("people.doors")]
    client.force_login(researcher, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_the_code_is_shown_once_and_stored_nowhere(writing, page):
    day = in_days(10)
    sent = {"closes_on_day": day.day, "closes_on_month": day.month, "closes_on_year": day.year}
    answer = writing.post(reverse("event-check:open", args=[page.pk]), sent).content.decode()
    code = "".join(re.findall(r"<span>(\d{3})</span>", answer))
    assert at_the_draft(code).status == 200
    again = writing.get(reverse("event-check:check", args=[page.pk])).content.decode()
    assert code not in re.sub(r"\D", "", again)
    assert writing.post(reverse("event-check:open", args=[page.pk]), sent).status_code == 302


def test_a_day_that_cannot_be_is_refused_where_it_stands(writing, page):
    sent = {"closes_on_day": "31", "closes_on_month": "2", "closes_on_year": "2027"}
    answer = writing.post(reverse("event-check:open", args=[page.pk]), sent)
    assert answer.status_code == 422
    assert "This must be a real date" in answer.content.decode()


def test_remarks_stand_beside_their_paragraph_and_the_page_asks_the_same_however_many(writing, page, opened):
    thread = Thread.objects.get()
    about = key_of(opened.check, POINT)
    address = reverse("event-check:check", args=[page.pk])

    def asked():
        with CaptureQueriesContext(connection) as captured:
            shown = writing.get(address).content.decode()
        return shown, len(captured)

    PublishedFactory(thread=thread, kind="remark", about=about, said=REMARK)
    one, few = asked()
    assert one.index(POINT) < one.index(REMARK) < one.index("Nobody asked twice.")
    for n in range(12):
        PublishedFactory(thread=thread, kind="remark", about=about if n % 2 else "", said=f"Remark {n}.")
    many, as_many = asked()
    assert "Remark 11." in many
    assert as_many == few


def test_the_draft_can_be_printed_for_those_without_the_internet(writing, page, opened):
    shown = writing.get(reverse("event-check:print", args=[page.pk])).content.decode()
    assert POINT in shown
    assert "Paragraph 2" in shown
