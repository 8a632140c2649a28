"""What becomes of letters when the box is emptied: each kind, in no order; what authors said last counts."""

import datetime
import secrets
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from feedback.letterbox import delivering, emptying, nonces, posting
from feedback.letterbox.kinds import Delivery, Letter
from feedback.threads import held_words, letters, saying, sockets
from feedback.threads.enums import State
from feedback.threads.models import Contribution, Message, ParticipationCode, Report
from feedback.threads.said import Said
from tests.factories.threads import (
    ContributionFactory,
    ParticipationCodeFactory,
    PublishedFactory,
    ThreadFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("box")]

#: A Wednesday.
DAY = datetime.date(2026, 11, 25)
WORDS = "They came two days before I got out. I did not take in a word of it."


@pytest.fixture
def thread():
    return ThreadFactory()


def letter(kind: str, receipt: bytes = b"", **body: Any) -> Letter:
    return Letter(kind, secrets.randbits(63), receipt, body)


def said(thread, receipt: bytes = b"", **more: Any) -> Letter:
    body = {**Said(words=WORDS, may_show=True).body(), "thread": thread.pk, "paper": False, "code": None}
    return Letter("contribution", secrets.randbits(63), receipt, {**body, **more})


def deliver(*box: Letter) -> None:
    """What an emptying does with these letters."""
    delivering.deliver(delivering.sorted_out(list(box)), Delivery(7, DAY))


def words_of(row: Contribution) -> str:
    return str(held_words.unlock(row.held)["words"])


@pytest.fixture
def told(monkeypatch):
    """What the rooms above are told."""
    heard: list[tuple[str, Any]] = []
    monkeypatch.setattr(sockets.delivered, "_plugs", {"test": lambda rows: heard.append(("new", list(rows)))})
    monkeypatch.setattr(
        sockets.heard, "_plugs", {"test": lambda what, rows, day: heard.append((what, list(rows)))}
    )
    monkeypatch.setattr(sockets.gone, "_plugs", {"test": lambda keys: heard.append(("gone", list(keys)))})
    return heard


# --- Contributions --------------------------------------------------------------------------


def test_a_contribution_keeps_its_letters_key_its_week_and_while_held_its_day(thread):
    one = said(thread, b"r" * 32, role_group="family", stage="in-custody", other=True, face=None)
    deliver(one)
    row = Contribution.objects.get()
    assert (row.pk, row.week, row.day) == (one.key, datetime.date(2026, 11, 23), DAY)
    assert (row.state, row.words, words_of(row)) == (State.HELD, "", WORDS)
    assert bytes(row.receipt_index) == b"r" * 32
    assert (row.role_group, row.stage.key, row.for_somebody_else) == ("family", "in-custody", True)


def test_other_rooms_contributions_need_no_change_here(thread):
    deliver(said(thread, kind="amendment", about="part-3"))
    row = Contribution.objects.get()
    assert (row.kind, row.about) == ("amendment", "part-3")


def test_rows_are_written_and_told_in_the_order_of_their_random_keys(thread, told):
    box = [said(thread) for _ in range(40)]
    deliver(*box)
    [(what, rows)] = told
    assert what == "new"
    assert [row.pk for row in rows] == sorted(one.key for one in box)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SELECT id FROM threads_contribution ORDER BY rowid")
            assert [key for (key,) in cursor.fetchall()] == sorted(one.key for one in box)


def test_the_number_of_queries_does_not_depend_on_how_many_letters_there_are(thread):
    def queries(count: int) -> int:
        with CaptureQueriesContext(connection) as asked:
            letters.deliver_contributions(
                [said(thread, secrets.token_bytes(32)) for _ in range(count)], Delivery(1, DAY)
            )
        return len(asked)

    assert queries(2) == queries(30)


def test_a_letter_delivered_again_makes_no_second_row(thread, told):
    one = said(thread, b"r" * 32)
    deliver(one)
    deliver(one)
    assert Contribution.objects.count() == 1
    assert [what for what, _rows in told] == ["new"]


def test_a_receipt_that_is_taken_by_chance_holds_up_no_emptying(thread):
    deliver(said(thread, b"r" * 32))
    deliver(said(thread, b"r" * 32), said(thread, b"s" * 32), said(thread, b"s" * 32))
    assert Contribution.objects.count() == 4
    assert Contribution.objects.filter(receipt_index=None).count() == 2


def test_a_thread_that_is_no_more_takes_its_letters_with_it_and_holds_up_nothing(thread):
    gone = said(ThreadFactory())
    gone.body["thread"] = 10**9
    deliver(gone, said(thread))
    assert Contribution.objects.count() == 1


def test_what_is_no_choice_of_ours_is_left_out(thread):
    deliver(said(thread, role_group="king", stage="nowhere", face=9, choices=["no"]))
    row = Contribution.objects.get()
    assert (row.role_group, row.stage, row.face, row.choices) == ("", None, None, {})


def test_codes_that_were_used_are_forgotten_in_one_go_and_others_stay(thread):
    used = [ParticipationCodeFactory() for _ in range(3)]
    kept = ParticipationCodeFactory()
    deliver(*[said(thread, code=code.pk) for code in used])
    assert list(ParticipationCode.objects.all()) == [kept]


# --- The same words twice ------------------------------------------------------------------------


def test_words_that_came_before_are_marked_whether_they_wait_or_come_together(thread):
    deliver(said(thread, words=WORDS))
    deliver(
        said(thread, words=WORDS.upper() + " !"), said(thread, words="Something else that is quite long.")
    )
    assert sorted(Contribution.objects.values_list("looks_repeated", flat=True)) == [False, False, True]

    other = ThreadFactory()
    deliver(said(other), said(other), said(other))
    assert Contribution.objects.filter(thread=other, looks_repeated=True).count() == 2


def test_short_words_and_words_in_another_thread_are_nobodys_repetition(thread):
    deliver(said(thread, words="More housing."), said(thread, words="More housing."), said(thread))
    deliver(said(ThreadFactory()))
    assert not Contribution.objects.filter(looks_repeated=True).exists()


def test_nothing_by_which_words_could_be_compared_later_is_stored(thread):
    deliver(said(thread), said(thread))
    rows = Contribution.objects.values("held", "looks_repeated", "about", "choices", "warnings")
    assert len({bytes(row["held"]) for row in rows}) == 2
    assert {(row["about"], str(row["choices"]), str(row["warnings"])) for row in rows} == {("", "{}", "[]")}


def test_words_that_cannot_be_opened_hold_up_no_emptying(thread):
    ContributionFactory(thread=thread, held=b"\x01 another key of the environment")
    deliver(said(thread))
    assert Contribution.objects.count() == 2


# --- Withdrawn ---------------------------------------------------------------------------------------


def test_words_taken_back_in_the_same_box_are_written_nowhere(thread, told):
    deliver(
        said(thread, b"r" * 32, words="Never to be read by anybody at all.", code=None),
        letter("message", b"r" * 32, words="Nor this."),
        letter("withdrawal", b"r" * 32),
    )
    row = Contribution.objects.get()
    assert (row.state, bytes(row.held), row.role_group, row.day) == (State.WITHDRAWN, b"", "", None)
    assert bytes(row.receipt_index) == b"r" * 32
    assert not Message.objects.exists()
    assert told == []


def test_they_are_in_no_letter_that_is_copied_beside_the_keys(thread):
    left = letters.sort_out([said(thread, b"r" * 32, words="Secret."), letter("withdrawal", b"r" * 32)])
    assert "Secret." not in repr(left)
    assert [one.kind for one in left] == ["contribution", "withdrawal"]


def test_sorting_out_twice_changes_nothing_more(thread):
    box = [
        said(thread, b"r" * 32), letter("withdrawal", b"r" * 32), said(thread, b"s" * 32),
        letter("change", b"s" * 32, words="Other words.", at=3), letter("change", b"t" * 32, words="x", at=1),
    ]  # fmt: skip
    once = letters.sort_out(box)
    assert letters.sort_out(once) == once


def test_a_withdrawal_takes_the_words_of_what_was_delivered_before(thread, told):
    deliver(said(thread, b"r" * 32, role_group="family"))
    deliver(letter("withdrawal", b"r" * 32), letter("withdrawal", b"r" * 32))
    row = Contribution.objects.get()
    assert (row.state, bytes(row.held), row.role_group) == (State.WITHDRAWN, b"", "")
    assert told[-1] == ("gone", [row.pk])
    deliver(letter("withdrawal", b"r" * 32))
    assert len(told) == 2


def test_a_withdrawal_that_belongs_to_nothing_does_nothing(thread):
    deliver(letter("withdrawal", b"nowhere" * 4), letter("withdrawal"))
    assert Contribution.objects.count() == 0


def test_everything_of_a_receipt_that_was_withdrawn_is_ignored_afterwards(thread, told):
    deliver(said(thread, b"r" * 32), letter("withdrawal", b"r" * 32))
    deliver(letter("change", b"r" * 32, words="Back again."), letter("message", b"r" * 32, words="Hello."))
    assert Contribution.objects.get().state == State.WITHDRAWN
    assert not Message.objects.exists()


# --- Changed ------------------------------------------------------------------------------------------


def test_a_change_in_the_same_box_arrives_as_if_it_had_been_said_so(thread, told):
    deliver(
        said(thread, b"r" * 32),
        letter("change", b"r" * 32, words="Said in another way.", may_show=False, at=5),
    )
    row = Contribution.objects.get()
    assert (words_of(row), row.was_changed, row.may_show) == ("Said in another way.", False, False)
    assert [what for what, _rows in told] == ["new"]


@pytest.mark.parametrize("swapped", [False, True])
def test_of_two_changes_the_last_one_counts_in_whatever_order_they_come_out(thread, swapped):
    deliver(said(thread, b"r" * 32))
    first = letter("change", b"r" * 32, words="First.", at=100)
    last = letter("change", b"r" * 32, words="Last.", at=200)
    deliver(*([last, first] if swapped else [first, last]))
    assert words_of(Contribution.objects.get()) == "Last."


def test_when_it_was_written_is_in_nothing_that_is_kept(thread):
    left = letters.sort_out(
        [
            said(thread, b"r" * 32),
            letter("change", b"r" * 32, words="x", at=1234567),
            letter("change", b"s" * 32, words="y", at=7654321),
        ]
    )
    assert "1234567" not in repr(left)
    assert "7654321" not in repr(left)


@pytest.mark.parametrize("state", [State.HELD, State.RETURNED, State.DECLINED, State.PUBLISHED])
def test_a_change_brings_it_back_to_the_moderators(thread, told, state):
    row = ContributionFactory(thread=thread, state=state, receipt_index=b"r" * 32)
    deliver(letter("change", b"r" * 32, words="New words.", may_show=True, may_research=True, at=1))
    row.refresh_from_db()
    assert (row.state, row.words, words_of(row)) == (State.HELD, "", "New words.")
    assert (row.was_changed, row.may_research, row.day) == (True, True, DAY)
    assert told == [("changed", [row])]


def test_a_change_of_what_is_escalated_reaches_those_who_keep_people_safe(thread, told):
    row = ContributionFactory(thread=thread, state=State.ESCALATED, receipt_index=b"r" * 32)
    deliver(letter("change", b"r" * 32, words="I am well again.", at=1))
    row.refresh_from_db()
    assert row.state == State.ESCALATED
    assert words_of(row) == "I am well again."


def test_a_change_that_is_refused_becomes_a_message_and_holds_up_nothing(thread, told):
    row = ContributionFactory(thread=thread, state=State.ESCALATED, receipt_index=b"r" * 32)
    Contribution.objects.filter(pk=row.pk).update(held=b"\x01 of another key")
    other = ContributionFactory(thread=thread, receipt_index=b"s" * 32)
    deliver(
        letter("change", b"r" * 32, words="Changed.", at=1), letter("change", b"s" * 32, words="Too.", at=1)
    )
    other.refresh_from_db()
    assert words_of(other) == "Too."
    assert held_words.unlock(Message.objects.get(contribution=row).held)["words"] == "Changed."


def test_a_slip_just_typed_in_is_corrected_with_the_same_receipt(thread):
    nonce = nonces.new()
    receipt = nonces.receipt_of(nonce)
    saying.say(thread, Said(words="Typo.", may_show=True, role_group="family"), nonce=nonce, paper=True)
    corrected = Said(words="No typo.", may_show=True, role_group="pwle", stage="recalled")
    saying.correct(receipt, corrected, nonce=nonces.new())
    emptying.empty()
    row = Contribution.objects.get()
    assert (words_of(row), row.role_group, row.stage.key, row.on_paper, row.was_changed) == (
        "No typo.", "pwle", "recalled", True, False,
    )  # fmt: skip
    assert bytes(row.receipt_index) == saying.receipt_index(receipt)


# --- Messages, reports, "me too" -------------------------------------------------------------------------


def test_a_message_is_kept_locked_for_those_who_read(thread, told):
    row = ContributionFactory(thread=thread, receipt_index=b"r" * 32)
    one = letter("message", b"r" * 32, words="I took the name out.")
    deliver(one, letter("message", b"unknown" * 4, words="To nobody."))
    message = Message.objects.get()
    assert (message.pk, message.contribution, message.from_author, message.day) == (one.key, row, True, DAY)
    assert b"name" not in bytes(message.held)
    assert told == [("message", [row])]


def test_reports_reach_what_is_shown_and_nothing_else(thread, told):
    shown, held = PublishedFactory(thread=thread), ContributionFactory(thread=thread)
    deliver(
        letter("report", contribution=shown.pk, reason="risk", words="He is in danger."),
        letter("report", contribution=shown.pk, reason="nonsense", words=""),
        letter("report", contribution=held.pk, reason="risk", words=""),
        letter("report", contribution="x", reason="risk", words=""),
    )
    assert sorted(Report.objects.values_list("contribution", "reason")) == [
        (shown.pk, "other"), (shown.pk, "risk"),
    ]  # fmt: skip
    assert bytes(Report.objects.get(reason="other").held) == b""
    assert told == [("reported", [shown])]


def test_it_happened_to_me_too_is_counted_for_what_is_shown(thread):
    shown, held = PublishedFactory(thread=thread, happened_too=2), ContributionFactory(thread=thread)
    deliver(*[letter("too", contribution=shown.pk) for _ in range(3)], letter("too", contribution=held.pk))
    shown.refresh_from_db()
    held.refresh_from_db()
    assert (shown.happened_too, held.happened_too) == (5, 0)


def test_all_kinds_go_through_the_real_box(thread):
    shown = PublishedFactory(thread=thread)
    nonce = nonces.new()
    index = saying.receipt_index(nonces.receipt_of(nonce))
    saying.say(thread, Said(words=WORDS, may_show=True), nonce=nonce)
    saying.write_back(index, "A message.", nonce=nonces.new())
    saying.change(index, Said(words="Changed.", may_show=True), nonce=nonces.new())
    saying.report(shown, "unkind", "", nonce=nonces.new())
    saying.happened_too(shown, nonce=nonces.new())
    assert saying.happened_too(shown, nonce=nonce) == posting.Outcome.SENT_BEFORE
    emptying.empty()
    row = Contribution.objects.get(receipt_index=index)
    assert words_of(row) == "Changed."
    assert (Message.objects.count(), Report.objects.count()) == (1, 1)


@pytest.mark.parametrize("state", [State.PUBLISHED, State.HELD])
def test_an_author_who_wants_it_shown_no_more_stops_no_emptying(thread, told, state):
    """Nothing that is shown, or ready to be, may be not for showing: the table itself refuses it."""
    row = ContributionFactory(
        thread=thread, state=state, ready=state == State.HELD, face=2, receipt_index=b"r" * 32
    )
    change = Letter(letters.CHANGE, 1, b"r" * 32, {"words": "", "may_show": False, "may_research": True})
    letters.deliver_changes([change], Delivery(5, DAY))
    row.refresh_from_db()

    assert (row.state, row.ready, row.words, row.may_show, row.may_research) == (
        State.HELD,
        False,
        "",
        False,
        True,
    )
