"""What was decided is kept for a while only; afterwards the words are nowhere, not even on the disk."""

import datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from background import retention
from feedback.moderation import arrivals, declining, escalating, noting, publishing, returning
from feedback.moderation.enums import DraftState, ModerationAct
from feedback.moderation.models import Item, LogEntry, Note, PassedOn, ResponseDraft
from feedback.threads import gate, held_words, messages
from feedback.threads.enums import Reason, ResponseKind, State
from feedback.threads.models import CodeSheet, Contribution, Message, ParticipationCode, Report
from tests.factories.moderation import arrived, facilitator, fresh, lead, words_of
from tests.factories.threads import (
    CodeSheetFactory,
    MessageFactory,
    ParticipationCodeFactory,
    PublishedFactory,
    ReportFactory,
    ThreadFactory,
    monday_of,
)

pytestmark = [pytest.mark.django_db, pytest.mark.database]

DAY = datetime.timedelta(days=1)
LONG_AGO = timezone.localdate() - 400 * DAY
#: Names of what runs each night, and the setting that says how long.
KINDS = {
    "feedback-codes": None,
    "feedback-declined": "DECLINED_WORDS_KEPT_DAYS",
    "feedback-drafts": "DROPPED_RESPONSES_KEPT_DAYS",
    "feedback-log": "MODERATION_LOG_KEPT_DAYS",
    "feedback-messages": "MESSAGES_KEPT_DAYS",
    "feedback-notes": "NOTES_KEPT_DAYS",
    "feedback-read": "DECLINED_WORDS_KEPT_DAYS",
    "feedback-reports": "REPORTS_KEPT_DAYS",
    "feedback-returned": "RETURNED_WORDS_KEPT_DAYS",
    "feedback-sheets": "CODE_SHEETS_KEPT_DAYS",
}


def forget(name):
    """One kind of the nightly round, as the worker runs it; how many it says were deleted."""
    kind = next(one for one in retention.kept() if one.name == name)
    return kind.delete(timezone.now() - kind.older_than)


def days(name):
    return getattr(settings, KINDS[name])


def aged(item, act, ago):
    """An item of which something was done so many days ago."""
    day = timezone.localdate() - ago * DAY
    LogEntry.objects.filter(contribution=item.pk, act=act).update(day=day)
    Contribution.objects.filter(pk=item.pk).update(week=monday_of(day - 7 * DAY))
    return fresh(item)


def declined(said="Words that are not shown.", *, ago, **fields):
    item = arrived(said, **fields)
    declining.decline(item, Reason.OFF_TOPIC, by=facilitator(), version=item.version)
    return aged(item, ModerationAct.DECLINED, ago)


def read(said="Words that were read only.", *, ago, **fields):
    item = arrived(said, may_show=False, **fields)
    declining.close_as_read(item, by=facilitator(), version=item.version)
    return aged(item, ModerationAct.READ, ago)


def returned(said="Words that went back.", *, ago):
    item = arrived(said)
    returning.return_to_author(item, "Please take out the name.", by=facilitator(), version=item.version)
    return aged(item, ModerationAct.RETURNED, ago)


# --- What runs, and when -----------------------------------------------------------------------


def test_everything_runs_each_night_at_the_age_of_its_setting():
    kept = {one.name: one.older_than for one in retention.kept() if one.name.startswith("feedback-")}

    assert kept == {
        name: datetime.timedelta(days=getattr(settings, setting) if setting else 0)
        for name, setting in KINDS.items()
    }


def test_the_command_runs_all_of_it_and_says_how_much_went(capsys):
    item = declined(ago=days("feedback-declined") + 1)
    call_command("feedback_retention")
    told = capsys.readouterr().out

    assert words_of(item) == ""
    assert "feedback-declined: 1 older than 90 days" in told
    assert [line.split(":")[0] for line in told.splitlines()] == sorted(KINDS)
    call_command("feedback_retention")
    assert "feedback-declined: 0" in capsys.readouterr().out


# --- Words ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("make", "name"),
    [(declined, "feedback-declined"), (read, "feedback-read"), (returned, "feedback-returned")],
)
def test_words_go_after_the_days_of_the_setting_and_not_before(make, name):
    old, young = make(ago=days(name) + 1), make(ago=days(name))
    states = {one.pk: one.contribution.state for one in (old, young)}

    assert forget(name) == 1
    assert words_of(old) == ""
    assert words_of(young) != ""
    assert {row.pk: row.state for row in Contribution.objects.all()} == states
    assert forget(name) == 0


def test_the_line_with_the_reason_stays_and_nothing_else_its_author_gave():
    item = declined(
        ago=200, role_group="pwle", face=2, stage="in-custody", themes=["trust"], choices={"a": "b"}
    )
    Contribution.objects.filter(pk=item.pk).update(batch=1, day=None)
    forget("feedback-declined")

    row = Contribution.objects.get(pk=item.pk)
    assert (row.state, row.reason, row.batch) == (State.DECLINED, Reason.OFF_TOPIC, 1)
    assert (row.role_group, row.face, row.stage, row.choices) == ("", None, None, {})
    assert row.receipt_index
    assert not row.themes.exists()
    item = fresh(item)
    assert (item.details, item.risks, item.open) == ([], [], False)
    assert LogEntry.objects.filter(contribution=item.pk, act=ModerationAct.GONE).exists()


def test_words_given_to_research_stay():
    item = read(ago=4000, may_research=True)

    assert forget("feedback-read") == 0
    assert words_of(item) != ""


def test_what_waits_for_a_moderator_again_is_left_alone():
    for item in (declined(ago=400), read(ago=400), returned(ago=400)):
        Item.objects.filter(pk=item.pk).update(open=True)

    assert sum(forget(f"feedback-{name}") for name in ("declined", "read", "returned")) == 0


def test_a_word_from_its_author_keeps_what_went_back():
    item = returned(ago=400)
    MessageFactory(contribution=item.contribution, from_author=True)
    arrivals.hear("message", [item.contribution], timezone.localdate())
    Item.objects.filter(pk=item.pk).update(open=False)

    assert forget("feedback-returned") == 0


def test_no_other_state_ever_loses_words_by_age():
    thread = ThreadFactory()
    published = PublishedFactory(thread=thread, week=monday_of(LONG_AGO))
    held, ready, given = arrived(thread=thread), arrived(thread=thread), arrived(thread=thread)
    publishing.publish(ready, by=facilitator(), version=ready.version)
    escalating.escalate(given, by=facilitator(), version=given.version)
    Contribution.objects.update(week=monday_of(LONG_AGO))
    keys = [one.pk for one in (published, held, ready, given)]

    assert gate.let_words_go(keys) == 0
    for name in KINDS:
        forget(name)
    assert all(words_of(fresh(one)) for one in (held, ready, given))
    assert Contribution.objects.get(pk=published.pk).words


def test_nobody_takes_up_again_what_has_no_words():
    for item in (declined(ago=400), read(ago=400), returned(ago=400)):
        gate.let_words_go([item.pk])
        item = fresh(item)
        with pytest.raises(gate.WordsOverError):
            declining.reopen(item, by=facilitator(), version=item.version)


def test_its_author_can_still_come_back_say_it_anew_or_take_it_away():
    from feedback.threads import coming_back

    anew, away = declined(ago=400), declined(ago=400)
    forget("feedback-declined")
    found = coming_back.find(bytes(anew.contribution.receipt_index), timezone.localdate())
    assert (found.state, found.words) == ("declined", "")
    assert coming_back.everything(found)

    gate.bring_back(fresh(anew).contribution, "Said in other words.", day=timezone.localdate())
    assert words_of(anew) == "Said in other words."
    assert gate.withdraw([fresh(away).contribution]) == [away.pk]


def test_a_thousand_go_in_as_many_queries_a_hundred(django_assert_max_num_queries):
    from tests.factories.moderation import many_arrived

    rows = many_arrived(1000)
    Contribution.objects.update(state=State.DECLINED, reason=Reason.ADVERT, week=monday_of(LONG_AGO))
    Item.objects.update(open=False)
    with django_assert_max_num_queries(40):
        assert forget("feedback-declined") == len(rows)


# --- Rows ----------------------------------------------------------------------------------------


def test_codes_go_after_their_last_day_and_sheets_some_time_later():
    today = timezone.localdate()
    running, over, long_over = (
        CodeSheetFactory(expires_on=today - ago * DAY) for ago in (0, 1, days("feedback-sheets") + 1)
    )
    for sheet in (running, over, long_over):
        ParticipationCodeFactory(sheet=sheet)

    assert forget("feedback-codes") == 2
    assert [code.sheet for code in ParticipationCode.objects.all()] == [running]
    assert forget("feedback-sheets") == 1
    assert set(CodeSheet.objects.all()) == {running, over}


def test_reports_go_once_they_were_dealt_with():
    old = timezone.localdate() - (days("feedback-reports") + 1) * DAY
    settled, waiting = ReportFactory(settled=True, day=old), ReportFactory(settled=False, day=old)
    young = ReportFactory(settled=True, day=old + DAY)

    assert forget("feedback-reports") == 1
    assert set(Report.objects.all()) == {waiting, young}
    assert settled not in Report.objects.all()


def test_messages_go_unless_something_still_turns_on_them():
    old = timezone.localdate() - (days("feedback-messages") + 1) * DAY
    kept = [
        MessageFactory(contribution=arrived(state=state).contribution, day=old)
        for state in (State.HELD, State.RETURNED, State.ESCALATED)
    ]
    kept.append(MessageFactory(contribution=PublishedFactory(), day=old + DAY))
    for contribution in (PublishedFactory(), declined(ago=1).contribution, read(ago=1).contribution):
        MessageFactory(contribution=contribution, day=old)

    assert forget("feedback-messages") == 3
    assert set(Message.objects.all()) == set(kept)


def test_messages_about_what_went_back_go_with_its_words():
    item = returned(ago=400)
    Message.objects.update(day=LONG_AGO)
    assert forget("feedback-messages") == 0
    forget("feedback-returned")

    assert forget("feedback-messages") == 1
    assert words_of(item) == ""


def test_notes_go_once_nobody_waits():
    by = facilitator()
    decided, waiting = declined(ago=1), arrived()
    for item in (decided, waiting):
        noting.note(item, "Asked a colleague.", by=by)
    Note.objects.update(day=LONG_AGO)
    noting.note(decided, "Asked another one today.", by=by)

    assert forget("feedback-notes") == 1
    assert Note.objects.filter(item=decided.pk).count() == 1
    assert Note.objects.filter(item=waiting.pk).count() == 1


def test_the_log_goes_and_what_was_passed_on_stays():
    item, by = arrived(), lead()
    escalating.escalate(item, by=facilitator(), version=item.version)
    item = fresh(item)
    escalating.pass_on(
        item, to="The duty governor", said="A risk.", at=timezone.now(), by=by, version=item.version
    )
    LogEntry.objects.update(day=timezone.localdate() - (days("feedback-log") + 1) * DAY)
    PassedOn.objects.update(at=timezone.now() - 4000 * DAY)

    assert forget("feedback-log") == 2
    assert PassedOn.objects.count() == 1


def test_words_go_even_where_the_log_has_gone_before_them():
    item = declined(ago=900)
    forget("feedback-log")
    assert not LogEntry.objects.filter(contribution=item.pk, act=ModerationAct.DECLINED).exists()

    assert forget("feedback-declined") == 1


def test_dropped_drafts_go_and_no_others():
    old = timezone.localdate() - (days("feedback-drafts") + 1) * DAY
    made = {
        (state, day): ResponseDraft.objects.create(
            thread=ThreadFactory(), state=state, kind=ResponseKind.EXPLAINED, words="Thank you.",
            name="Sam", role="Lead", drafted_by=None, drafted_on=day,
        )
        for state in DraftState for day in (old, old + DAY)
    }  # fmt: skip

    assert forget("feedback-drafts") == 1
    assert set(ResponseDraft.objects.all()) == set(made.values()) - {made[DraftState.DROPPED, old]}


# --- On the disk -----------------------------------------------------------------------------------


def on_disk() -> bytes:
    """All that SQLite has of the database: its pages, free ones too, and the write-ahead log."""
    file = Path(connection.settings_dict["NAME"])
    whole = b""
    for suffix in ("", "-wal", "-journal"):
        part = Path(f"{file}{suffix}")
        whole += part.read_bytes() if part.exists() else b""
    return whole


def marks(locked: bytes) -> list[bytes]:
    """Stretches of something stored: those that lie on one page are found wherever it lies."""
    return [locked[at : at + 24] for at in range(0, len(locked) - 24, 97)]


def found(there: list[bytes], disk: bytes) -> int:
    return sum(one in disk for one in there)


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("postgres" in str(settings.DATABASES["default"]["ENGINE"]), reason="about SQLite's pages")
def test_afterwards_the_words_are_in_no_page_of_the_database_and_not_in_its_log():
    """Short words and words that fill pages of their own; locked and open; in every kind of row."""
    long = "What happened to me, told at length. " * 130
    items = [
        *(make(said, ago=400) for make in (declined, read, returned) for said in ("Told shortly.", long)),
    ]
    noting.note(items[0], "Canary of a note, for colleagues.", by=facilitator())
    Note.objects.update(day=LONG_AGO)
    messages.write_to_author(
        items[1].contribution, "Canary of a message.", signed="facilitator", day=LONG_AGO
    )
    Message.objects.update(day=LONG_AGO)
    report = ReportFactory(settled=True, day=LONG_AGO, held=held_words.lock({"words": long}))
    draft = ResponseDraft.objects.create(
        thread=ThreadFactory(), state=DraftState.DROPPED, kind=ResponseKind.EXPLAINED,
        words="canary of a dropped response " * 200, name="Sam", role="Lead", drafted_on=LONG_AGO,
    )  # fmt: skip
    sheet = CodeSheetFactory(expires_on=LONG_AGO, note="canary of a sheet, for the library")
    code = ParticipationCodeFactory(sheet=sheet, index=bytes(range(100, 132)))
    LogEntry.objects.filter(contribution=items[0].pk).update(reason="canary-of-an-act")
    withdrawn = arrived(long)

    locked = [bytes(Contribution.objects.get(pk=one.pk).held) for one in (*items, withdrawn)]
    locked += [bytes(held) for held in Note.objects.values_list("held", flat=True)]
    locked += [bytes(held) for held in Message.objects.values_list("held", flat=True)]
    locked += [bytes(report.held), bytes(code.index), draft.words.encode(), sheet.note.encode()]
    everywhere = [mark for one in locked for mark in marks(one)]
    assert len(everywhere) > 300
    assert found(everywhere, on_disk()) > 0.95 * len(everywhere), "the attack must find what is there"

    gate.withdraw([fresh(withdrawn).contribution])
    for _night in range(2):  # messages about what went back go the night after its words
        call_command("feedback_retention", verbosity=0)

    assert not [one for one in items if words_of(one)]
    assert found(everywhere, on_disk()) == 0
    assert Contribution.objects.count() == len(items) + 2


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("postgres" in str(settings.DATABASES["default"]["ENGINE"]), reason="about SQLite's pages")
def test_this_attack_finds_words_that_were_only_deleted_from_a_table():
    """Without emptying the log, the words would still lie in it."""
    item = declined("Words that are not shown. " * 40, ago=400)
    there = marks(bytes(Contribution.objects.get(pk=item.pk).held))
    forget("feedback-declined")

    assert words_of(item) == ""
    assert found(there, on_disk()) > 0
    retention.empty_journal.call()
    assert found(there, on_disk()) == 0
