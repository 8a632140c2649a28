"""The pages of saying something: no word is lost, whatever goes wrong, and nothing is sent twice."""

import datetime

import pytest
from django.test import Client
from django.urls import resolve
from django.utils import timezone, translation

from codes.turns import HASHES, BusyError
from edge.brief_memory import just_sent
from feedback.letterbox import emptying, posting
from feedback.letterbox.models import BoxKey, Envelope, Tombstone
from feedback.letterbox.posting import BoxShutError
from feedback.threads import form_tokens, say_views
from feedback.threads.models import Contribution
from tests.factories.threads import ThreadFactory
from tests.threads.ways import WORDS, begun, sent, written
from tests.threads.writer import Writer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("box", "patient")]

ASKED = [
    {"key": "met", "question": "Did you meet one?", "options": [["yes", "Yes"], ["no", "No"]]},
    {"key": "when", "question": "When?", "options": [["soon", "Soon"], ["late", "Late"]]},
]


@pytest.fixture
def thread():
    return ThreadFactory(asks_faces="How was it?", choices=ASKED)


# --- Every page ------------------------------------------------------------------------------


def test_no_page_of_the_way_may_be_kept_and_no_field_is_filled_in_by_the_browser(thread):
    writer = Writer().open(f"/feedback/{thread.slug}/say/")
    for go in (
        lambda: writer.press("start"),
        lambda: writer.fill(words=WORDS, allows="both").press("check"),
        lambda: writer.press("send"),
        lambda: writer.press("written"),
    ):
        assert writer.headers["Cache-Control"] == "no-store, private"
        assert "Set-Cookie" not in writer.headers
        for field in writer.tree.iter():
            kind = str(field.tag).rpartition("}")[2]
            typed_in = kind in ("textarea", "select") or (kind == "input" and field.get("type") == "text")
            if kind == "form" or typed_in:
                assert field.get("autocomplete") == "off", field.attrib
        go()


@pytest.mark.parametrize(
    "address",
    [
        "/feedback/x/say/", "/feedback/receipt/", "/feedback/words/0000000000001/report/",
        "/feedback/words/0000000000001/too/", "/cy/feedback/x/say/", "/cy/feedback/receipt/",
    ],
)  # fmt: skip
def test_requests_for_these_pages_leave_no_line_whatever_the_method(address, caplog):
    with translation.override("cy" if address.startswith("/cy/") else "en-gb"):
        assert getattr(resolve(address).func, "leaves_no_line", False)
    with caplog.at_level("INFO"):
        for method in ("get", "post", "put"):
            getattr(Client(), method)(address)
    assert [record for record in caplog.records if record.name.startswith("edge")] == []


def test_the_words_field_cuts_nothing(thread):
    assert "maxlength" not in begun(thread).html


def test_the_first_page_promises_and_says_its_limits_and_has_no_form_to_fill_in(thread):
    page = Writer().open(f"/feedback/{thread.slug}/say/")
    for said in ("We do not know who you are.", "Some things we cannot hide.", "serious harm", "116 123"):
        assert said in page.words
    for reader in thread.readers:
        assert reader["name"] in page.words
    assert page.names() == ["viewport", "description", "robots", "theme-color", "step"]


def test_the_choices_of_both_pages_come_back_with_change(thread):
    given = {
        "words": WORDS + "\nMy son Jamie waited.", "allows": "show", "face": "2", "choice_met": "no",
        "role_group": "pwle", "stage": "in-custody", "other": "on",
    }  # fmt: skip
    writer = begun(thread).fill(**given).press("check")
    [detail] = writer.names("detail-")
    writer.choose(detail, "keep").press("change")

    assert (writer.status, writer.errors) == (200, [])
    back = writer.sent_by("check")
    assert back["words"].replace("\r\n", "\n") == given["words"]
    assert {name: back[name] for name in ("allows", "face", "role_group", "stage", "other")} == {
        "allows": "show", "face": "2", "role_group": "pwle", "stage": "in-custody", "other": "on",
    }  # fmt: skip
    assert back["choice-met"] == "no"
    assert "checked" in writer.press("check").html.split(f'id="{detail}-keep"')[1].split(">")[0]


def test_what_was_chosen_is_delivered(thread):
    sent(thread, face="4", choice_met="yes", allows="research", stage="recalled")
    emptying.empty()
    row = Contribution.objects.get()
    assert (row.face, row.choices, row.may_show, row.may_research, row.stage.key) == (
        4, {"met": "yes"}, False, True, "recalled",
    )  # fmt: skip


def test_a_face_alone_is_an_answer(thread):
    writer = begun(thread).fill(words="", face="1", allows="neither").press("check").press("send")
    assert writer.receipt
    emptying.empty()
    row = Contribution.objects.get()
    assert (row.face, row.may_show, row.may_research) == (1, False, False)


def test_who_allows_neither_is_told_that_it_counts_all_the_same(thread):
    assert "They count." in written(thread, allows="neither").words


# --- What can go wrong with the words ---------------------------------------------------------


def test_an_empty_form_is_sent_back_with_one_line_for_each_thing(thread):
    writer = begun(thread).press("check")
    assert writer.status == 422
    assert len(writer.errors) == 2
    assert all("#id_" in link for link in links_of_errors(writer))


def links_of_errors(writer):
    summary = writer.html.split('class="error-summary"')[1].split("</section>")[0]
    return [part.split('"')[0] for part in summary.split('<a href="')[1:]]


def test_too_many_words_are_told_kindly_and_all_kept(thread):
    words = "All of this stays. " * 10_527  # 200,013 characters
    writer = begun(thread).fill(words=words, allows="both").press("check")
    assert writer.status == 422
    assert writer.typed.strip() == words.strip()
    assert len(writer.errors) == 1
    assert "200,012" in writer.errors[0]
    assert "5,000" in writer.errors[0]
    assert Envelope.objects.count() == 0


def test_five_thousand_characters_of_the_longest_kind_fit(thread):
    words = "🙂" * 5000
    writer = written(thread, words)
    assert writer.status == 200
    assert writer.press("send").receipt
    emptying.empty()
    from feedback.threads import held_words

    assert held_words.unlock(Contribution.objects.get().held)["words"] == words


def test_one_character_too_many_is_too_many(thread):
    assert written(thread, "a" * 5000).status == 200
    again = written(thread, "a" * 5001)
    assert again.status == 422
    assert "Take out 1 letter," in again.errors[0]


def test_lines_ended_as_forms_end_them_count_once(thread):
    assert written(thread, "a\r\n" * 2500).status == 200


@pytest.mark.parametrize("name", ["allows", "face", "stage", "role_group", "choice-met"])
def test_a_choice_that_is_none_of_ours_is_refused_and_nothing_is_lost(thread, name):
    writer = begun(thread).fill(words=WORDS, allows="both").choose(name, "nonsense").press("check")
    assert writer.status == 422
    assert len(writer.errors) == 1
    assert writer.typed == WORDS


def test_what_nobody_sees_is_taken_out_before_anything_is_looked_for(thread):
    writer = written(thread, "My num\u200bber is 0770\u20600 900123\x00 ⟦name⟧")
    assert "This looks like a phone number." in writer.words
    assert "[name]" in writer.words
    assert "\x00" not in writer.html


def test_other_encodings_and_broken_bytes_are_read_as_what_they_are(thread):
    page = begun(thread)
    token = page.sent_by("check")["token"]
    body = f"step=check&token={token}&allows=both&words=".encode() + b"%FF%FE%80 broken %E2%82%AC"
    answer = Client().post(
        f"/feedback/{thread.slug}/say/",
        body,
        content_type="application/x-www-form-urlencoded",
    )
    assert answer.status_code == 200
    assert "broken €" in answer.content.decode()


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"--x\r\nbroken", "multipart/form-data; boundary=x"),
        (b"step=check&" + b"a=1&" * 11_000, "application/x-www-form-urlencoded"),
        (b"words=" + b"a" * (6 * 1024 * 1024), "application/x-www-form-urlencoded"),
    ],
)
def test_what_is_no_form_is_answered_as_a_mistake_not_as_a_failure(thread, body, kind):
    answer = Client(raise_request_exception=False).post(
        f"/feedback/{thread.slug}/say/", body, content_type=kind
    )
    assert answer.status_code in (400, 413, 422)


def test_an_unknown_step_keeps_the_words_and_asks_again(thread):
    page = begun(thread).fill(words=WORDS, allows="both")
    again = page.send_again({**page.sent_by("check"), "step": "nonsense"})
    assert (again.status, again.typed) == (400, WORDS)


def test_other_methods_are_refused(thread):
    for method in ("put", "delete", "patch"):
        assert getattr(Client(), method)(f"/feedback/{thread.slug}/say/").status_code == 405


def test_script_in_words_is_shown_as_words(thread):
    writer = written(thread, '<script>alert(1)</script> & "quoted" </textarea>')
    assert "<script>alert(1)" not in writer.html
    assert "<script>alert(1)</script>" in writer.words
    assert writer.press("change").typed == '<script>alert(1)</script> & "quoted" </textarea>'


# --- Details that could tell who somebody is ---------------------------------------------------


def test_each_detail_is_asked_about_once_and_has_to_be_decided(thread):
    words = "My son Jamie came. My son Jamie left. Call me on 07700 900123."
    writer = written(thread, words)
    details = writer.names("detail-")
    assert len(details) == 2
    assert 'id="written"' in writer.html
    assert 'hidden data-read-aloud="written"' in writer.html
    writer.press("send")
    assert writer.status == 422
    assert len(writer.errors) == 2
    assert Envelope.objects.count() == 0

    writer.choose(details[0], "out").press("send")
    assert writer.status == 422
    assert len(writer.errors) == 1

    writer.choose(details[1], "keep").press("send")
    assert writer.receipt
    emptying.empty()
    from feedback.threads import held_words

    kept = held_words.unlock(Contribution.objects.get().held)["words"]
    assert "Jamie" not in kept
    assert "07700 900123" in kept


def test_wanting_to_change_a_detail_leads_back_to_the_words(thread):
    writer = written(thread, "My son Jamie came.")
    writer.choose(writer.names("detail-")[0], "change").press("send")
    assert (writer.status, writer.typed, writer.errors) == (200, "My son Jamie came.", [])
    assert Envelope.objects.count() == 0


def test_signs_of_risk_bring_help_to_the_top_and_stop_nobody(thread):
    calm, risky = written(thread), written(thread, "I want to kill myself.")
    assert "You do not have to be alone with this" not in calm.words
    top = risky.words.split("Put it in the box")[0]
    assert "You do not have to be alone with this" in top
    assert "116 123" in top
    assert "Nobody reads here before" in top
    assert risky.press("send").receipt


# --- Once -----------------------------------------------------------------------------------------


def test_pressing_twice_is_one_letter_and_shows_the_same_receipt(thread):
    writer = written(thread)
    pressed = writer.sent_by("send")
    first = writer.send_again(pressed).receipt
    second = writer.send_again(pressed).receipt
    assert first
    assert first == second
    assert Envelope.objects.count() == 1


def test_once_sent_every_page_of_it_says_so_without_words(thread):
    words_page = begun(thread).fill(words=WORDS, allows="both")
    before = words_page.sent_by("check")
    writer = words_page.press("check")
    pressed = writer.sent_by("send")
    receipt = writer.press("send").receipt
    writer.press("written")
    assert "This page" not in writer.words or writer.receipt == ""

    for step in ("check", "change", "send", "written", "nonsense", "start-again"):
        for form in (before, pressed):
            again = Writer(address=writer.address).send_again({**form, "step": step})
            assert again.status == 200
            assert "I did not take in a word" not in again.html
            assert again.receipt == ""
            assert receipt not in again.html
            assert again.heading in ("This has been sent", "Good. You are done here.")
    assert Envelope.objects.count() == 1


def test_it_stays_known_as_sent_after_the_emptying(thread):
    writer = written(thread)
    pressed = writer.sent_by("send")
    writer.press("send").press("written")
    emptying.empty()
    assert Tombstone.objects.exists()
    assert writer.send_again(pressed).heading == "This has been sent"
    assert Contribution.objects.count() == 1


def test_the_receipt_is_not_repeated_after_ten_minutes(thread, monkeypatch):
    import time

    writer = written(thread)
    pressed = writer.sent_by("send")
    assert writer.press("send").receipt
    now = time.monotonic()
    monkeypatch.setattr(time, "monotonic", lambda: now + 601)
    again = writer.send_again(pressed)
    assert (again.heading, again.receipt) == ("This has been sent", "")


def test_without_the_memory_the_receipt_is_not_repeated(thread):
    """The server was started anew: showing too little is the right mistake."""
    writer = written(thread)
    pressed = writer.sent_by("send")
    writer.press("send")
    just_sent.clear()
    assert writer.send_again(pressed).receipt == ""


def test_two_who_answer_have_two_letters_and_two_receipts(thread):
    receipts = {sent(thread).receipt, sent(thread).receipt}
    assert len(receipts) == 2
    assert Envelope.objects.count() == 2


# --- Open too long, too quick, too often ------------------------------------------------------------


def test_a_page_that_was_open_for_a_day_keeps_the_words_and_can_be_sent_again(thread, monkeypatch):
    writer = written(thread)
    old = writer.sent_by("send")
    this_hour = form_tokens._this_hour()
    monkeypatch.setattr(form_tokens, "_this_hour", lambda: this_hour + 25)
    writer.send_again(old)
    assert writer.status == 422
    assert "open for a long time" in writer.words
    assert writer.typed == WORDS
    assert writer.sent_by("check")["token"] != old["token"]
    assert writer.press("check").press("send").receipt
    assert Envelope.objects.count() == 1


def test_what_was_sent_yesterday_does_not_come_back_from_an_old_page(thread, monkeypatch):
    writer = written(thread)
    old = writer.sent_by("send")
    writer.press("send").press("written")
    this_hour = form_tokens._this_hour()
    monkeypatch.setattr(form_tokens, "_this_hour", lambda: this_hour + 25)
    again = writer.send_again(old)
    assert again.heading == "This has been sent"
    assert "I did not take in" not in again.html


@pytest.mark.parametrize("token", ["", "x" * 59, "of another installation"])
def test_a_token_that_is_not_ours_keeps_the_words(thread, token):
    writer = written(thread)
    writer.send_again({**writer.sent_by("send"), "token": token})
    assert (writer.status, writer.typed) == (422, WORDS)
    assert Envelope.objects.count() == 0


def test_whoever_is_quicker_than_anybody_can_type_is_asked_to_press_again(thread, monkeypatch):
    monkeypatch.undo()
    page = begun(thread).fill(words=WORDS, allows="both").press("check")
    assert (page.status, page.typed, page.errors) == (422, WORDS, [])
    assert "Please press the button again." in page.words
    assert Envelope.objects.count() == 0


def test_a_program_that_skips_the_check_is_asked_to_press_again_too(thread, monkeypatch):
    monkeypatch.undo()
    page = begun(thread).fill(words=WORDS, allows="both")
    page.send_again({**page.sent_by("check"), "step": "send"})
    assert page.status == 422
    assert Envelope.objects.count() == 0


def test_what_is_written_where_only_programs_write_stops_it_and_loses_nothing(thread):
    page = begun(thread).fill(words=WORDS, allows="both", website="https://spam.example").press("check")
    assert (page.status, page.typed) == (422, WORDS)
    assert page.sent_by("check")["website"] == ""
    assert page.press("check").status == 200


def test_too_many_from_one_address_wait_a_minute_with_their_words(thread, monkeypatch):
    monkeypatch.setattr(say_views, "SENT_A_MINUTE", 1)
    assert sent(thread).receipt
    writer = written(thread)
    writer.press("send")
    assert (writer.status, writer.headers["Retry-After"]) == (429, "60")
    assert writer.sent_by("send")["words"].replace("\r\n", "\n") == WORDS
    elsewhere = written(thread)
    elsewhere.press("send", REMOTE_ADDR="198.51.100.7")
    assert elsewhere.receipt


def test_a_whole_prison_behind_one_address_can_write_at_once(thread):
    assert say_views.SENT_A_MINUTE >= 100
    assert say_views.LOOKED_AT_A_MINUTE >= 5 * say_views.SENT_A_MINUTE


# --- The box and the server ---------------------------------------------------------------------------


def test_while_the_box_is_shut_nobody_begins_and_nobody_loses_a_word(thread):
    writer = written(thread)
    BoxKey.objects.all().delete()
    first = Writer().open(f"/feedback/{thread.slug}/say/")
    assert (first.status, first.heading) == (503, "The box is shut just now")
    writer.press("send")
    assert (writer.status, writer.headers["Retry-After"]) == (503, "60")
    assert "Your words are still here." in writer.words
    assert writer.sent_by("send")["words"].replace("\r\n", "\n") == WORDS


def test_what_could_not_be_posted_can_be_sent_with_the_same_page_later(thread, monkeypatch):
    writer = written(thread)
    pressed = writer.sent_by("send")

    def shut(*args, **kwargs):
        raise BoxShutError

    with monkeypatch.context() as shutting:
        shutting.setattr(posting, "post", shut)
        assert writer.send_again(pressed).status == 503
    assert writer.send_again(pressed).receipt
    assert Envelope.objects.count() == 1


def test_whoever_waits_too_long_for_a_turn_keeps_their_words(thread, monkeypatch):
    writer = written(thread)

    def busy(address):
        raise BusyError

    monkeypatch.setattr(HASHES, "turn", busy)
    writer.press("send")
    assert (writer.status, writer.headers["Retry-After"]) == (503, "5")
    assert writer.sent_by("send")["words"].replace("\r\n", "\n") == WORDS


# --- Open and closed ------------------------------------------------------------------------------------


def test_a_thread_that_is_not_public_has_no_page_to_write_on():
    for hidden in (ThreadFactory(opened_on=None), ThreadFactory(hidden=True)):
        assert Client().get(f"/feedback/{hidden.slug}/say/").status_code == 404
        assert Client().post(f"/feedback/{hidden.slug}/say/", {"step": "start"}).status_code == 404


@pytest.mark.parametrize(
    ("days", "heading"), [(-1, "This question is closed"), (40, "This question is not open yet")]
)
def test_closed_and_coming_threads_say_so_and_take_nothing(days, heading):
    today = timezone.localdate()
    first, last = (
        (today - datetime.timedelta(9), today + datetime.timedelta(days)) if days < 0
        else (today + datetime.timedelta(days), today + datetime.timedelta(days + 9))
    )  # fmt: skip
    thread = ThreadFactory(opens_on=first, closes_on=last, opened_on=today)
    assert Writer().open(f"/feedback/{thread.slug}/say/").heading == heading
    assert Writer(address=f"/feedback/{thread.slug}/say/").send_again({"step": "start"}).heading == heading


def test_whoever_began_on_the_last_day_may_finish_after_midnight(thread, monkeypatch):
    writer = written(thread)
    pressed = writer.sent_by("send")
    thread.closes_on = timezone.localdate()
    thread.save()
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    monkeypatch.setattr(timezone, "localdate", lambda *args, **kwargs: tomorrow)
    assert writer.send_again(pressed).receipt


def test_whoever_begins_after_the_last_day_is_told_and_keeps_the_words(thread):
    writer = written(thread)
    thread.closes_on = timezone.localdate() - datetime.timedelta(days=1)
    thread.save()
    writer.press("send")
    assert (writer.status, writer.typed) == (422, WORDS)
    assert "takes no more answers" in writer.words


def test_in_welsh_the_forms_lead_to_welsh_pages(thread):
    page = Writer().open(f"/cy/feedback/{thread.slug}/say/")
    assert f'action="/cy/feedback/{thread.slug}/say/"' in page.html
