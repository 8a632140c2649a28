"""What moderators do: each act does what it says, once, and writes down who did it on which day."""

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from feedback.moderation import (
    claiming,
    declining,
    escalating,
    noting,
    publishing,
    returning,
    tagging,
    taking_down,
)
from feedback.moderation.copying import CopiesWordsError, refuse_copies
from feedback.moderation.enums import Attention, ModerationAct
from feedback.moderation.models import LogEntry, Note
from feedback.moderation.redacting import NothingTakenOutError, OwnWords, WordsNotThereError, offered
from feedback.moderation.turns import MayNotError, StaleError, TakenOnError
from feedback.moderation.words import of_row, opened
from feedback.threads import gate
from feedback.threads.enums import Reason, State
from feedback.threads.models import Contribution, ContributionTheme, Message
from feedback.threads.sockets import tell_heard
from tests.factories.moderation import arrived, deputy, facilitator, fresh, lead, words_of
from tests.factories.people import PlaceFactory, PlaceTieFactory, member
from tests.factories.threads import ReportFactory, emptied
from vocabulary.models import JourneyStage, Theme

pytestmark = pytest.mark.django_db


def acts_on(item):
    return list(LogEntry.objects.filter(contribution=item.pk).values_list("act", "by", "day"))


# --- Letting it go -------------------------------------------------------------------------------


def test_what_is_let_go_leaves_with_the_next_batch_and_not_before():
    item, by = arrived("Say it was me."), facilitator()
    publishing.publish(item, by=by, version=item.version)
    contribution = Contribution.objects.get(pk=item.pk)
    assert (contribution.state, contribution.ready, contribution.words) == (State.HELD, True, "")
    assert not fresh(item).open
    Contribution.objects.filter(pk=item.pk).update(day=timezone.localdate() - timezone.timedelta(days=7))
    emptied(2)
    contribution.refresh_from_db()
    assert (contribution.state, contribution.words) == (State.PUBLISHED, "Say it was me.")


def test_it_can_be_taken_back_until_it_leaves():
    item, by = arrived("Say it was me."), facilitator()
    publishing.publish(item, by=by, version=item.version)
    publishing.undo(item, by=by, version=item.version)
    assert fresh(item).open
    assert not Contribution.objects.get(pk=item.pk).ready
    assert words_of(item) == "Say it was me."


def test_once_it_has_left_it_cannot_be_taken_back():
    item, by = arrived(), facilitator()
    publishing.publish(item, by=by, version=item.version)
    Contribution.objects.filter(pk=item.pk).update(day=timezone.localdate() - timezone.timedelta(days=7))
    emptied(2)
    with pytest.raises(gate.NotReadyError):
        publishing.undo(fresh(item), by=by, version=fresh(item).version)


def test_redacted_words_leave_with_bars_and_without_what_was_taken_out():
    item, by = (
        arrived("Ring me on 07700 900123. Officer Bloggs on C wing knows, and so does bloggs."),
        facilitator(),
    )
    spans = [(f.start, f.end, str(f.kind)) for f in offered(words_of(item), {}) if f.kind == "phone"]
    own = [OwnWords("Bloggs", "name")]
    publishing.publish_redacted(item, spans=spans, own=own, by=by, version=item.version)
    shown = opened(Contribution.objects.get(pk=item.pk)).shown
    assert shown == "Ring me on ⟦phone⟧. Officer ⟦name⟧ on C wing knows, and so does ⟦name⟧."


def test_own_words_are_taken_out_only_where_they_stand_whole():
    item, by = arrived("Jo has a job. JO is fine."), facilitator()
    own = [OwnWords("jo", "name")]
    publishing.publish_redacted(item, spans=[], own=own, by=by, version=item.version)
    assert opened(Contribution.objects.get(pk=item.pk)).shown == "⟦name⟧ has a job. ⟦name⟧ is fine."


def test_a_kind_that_we_do_not_know_becomes_some_words():
    item, by = arrived("Jo has a job."), facilitator()
    publishing.publish_redacted(item, spans=[], own=[OwnWords("Jo", "<b>")], by=by, version=item.version)
    assert opened(Contribution.objects.get(pk=item.pk)).shown == "⟦words⟧ has a job."


def test_words_that_do_not_stand_in_it_are_refused_by_name():
    item, by = arrived("Jo has a job."), facilitator()
    with pytest.raises(WordsNotThereError, match="Kim"):
        publishing.publish_redacted(item, spans=[], own=[OwnWords("Kim")], by=by, version=item.version)
    assert fresh(item).open


def test_taking_nothing_out_is_refused():
    item, by = arrived(), facilitator()
    with pytest.raises(NothingTakenOutError):
        publishing.publish_redacted(item, spans=[], own=[OwnWords("  ")], by=by, version=item.version)


# --- Not for showing -----------------------------------------------------------------------------


def test_what_its_author_does_not_want_shown_cannot_be_let_go_declined_or_returned():
    item, by = arrived(may_show=False), facilitator()
    with pytest.raises(gate.NotForShowingError):
        publishing.publish(item, by=by, version=item.version)
    with pytest.raises(gate.NotForShowingError):
        declining.decline(item, Reason.OFF_TOPIC, by=by, version=item.version)
    with pytest.raises(returning.NotToReturnError):
        returning.return_to_author(item, "Please change it.", by=by, version=item.version)
    assert fresh(item).open


def test_it_can_be_read_answered_escalated_or_closed_as_read():
    item, by = arrived("Only for you to read.", may_show=False, may_research=True), facilitator()
    returning.answer(item, "Thank you.", by=by, version=item.version)
    declining.close_as_read(item, by=by, version=item.version)
    contribution = Contribution.objects.get(pk=item.pk)
    assert (contribution.state, contribution.was_read, contribution.day) == (State.HELD, True, None)
    assert words_of(item) == "Only for you to read."
    assert not fresh(item).open
    escalating.escalate(item, by=by, version=item.version)
    assert fresh(item).attention == Attention.ESCALATED


def test_what_is_for_showing_cannot_be_closed_as_read():
    item = arrived()
    with pytest.raises(gate.ForShowingError):
        declining.close_as_read(item, by=facilitator(), version=item.version)


def test_what_was_closed_as_read_can_be_taken_up_again():
    item, by = arrived(may_show=False), facilitator()
    declining.close_as_read(item, by=by, version=item.version)
    declining.reopen(item, by=by, version=item.version)
    assert fresh(item).open
    assert not Contribution.objects.get(pk=item.pk).was_read


# --- Writing to its author -----------------------------------------------------------------------


def test_what_is_returned_waits_for_its_author_with_a_message_signed_by_role():
    item, by = arrived(), facilitator(display_name="Rhys Morgan")
    returning.return_to_author(item, "Please take out the wing.", by=by, version=item.version)
    message = Message.objects.get()
    assert Contribution.objects.get(pk=item.pk).state == State.RETURNED
    assert not fresh(item).open
    assert (message.signed, of_row(message)) == ("Facilitator", "Please take out the wing.")
    assert b"wing" not in bytes(message.held)


def test_the_safeguarding_lead_signs_as_such_and_what_they_return_comes_back_to_them():
    item, by = arrived(), lead()
    escalating.escalate(item, by=facilitator(), version=item.version)
    returning.return_to_author(item, "Where are you?", by=by, version=item.version)
    assert Message.objects.get().signed == "Safeguarding lead"
    contribution = Contribution.objects.get(pk=item.pk)
    gate.bring_back(contribution, "Outside.", day=timezone.localdate())
    tell_heard("changed", [contribution], timezone.localdate())
    item = fresh(item)
    assert (item.open, item.attention) == (True, Attention.ESCALATED)
    assert Contribution.objects.get(pk=item.pk).state == State.ESCALATED


def test_a_plain_answer_changes_nothing_else():
    item, by = arrived(), facilitator()
    returning.answer(item, "We have asked the prison.", by=by, version=item.version)
    assert Contribution.objects.get(pk=item.pk).state == State.HELD
    assert fresh(item).open


def test_nobody_writes_where_nobody_holds_a_receipt():
    item = arrived(receipt_index=None)
    with pytest.raises(returning.NoReceiptError):
        returning.answer(item, "Hello.", by=facilitator(), version=item.version)


# --- Declining -----------------------------------------------------------------------------------


def test_declining_keeps_the_reason_from_the_rules_in_row_and_log():
    item, by = arrived(), facilitator()
    declining.decline(item, Reason.ADVERT, by=by, version=item.version)
    contribution = Contribution.objects.get(pk=item.pk)
    assert (contribution.state, contribution.reason) == (State.DECLINED, Reason.ADVERT)
    assert LogEntry.objects.get(act=ModerationAct.DECLINED).reason == "advert"


def test_a_reason_that_is_not_in_the_rules_is_refused():
    item = arrived()
    with pytest.raises(gate.NoReasonError):
        declining.decline(item, "because", by=facilitator(), version=item.version)


def test_what_was_declined_or_returned_can_be_taken_up_again():
    for act in (
        lambda item, by: declining.decline(item, Reason.ADVERT, by=by, version=item.version),
        lambda item, by: returning.return_to_author(item, "Please.", by=by, version=item.version),
    ):
        item, by = arrived("The words."), facilitator()
        act(item, by)
        declining.reopen(item, by=by, version=item.version)
        assert fresh(item).open
        assert Contribution.objects.get(pk=item.pk).state == State.HELD
        assert words_of(item) == "The words."


# --- Safeguarding --------------------------------------------------------------------------------


def test_whoever_gives_it_to_safeguarding_no_longer_sees_it():
    item, by = arrived(), facilitator()
    escalating.escalate(item, by=by, version=item.version, note="I am worried.")
    item = fresh(item)
    with pytest.raises(MayNotError):
        noting.note(item, "More.", by=by)
    assert item.open
    assert of_row(Note.objects.get()) == "I am worried."


def test_lead_and_deputy_note_what_they_passed_on_and_give_it_back():
    item = arrived("I cannot go on.")
    escalating.escalate(item, by=facilitator(), version=item.version)
    item, now = fresh(item), timezone.now()
    row = escalating.pass_on(
        item, to="Safer custody, HMP Larch", said="Somebody may want to die. No name.", at=now,
        by=deputy(), version=item.version,
    )  # fmt: skip
    assert (row.at.second, row.at.microsecond) == (0, 0)
    assert of_row(row) == "Somebody may want to die. No name."
    assert b"die" not in bytes(row.held)
    escalating.settle(item, by=lead(), version=item.version)
    item = fresh(item)
    assert item.attention == Attention.RISK if item.risks else Attention.ORDINARY
    assert Contribution.objects.get(pk=item.pk).state == State.HELD
    assert words_of(item) == "I cannot go on."


def test_what_was_passed_on_may_not_hold_the_words_or_lie_ahead():
    item = arrived("I have had enough of all of it and I mean that.")
    escalating.escalate(item, by=facilitator(), version=item.version)
    item, by, now = fresh(item), lead(), timezone.now()
    with pytest.raises(CopiesWordsError):
        escalating.pass_on(
            item, to="Them", said="They say: had enough of all of it!", at=now, by=by, version=item.version
        )
    with pytest.raises(escalating.NotYetError):
        escalating.pass_on(
            item,
            to="Them",
            said="A worry.",
            at=now + timezone.timedelta(hours=1),
            by=by,
            version=item.version,
        )


def test_safeguarding_closes_what_is_not_for_showing_and_keeps_it_to_itself():
    item = arrived("For you alone.", may_show=False)
    escalating.escalate(item, by=facilitator(), version=item.version)
    item = fresh(item)
    declining.close_as_read(item, by=lead(), version=item.version)
    assert fresh(item).attention == Attention.ESCALATED
    assert Contribution.objects.get(pk=item.pk).was_read


def test_a_withdrawal_takes_words_and_notes_and_leaves_the_acts():
    item = arrived("I cannot go on.")
    by = facilitator()
    escalating.escalate(item, by=by, version=item.version, note="Worried about them.")
    item = fresh(item)
    escalating.pass_on(
        item,
        to="Safer custody",
        said="Somebody may be at risk.",
        at=timezone.now(),
        by=lead(),
        version=item.version,
    )
    gate.withdraw([Contribution.objects.get(pk=item.pk)])
    item = fresh(item)
    assert words_of(item) == ""
    assert bytes(Note.objects.get().held) == b""
    assert (item.details, item.risks, item.open) == ([], [], False)
    assert item.passed_on.count() == 1
    acts = {act for act, _by, _day in acts_on(item)}
    assert {"escalated", "passed-on", "gone"} <= acts
    assert item.attention == Attention.ESCALATED


# --- Tags, notes, claims --------------------------------------------------------------------------


def test_tags_take_the_place_of_those_before():
    item, by = arrived(), facilitator()
    themes = list(Theme.objects.all()[:3])
    stage = JourneyStage.objects.first()
    given = {"warnings": ["drugs", "self-harm"], "stage": stage, "asks_for_change": True}
    tagging.tag(item, themes=themes[:2], **given, by=by, version=item.version)
    tagging.tag(item, themes=themes[1:], **given, by=by, version=item.version)
    contribution = Contribution.objects.get(pk=item.pk)
    rows = ContributionTheme.objects.filter(content_object=item.pk)
    assert set(rows.values_list("tag", flat=True)) == {theme.pk for theme in themes[1:]}
    assert contribution.warnings == ["self-harm", "drugs"]
    assert (contribution.stage, contribution.asks_for_change) == (stage, True)


def test_an_unknown_warning_is_refused():
    item = arrived()
    with pytest.raises(tagging.UnknownWarningError):
        tagging.tag(
            item, themes=[], warnings=["spoilers"], stage=None, asks_for_change=False, by=facilitator(),
            version=item.version,
        )  # fmt: skip


def test_a_note_lies_locked_and_may_not_copy_six_words_in_a_row():
    item, by = arrived("In the summer I would have had a face to look for."), facilitator()
    noting.note(item, "They wanted to know somebody beforehand.", by=by)
    with pytest.raises(CopiesWordsError):
        noting.note(item, "It says “IN THE summer, I would\nhave had” and so on", by=by)
    with pytest.raises(noting.EmptyNoteError):
        noting.note(item, " ", by=by)
    assert Note.objects.count() == 1
    assert b"beforehand" not in bytes(Note.objects.get().held)


@pytest.mark.parametrize(
    ("note", "copies"),
    [
        ("one two three four five six", True),
        ("One, two; THREE four – five (six)", True),
        ("one two three four five", False),
        ("one two three four five seven", False),
        ("it’s what the man said there", True),
        ("", False),
    ],
)
def test_what_counts_as_a_copy(note, copies):
    written = ["zero one two three four five six seven", "It's what the man said there."]
    if copies:
        with pytest.raises(CopiesWordsError):
            refuse_copies(note, written)
    else:
        refuse_copies(note, written)


def test_what_one_has_taken_on_another_cannot_decide():
    item, one, two = arrived(), facilitator(display_name="Ada"), facilitator()
    claiming.claim(item, by=one, version=item.version)
    for act in (
        lambda: publishing.publish(fresh(item), by=two, version=item.version),
        lambda: declining.decline(fresh(item), Reason.ADVERT, by=two, version=item.version),
        lambda: claiming.claim(fresh(item), by=two, version=item.version),
        lambda: claiming.release(fresh(item), by=two, version=item.version),
    ):
        with pytest.raises(TakenOnError, match="Ada"):
            act()
    claiming.hand_over(fresh(item), to=two, by=two, version=item.version)
    publishing.publish(fresh(item), by=two, version=fresh(item).version)
    assert fresh(item).claimed_by is None


def test_it_is_handed_over_only_to_those_who_may_see_it():
    prison = PlaceFactory()
    item, by, other, tied = arrived(), facilitator(), facilitator(), facilitator()
    item.places.add(prison)
    PlaceTieFactory(person=tied, place=prison)
    facilitator(is_active=False)
    assert set(claiming.who_may_take(item)) == {by, other}
    for to in (tied, member(), lead()):
        with pytest.raises(claiming.CannotTakeItError):
            claiming.hand_over(item, to=to, by=by, version=item.version)
    claiming.hand_over(item, to=other, by=by, version=item.version)
    assert fresh(item).claimed_by == other


def test_claiming_and_putting_back_twice_is_no_error():
    item, by = arrived(), facilitator()
    claiming.claim(item, by=by, version=item.version)
    claiming.claim(item, by=by, version=0)
    claiming.release(item, by=by, version=item.version)
    claiming.release(item, by=by, version=0)
    assert fresh(item).claimed_by is None


# --- What is shown already -------------------------------------------------------------------------


def published(said="It was good.", **fields):
    item = arrived(said, **fields)
    publishing.publish(item, by=facilitator(), version=item.version)
    Contribution.objects.filter(pk=item.pk).update(day=timezone.localdate() - timezone.timedelta(days=7))
    emptied(2)
    return fresh(item)


def test_what_is_shown_is_taken_down_at_once_and_waits_again():
    item, by = published(), facilitator()
    taking_down.take_down(item, by=by, version=item.version)
    item = fresh(item)
    assert Contribution.objects.get(pk=item.pk).words == ""
    assert (item.open, item.claimed_by) == (True, by)
    assert words_of(item) == "It was good."


def test_after_a_report_it_can_stay():
    item, by = published(), facilitator()
    report = ReportFactory(contribution=item.contribution)
    tell_heard("reported", [item.contribution], timezone.localdate())
    item = fresh(item)
    assert (item.open, item.attention) == (True, Attention.REPORTED)
    taking_down.keep(item, by=by, version=item.version)
    report.refresh_from_db()
    item = fresh(item)
    assert (report.settled, item.open, item.attention) == (True, False, Attention.ORDINARY)


def test_what_is_not_shown_cannot_be_kept():
    item = arrived()
    with pytest.raises(taking_down.NotShownError):
        taking_down.keep(item, by=facilitator(), version=item.version)


# --- Somebody was quicker ---------------------------------------------------------------------------

STALE = {
    "publish": lambda item, by: publishing.publish(item, by=by, version=0),
    "redact": lambda item, by: publishing.publish_redacted(
        item, spans=[(0, 4, "name")], own=[], by=by, version=0
    ),
    "return": lambda item, by: returning.return_to_author(item, "Please.", by=by, version=0),
    "answer": lambda item, by: returning.answer(item, "Thanks.", by=by, version=0),
    "decline": lambda item, by: declining.decline(item, Reason.ADVERT, by=by, version=0),
    "escalate": lambda item, by: escalating.escalate(item, by=by, version=0, note="Hm."),
    "tag": lambda item, by: tagging.tag(
        item, themes=[], warnings=[], stage=None, asks_for_change=True, by=by, version=0
    ),
    "claim": lambda item, by: claiming.claim(item, by=by, version=0),
    "hand over": lambda item, by: claiming.hand_over(item, to=by, by=by, version=0),
}


@pytest.mark.parametrize("name", STALE)
def test_an_act_on_what_has_changed_meanwhile_is_refused_whole(name):
    item, by = arrived(), facilitator()
    tell_heard("message", [item.contribution], timezone.localdate())
    before = Contribution.objects.filter(pk=item.pk).values().get()
    with pytest.raises(StaleError):
        STALE[name](fresh(item), by)
    assert Contribution.objects.filter(pk=item.pk).values().get() == before
    assert not Message.objects.exists()
    assert not Note.objects.exists()
    assert {act for act, _by, _day in acts_on(item)} == {"message"}


def test_the_log_says_who_and_on_which_day_and_no_word():
    item, by = arrived("A telling word."), facilitator()
    publishing.publish(item, by=by, version=item.version)
    assert ("published", by.pk, timezone.localdate()) in acts_on(item)
    assert "telling" not in str(list(LogEntry.objects.values()))
    assert not any("time" in field.get_internal_type().lower() for field in LogEntry._meta.get_fields())


def test_refusals_are_sentences():
    for error in (StaleError, CopiesWordsError, NothingTakenOutError):
        assert str(error()).endswith(".")
    assert issubclass(MayNotError, PermissionDenied)
