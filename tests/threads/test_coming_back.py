"""Coming back with a receipt: what stands there in every state, and what one can do with it."""

import re
import time

import pytest
from django.test import Client
from django.utils import timezone

from codes.turns import HASHES, BusyError
from feedback.letterbox import emptying, nonces
from feedback.letterbox.models import BoxKey, Envelope, Withdrawn
from feedback.threads import coming_back, held_words, receipt_views, saying, sockets, visits
from feedback.threads.enums import State
from feedback.threads.models import Contribution, Message
from feedback.threads.sockets import Became
from tests.factories.threads import (
    ContributionFactory,
    MessageFactory,
    PublishedFactory,
    ResponseFactory,
    ThreadFactory,
)
from tests.threads.ways import WORDS, came_back, sent
from tests.threads.writer import Writer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("box", "patient")]

NOWHERE = nonces.receipt_of(nonces.Nonce(b"leads nowhere at"))


@pytest.fixture
def thread():
    return ThreadFactory()


@pytest.fixture
def receipt():
    return nonces.receipt_of(nonces.new())


def of(receipt: str, **more) -> Contribution:
    """A contribution to which a receipt leads."""
    factory = PublishedFactory if more.get("state") == State.PUBLISHED else ContributionFactory
    return factory(receipt_index=saying.receipt_index(receipt), **more)


# --- Typing in the number ----------------------------------------------------------------------


def test_the_number_is_typed_into_an_empty_form_that_nobody_keeps():
    page = Writer().open("/feedback/receipt/")
    assert (page.status, page.headers["Cache-Control"]) == (200, "no-store, private")
    assert page.sent_by("open")["receipt"] == ""
    assert Client().get("/feedback/receipt/", {"receipt": NOWHERE}).content.decode().count(NOWHERE) == 0


def test_however_it_is_typed_it_is_understood(thread, receipt):
    of(receipt)
    groups = [receipt[at : at + 3] for at in range(0, 18, 3)]
    for typed in (
        receipt,
        " ".join(groups),
        "-".join(groups),
        " ".join(groups).replace("0", "O"),
        f" {receipt}\n",
    ):
        assert came_back(typed).heading == "We have your words"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Type in the number first."),
        ("123 456", "12 digits are missing."),
        ("123 456 789 012 345", "Is it the code of a slip?"),
        (NOWHERE[:-1] + str((int(NOWHERE[-1]) + 1) % 10), "There is a mistake in this number."),
        (NOWHERE + "1", "There is a mistake in this number."),
        ("hello", "There is a mistake in this number."),
    ],
)
def test_a_slip_is_told_with_what_kind_it_is_and_stays_in_the_field(typed, said):
    page = came_back(typed)
    assert page.status == 422
    assert len(page.errors) == 1
    assert said in page.errors[0]
    assert page.sent_by("open")["receipt"] == typed


def test_the_number_is_in_no_page_once_it_was_typed(thread, receipt):
    of(receipt)
    page = came_back(receipt)
    for step in ("everything", "home", "reply", "home", "change", "home", "withdraw", "home"):
        assert receipt not in page.html
        assert "id_receipt" not in page.html
        page.press(step)
        assert page.status == 200


def test_who_has_to_wait_too_long_is_told_kindly(monkeypatch):
    def busy(address):
        raise BusyError

    monkeypatch.setattr(HASHES, "turn", busy)
    page = came_back(NOWHERE)
    assert (page.status, page.headers["Retry-After"]) == (503, "5")
    assert page.sent_by("open")["receipt"] == NOWHERE


def test_who_tries_many_numbers_waits_a_minute_and_nobody_else_does(monkeypatch):
    monkeypatch.setattr(receipt_views, "TYPED_A_MINUTE", 2)
    assert [came_back(NOWHERE).status for _ in range(3)] == [200, 200, 429]
    other = Writer(Client(REMOTE_ADDR="198.51.100.9")).open("/feedback/receipt/").fill(receipt=NOWHERE)
    assert other.press("open").status == 200


def test_other_methods_and_pages_that_are_not_ours_lead_to_the_empty_form():
    assert Client().put("/feedback/receipt/").status_code == 405
    for sent_ in (
        {},
        {"step": "home"},
        {"step": "open", "receipt": NOWHERE},
        {"visit": "x", "step": "finish"},
    ):
        page = Writer(address="/feedback/receipt/").send_again(sent_)
        assert (page.status, page.heading) == (422, "Come back with your number")


# --- Nowhere, or still in the box -----------------------------------------------------------------


def without_what_differs_each_time(html: str) -> str:
    return re.sub(r'name="(visit|token)" value="[^"]*"', "", html)


def test_a_receipt_that_leads_nowhere_looks_like_one_still_in_the_box(thread):
    in_the_box, nowhere = came_back(sent(thread).receipt), came_back(NOWHERE)
    assert without_what_differs_each_time(in_the_box.html) == without_what_differs_each_time(nowhere.html)
    for page in (in_the_box, nowhere):
        assert page.heading == "Nothing here yet"
        page.press("withdraw")
    assert without_what_differs_each_time(in_the_box.html) == without_what_differs_each_time(nowhere.html)
    for page in (in_the_box, nowhere):
        page.press("send-withdrawal")
        assert page.heading == "We will take your words away"
    assert without_what_differs_each_time(in_the_box.html) == without_what_differs_each_time(nowhere.html)


def test_words_taken_back_while_they_are_in_the_box_are_never_read(thread):
    writer = sent(thread)
    came_back(writer.receipt).press("withdraw").press("send-withdrawal")
    emptying.empty()
    row = Contribution.objects.get()
    assert (row.state, bytes(row.held)) == (State.WITHDRAWN, b"")
    assert came_back(writer.receipt).heading == "You took this back"


def test_taking_back_at_once_what_is_still_in_the_box_goes_through_the_box(thread):
    writer = sent(thread)
    page = came_back(writer.receipt).press("withdraw")
    assert "at once" not in page.words
    page.send_again({**page.sent_by("send-withdrawal"), "step": "withdraw-at-once"})
    assert page.heading == "We will take your words away"
    assert Envelope.objects.count() == 2


# --- Every state ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "heading"),
    [
        ({}, "We have your words"),
        ({"ready": True}, "We have read your words"),
        ({"may_show": False, "was_read": True}, "We have read your words"),
        ({"state": State.PUBLISHED}, "Your words are on the page"),
        ({"state": State.RETURNED}, "We ask you to change something"),
        ({"state": State.DECLINED, "reason": "advert"}, "We do not show your words"),
        ({"state": State.ESCALATED}, "We take great care with this"),
        ({"state": State.WITHDRAWN}, "You took this back"),
    ],
)
def test_each_state_is_told_in_words(receipt, given, heading):
    row = of(receipt, **given)
    page = came_back(receipt)
    assert (page.status, page.heading) == (200, heading)
    offered = set(re.findall(r'value="([^"]*)"', page.html))
    assert {"everything", "finish"} <= offered
    assert ({"reply", "change", "withdraw"} <= offered) == (row.state != State.WITHDRAWN)


def test_why_it_is_not_shown_and_what_somebody_wrote_about_it(receipt):
    row = of(receipt, state=State.DECLINED, reason="names-somebody")
    MessageFactory(contribution=row, said="Please take out the name of the wing.", signed="facilitator")
    page = came_back(receipt)
    assert "It names somebody or could give somebody away." in page.words
    assert "Please take out the name of the wing." in page.words
    assert "facilitator" in page.words


def test_the_answer_and_what_it_led_to(receipt, monkeypatch):
    row = of(receipt, state=State.PUBLISHED)
    ResponseFactory(thread=row.thread, to=[row], words="<p>Visits start earlier now.</p>")
    ResponseFactory(thread=row.thread, words="<p>Thank you all.</p>")
    ResponseFactory(thread=row.thread, to=[PublishedFactory(thread=row.thread)], words="<p>To another.</p>")
    became = {row.pk: [Became("A proposal: first visits", "/proposals/1/")]}
    monkeypatch.setattr(sockets.became, "_plugs", {"test": lambda keys: became})
    page = came_back(receipt)
    assert "Visits start earlier now." in page.words
    assert "Thank you all." in page.words
    assert "To another." not in page.words
    assert 'href="/proposals/1/"' in page.html


def test_what_was_taken_out_of_published_words_is_a_bar(receipt):
    of(receipt, state=State.PUBLISHED, said="I met ⟦name⟧ on the wing.")
    page = came_back(receipt)
    assert "taken out: a name" in page.words
    assert "⟦" not in page.html


def test_words_that_cannot_be_opened_do_not_break_the_page(receipt):
    row = of(receipt)
    MessageFactory(contribution=row)
    Contribution.objects.update(held=b"\x01 another key")
    Message.objects.update(held=b"\x01 another key")
    page = came_back(receipt)
    assert (page.status, page.heading) == (200, "We have your words")
    assert page.press("everything").status == 200


def test_everything_that_is_held_is_told_in_words(receipt, monkeypatch):
    row = of(receipt, role_group="family", stage="recalled", face=2, may_research=True, happened_too=9)
    told = {"test": lambda key: [("What we noted", "Read on 24 November")] if key == row.pk else []}
    monkeypatch.setattr(sockets.held_about, "_plugs", told)
    words = came_back(receipt).press("everything").words
    for said in (
        row.thread.question,
        "families and carers",
        "Recalled",
        "Bad",
        "Read on 24 November",
        "many",
    ):
        assert said.lower() in words.lower()


def test_every_column_that_says_something_about_a_contribution_is_told(receipt):
    """A column that is added later has to be told as well."""
    of(receipt)
    found = coming_back.find(saying.receipt_index(receipt), timezone.localdate())
    columns = {field.name for field in Contribution._meta.get_fields() if field.concrete}
    assert columns <= set(coming_back.columns(found.contribution, found))


# --- Writing back ------------------------------------------------------------------------------------


def test_writing_back_goes_through_the_box(receipt):
    row = of(receipt)
    page = came_back(receipt).press("reply")
    page.fill(words="I took\nthe name out.").press("send-reply")
    assert page.heading == "Your message is in the box"
    assert not Message.objects.exists()
    emptying.empty()
    message = Message.objects.get()
    assert (message.contribution, message.from_author) == (row, True)
    assert held_words.unlock(message.held)["words"] == "I took\nthe name out."
    assert "I took the name out." in came_back(receipt).words


@pytest.mark.parametrize(("words", "status"), [("", 422), ("x" * 2001, 422), ("x" * 2000, 200)])
def test_a_message_that_is_empty_or_too_long_loses_no_word(receipt, words, status):
    of(receipt)
    page = came_back(receipt).press("reply").fill(words=words).press("send-reply")
    assert page.status == status
    if status == 422:
        assert page.typed.strip("\n") == words
        assert len(page.errors) == 1


def test_a_message_is_sent_once_however_often_it_is_pressed(receipt):
    of(receipt)
    page = came_back(receipt).press("reply").fill(words="Once.")
    pressed = page.sent_by("send-reply")
    for _ in range(3):
        page.send_again(pressed)
        assert "Once." not in page.html
    assert page.heading == "This has been sent"
    assert Envelope.objects.count() == 1
    for step in ("reply", "change", "check", "home", "send-change"):
        page.send_again({**pressed, "step": step})
        assert page.heading == "This has been sent"
        assert "Once." not in page.html


# --- Changing ------------------------------------------------------------------------------------------


def test_changing_begins_with_the_words_as_they_are_and_goes_through_the_box(receipt):
    row = of(receipt, state=State.RETURNED, said="My son Jamie came.", may_show=True, may_research=False)
    page = came_back(receipt).press("change")
    assert page.typed == "My son Jamie came."
    assert page.sent_by("check")["allows"] == "show"
    page.fill(words="My son came. His name is not Jamie Smith.", allows="both").press("check")
    assert page.heading == "Check what you wrote"
    page.press("send-change")
    assert page.status == (422 if page.names("detail-") else 200)
    for name in page.names("detail-"):
        page.choose(name, "out")
    if page.names("detail-"):
        page.press("send-change")
    assert page.heading == "Your new words are in the box"
    row.refresh_from_db()
    assert row.state == State.RETURNED

    emptying.empty()
    row.refresh_from_db()
    assert (row.state, row.was_changed, row.may_research) == (State.HELD, True, True)
    assert held_words.unlock(row.held)["words"].startswith("My son came.")


def test_published_words_come_to_be_changed_without_bars_that_could_be_typed(receipt):
    of(receipt, state=State.PUBLISHED, said="I met ⟦name⟧.")
    page = came_back(receipt).press("change")
    assert "⟦" not in page.typed
    assert "taken out: a name" in page.typed


def test_change_and_back_lose_nothing(receipt):
    of(receipt)
    page = came_back(receipt).press("change").fill(words="New words.", allows="research").press("check")
    page.press("change")
    assert (page.typed, page.sent_by("check")["allows"]) == ("New words.", "research")


def test_words_that_are_too_long_are_kept(receipt):
    of(receipt)
    page = came_back(receipt).press("change").fill(words="x" * 5001, allows="show").press("check")
    assert (page.status, len(page.typed)) == (422, 5001)
    pressed = {**page.sent_by("check"), "step": "send-change"}
    assert page.send_again(pressed).status == 422


def test_a_change_is_sent_once_and_has_no_receipt_of_its_own(receipt):
    of(receipt)
    page = came_back(receipt).press("change").fill(words="New words.", allows="both").press("check")
    pressed = page.sent_by("send-change")
    page.send_again(pressed)
    assert page.receipt == ""
    page.send_again(pressed)
    assert page.heading == "This has been sent"
    assert Envelope.objects.count() == 1


# --- Taking back ------------------------------------------------------------------------------------------


def test_taking_back_at_once_says_what_it_leaves_and_takes_the_words_now(receipt):
    row = of(receipt, role_group="family")
    page = came_back(receipt).press("withdraw")
    assert "this leaves a mark of the minute" in page.words
    page.press("withdraw-at-once")
    assert page.heading == "Your words are gone"
    row.refresh_from_db()
    assert (row.state, bytes(row.held), row.role_group) == (State.WITHDRAWN, b"", "")
    assert bytes(Withdrawn.objects.get().receipt_index) == saying.receipt_index(receipt)
    assert page.press("home").heading == "You took this back"


def test_taking_back_may_be_pressed_twice(receipt):
    of(receipt)
    page = came_back(receipt).press("withdraw")
    pressed = page.sent_by("send-withdrawal")
    page.send_again(pressed)
    page.send_again(pressed)
    assert page.heading == "This has been sent"
    assert Envelope.objects.count() == 1


# --- A visit ends ---------------------------------------------------------------------------------------


def test_after_i_have_finished_nothing_more_is_shown(receipt):
    of(receipt)
    page = came_back(receipt)
    opened = {**Writer().open("/feedback/receipt/").sent_by("open"), "receipt": receipt}
    visit = page.sent_by("everything")
    page.press("finish")
    assert page.heading == "You have finished"
    for step in ("home", "everything", "reply", "change", "send-reply", "withdraw", "withdraw-at-once"):
        page.send_again({**visit, "step": step, "words": "x"})
        assert page.heading == "Come back with your number"
        assert WORDS.split()[0] not in page.words
    assert Contribution.objects.get().state == State.HELD
    # Another visit is another one.
    assert Writer(address="/feedback/receipt/").send_again(opened).heading == "We have your words"


def test_a_visit_shows_things_for_half_an_hour_but_what_was_written_may_still_be_sent(receipt, monkeypatch):
    of(receipt)
    page = came_back(receipt).press("reply").fill(words="It took me long to write this.")
    pressed = page.sent_by("send-reply")
    home = page.sent_by("home")
    now = time.time()
    monkeypatch.setattr("edge.visits.time.time", lambda: now + 31 * 60)
    page.send_again(home)
    assert (page.status, page.heading) == (422, "Come back with your number")
    assert page.send_again(pressed).heading == "Your message is in the box"


def test_the_form_for_the_number_is_good_for_half_an_hour_too(receipt, monkeypatch):
    of(receipt)
    opened = {**Writer().open("/feedback/receipt/").sent_by("open"), "receipt": receipt}
    now = time.time()
    monkeypatch.setattr("edge.visits.time.time", lambda: now + 31 * 60)
    page = Writer(address="/feedback/receipt/").send_again(opened)
    assert page.heading == "Come back with your number"
    assert receipt not in page.html


def test_a_visit_cannot_be_made_or_changed():
    text = visits.Visit.begin().sealed()
    assert visits.Visit.read(text)
    for nonsense in ("", "x", text[:-4], text[:20] + ("A" if text[20] != "A" else "B") + text[21:], "ä"):
        assert visits.Visit.read(nonsense) is None


def test_while_the_box_is_shut_no_word_is_lost(receipt):
    of(receipt)
    page = came_back(receipt).press("reply").fill(words="Keep this.")
    BoxKey.objects.all().delete()
    page.press("send-reply")
    assert (page.status, page.typed, page.headers["Retry-After"]) == (503, "Keep this.", "60")
    change = came_back(receipt).press("change").fill(words="Keep this too.", allows="show").press("check")
    change.press("send-change")
    assert (change.status, change.sent_by("send-change")["words"]) == (503, "Keep this too.")
    away = came_back(receipt).press("withdraw").press("send-withdrawal")
    assert away.status == 503


def test_it_works_in_welsh(receipt):
    of(receipt)
    page = Writer().open("/cy/feedback/receipt/").fill(receipt=receipt).press("open")
    assert page.status == 200
    assert 'action="/cy/feedback/receipt/"' in page.html
