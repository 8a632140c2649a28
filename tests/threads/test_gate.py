"""The one gate: what it lets through, what it refuses, and where words are afterwards."""

import datetime

import pytest
from django.utils import timezone

from edge import content_version
from feedback.threads import gate, held_words, sockets
from feedback.threads.enums import ALLOWED, Reason, State
from feedback.threads.models import Contribution, Message, Report
from tests.factories.threads import ContributionFactory, MessageFactory, PublishedFactory, ReportFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]

TODAY = datetime.date(2026, 11, 24)


def said(contribution):
    contribution.refresh_from_db()
    return held_words.unlock(contribution.held) if contribution.held else {}


def in_state(state, **fields):
    return ContributionFactory(state=state, said="The words.", **fields)


def test_what_is_let_go_waits_locked_with_the_words_to_show_beside_the_ones_written():
    one = in_state(State.HELD)
    gate.let_go(one, words="The ⟦name⟧.")

    assert said(one) == {"words": "The words.", "shown": "The ⟦name⟧."}
    assert (one.state, one.ready, one.words) == (State.HELD, True, "")


def test_what_was_let_go_can_be_taken_back_until_it_leaves():
    one = in_state(State.HELD)
    gate.let_go(one, words="The words.")
    gate.take_back(one)

    assert said(one) == {"words": "The words."}
    assert not one.ready
    with pytest.raises(gate.NotReadyError):
        gate.take_back(one)
    with pytest.raises(gate.NotReadyError):
        gate.take_back(in_state(State.PUBLISHED))


def test_what_is_ready_is_not_let_go_again_with_other_words():
    one = in_state(State.HELD, ready=True)

    with pytest.raises(gate.AlreadyLetGoError):
        gate.let_go(one, words="Other words.")


def test_what_its_author_does_not_want_shown_is_never_let_go_but_closed_as_read():
    one = in_state(State.HELD, may_show=False)
    with pytest.raises(gate.NotForShowingError):
        gate.let_go(one, words="The words.")
    gate.close_as_read(one)

    assert said(one) == {"words": "The words."}
    assert (one.was_read, one.day, one.state) == (True, None, State.HELD)
    with pytest.raises(gate.ForShowingError):
        gate.close_as_read(in_state(State.HELD))


@pytest.mark.parametrize("words", ["", "  \n "])
def test_nothing_is_published_without_words(words):
    with pytest.raises(gate.NoWordsError):
        gate.let_go(in_state(State.HELD), words=words)
    with pytest.raises(gate.NoWordsError):
        gate.bring_back(in_state(State.HELD), words, day=TODAY)


def test_an_answer_of_choices_alone_is_let_go_and_changed_without_words():
    one = in_state(State.HELD, face=3)
    gate.bring_back(one, "", day=TODAY)
    gate.let_go(one, words="")

    assert one.ready
    assert said(one) == {"words": "", "shown": ""}


MOVES = {
    "let_go": lambda one: gate.let_go(one, words="Shown."),
    "return_to_author": gate.return_to_author,
    "decline": lambda one: gate.decline(one, Reason.OFF_TOPIC),
    "escalate": gate.escalate,
    "settle": gate.settle,
    "reconsider": gate.reconsider,
    "take_down": gate.take_down,
    "bring_back": lambda one: gate.bring_back(one, "New words.", day=TODAY),
    "withdraw": lambda one: gate.withdraw([one]),
}
#: Which states each may be done in, and what comes of it.
TABLE = {
    "let_go": {State.HELD: State.HELD},
    "return_to_author": dict.fromkeys((State.HELD, State.ESCALATED), State.RETURNED),
    "decline": dict.fromkeys((State.HELD, State.RETURNED, State.ESCALATED, State.PUBLISHED), State.DECLINED),
    "escalate": dict.fromkeys((State.HELD, State.RETURNED, State.PUBLISHED), State.ESCALATED),
    "settle": {State.ESCALATED: State.HELD},
    "reconsider": dict.fromkeys((State.DECLINED, State.RETURNED), State.HELD),
    "take_down": {State.PUBLISHED: State.HELD},
    "bring_back": {
        **dict.fromkeys((State.HELD, State.RETURNED, State.PUBLISHED, State.DECLINED), State.HELD),
        State.ESCALATED: State.ESCALATED,
    },
    "withdraw": {
        **dict.fromkeys(State, State.WITHDRAWN),
    },
}


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("move", list(MOVES))
def test_every_move_from_every_state_is_allowed_or_refused_and_then_changes_nothing(move, state):
    one = in_state(state)
    before = Contribution.objects.filter(pk=one.pk).values().get()
    if state in TABLE[move]:
        MOVES[move](one)
        there = Contribution.objects.get(pk=one.pk)
        assert there.state == one.state == TABLE[move][state]
        assert there.words == ""
    else:
        with pytest.raises(gate.NotAllowedError) as refused:
            MOVES[move](one)
        assert str(refused.value)
        assert Contribution.objects.filter(pk=one.pk).values().get() == before


def test_no_move_goes_where_the_table_of_states_does_not_lead():
    for moves in TABLE.values():
        for before, after in moves.items():
            assert before == after or after in ALLOWED[before]


def test_words_that_were_open_are_locked_when_they_are_taken_down():
    one = in_state(State.PUBLISHED)
    gate.take_down(one)

    assert said(one) == {"words": "The words."}
    assert one.day == timezone.localdate()
    assert one.batch == 1


def test_a_reason_has_to_be_one_of_the_rules():
    with pytest.raises(gate.NoReasonError):
        gate.decline(in_state(State.HELD), "because")


def test_of_two_who_act_at_once_the_second_is_refused():
    one = in_state(State.HELD)
    seen_before = Contribution.objects.get(pk=one.pk)
    gate.decline(one, Reason.OFF_TOPIC)

    with pytest.raises(gate.NotAllowedError):
        gate.return_to_author(seen_before)


def test_a_change_by_its_author_replaces_the_words_for_good_and_goes_back_to_the_queue():
    one = in_state(State.PUBLISHED, was_read=True, reason="")
    gate.bring_back(one, "New words.", day=TODAY)

    assert said(one) == {"words": "New words."}
    assert (one.state, one.words, one.day, one.was_changed, one.was_read) == (
        State.HELD,
        "",
        TODAY,
        True,
        False,
    )


def test_a_change_takes_back_what_was_ready_to_leave():
    one = in_state(State.HELD, ready=True)
    gate.bring_back(one, "New words.", day=TODAY)

    assert said(one) == {"words": "New words."}
    assert not one.ready


def test_what_is_escalated_keeps_the_words_before_until_it_is_acted_on():
    one = in_state(State.ESCALATED)
    gate.bring_back(one, "Second.", day=TODAY)
    gate.bring_back(one, "Third.", day=TODAY)

    assert said(one) == {"words": "Third.", "before": ["The words.", "Second."]}
    assert one.state == State.ESCALATED


# --- Withdrawing --------------------------------------------------------------------


@pytest.mark.parametrize("state", [state for state in State if state != State.WITHDRAWN])
def test_withdrawing_takes_all_that_its_author_gave(state):
    one = in_state(
        state, role_group="pwle", stage="recalled", for_somebody_else=True, face=2, choices={"a": "b"},
        themes=["housing"], may_research=True, happened_too=5, warnings=["violence"],
        receipt_index=b"r" * 32,
    )  # fmt: skip
    MessageFactory(contribution=one)
    ReportFactory(contribution=one, held=held_words.lock({"words": "He is called Jim."}))
    assert gate.withdraw([one]) == [one.pk]

    there = Contribution.objects.get(pk=one.pk)
    assert (there.words, bytes(there.held), there.role_group, there.stage, there.face) == (
        "",
        b"",
        "",
        None,
        None,
    )
    assert (there.choices, there.warnings, there.may_research, there.for_somebody_else) == (
        {},
        [],
        False,
        False,
    )
    assert not there.themes.exists()
    assert not Message.objects.exists()
    assert bytes(Report.objects.get().held) == b""
    assert bytes(there.receipt_index) == b"r" * 32


def test_withdrawing_again_does_nothing_and_says_so():
    one = in_state(State.HELD)

    assert gate.withdraw(iter([one])) == [one.pk]
    assert gate.withdraw([one]) == []


def test_rooms_above_are_told_whose_words_go_in_the_order_of_random_keys():
    told = []
    ones = [in_state(State.HELD), in_state(State.PUBLISHED), in_state(State.DECLINED)]
    sockets.gone.register("test", lambda keys: told.append(list(keys)))
    try:
        gate.withdraw(reversed(ones))
    finally:
        sockets.gone.unregister("test")
    assert told == [sorted(one.pk for one in ones)]


# --- What readers see ------------------------------------------------------------------


def test_copies_of_public_pages_become_stale_when_something_shown_changes():
    shown, unseen = PublishedFactory(), in_state(State.HELD)
    before = content_version.current()
    gate.return_to_author(unseen)
    assert content_version.current() == before
    gate.take_down(shown)
    assert content_version.current() > before
