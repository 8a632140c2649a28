"""Mail is stored with the change that needs it, goes once, and leaves neither address nor words behind."""

from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings as live_settings
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.template import TemplateDoesNotExist
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from mailing import retention, sealed
from mailing.enums import MessageState, Moment
from mailing.models import Message
from mailing.rounds import next_round
from mailing.sending import WordsInStaffMailError, forget_address, send, send_message

pytestmark = pytest.mark.django_db
TO = "asha.unusual@example.org"


# --- The way of a mail --------------------------------------------------------------


def test_a_mail_goes_once_and_only_its_template_and_day_stay(postman, work):
    send(TO, "waiting", {"path": "/members/"})
    work(3)
    assert postman.recipients == [TO]
    message = Message.objects.get()
    assert message.state == MessageState.SENT
    assert (bytes(message.contents), message.same) == (b"", None)
    assert message.ended_on == timezone.localdate()
    assert not DBTaskResult.objects.exists()


def test_a_mail_goes_only_if_its_transaction_commits(postman, work):
    with transaction.atomic():
        send(TO, "try_mail")
        transaction.set_rollback(True)
    work()
    assert postman.mails == []
    assert not Message.objects.exists()


def test_two_tasks_for_one_message_send_it_once(postman, work):
    send(TO, "try_mail")
    send_message.enqueue(Message.objects.get().pk)
    work()
    assert postman.recipients == [TO]


def test_address_and_contents_do_not_stand_in_the_database_in_clear():
    send(TO, "waiting", {"path": "/members/invitations/secret-token/"})
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM mailing_message")
        message = repr(
            [[bytes(v) if isinstance(v, memoryview) else v for v in row] for row in cursor.fetchall()]
        )
        cursor.execute("SELECT args_kwargs FROM django_tasks_database_dbtaskresult")
        task = repr(cursor.fetchall())
    for secret in ("asha", "example.org", "secret-token"):
        assert secret not in message
        assert secret not in task


def test_a_sent_message_cannot_keep_its_contents():
    with pytest.raises(IntegrityError), transaction.atomic():
        Message.objects.create(template="waiting", language="en-gb", state=MessageState.SENT, contents=b"x")


def test_the_headers_say_that_a_program_wrote_and_nothing_tracks(postman, work, settings):
    settings.REPLY_TO = "team@example.org"
    settings.DEFAULT_FROM_EMAIL = "Alongside <alongside@programme.example>"
    send(TO, "try_mail")
    work()
    [mail] = postman.mails
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Reply-To"] == "team@example.org"
    assert mail["Message-ID"] == f"<{Message.objects.get().reference.hex}@programme.example>"
    names = {name.lower() for name in mail}
    told = {"subject", "from", "to", "reply-to", "date", "message-id", "mime-version", "content-type"}
    assert names == told | {"auto-submitted", "x-auto-response-suppress"}


def test_without_a_setting_there_is_no_reply_to(postman, work):
    send(TO, "try_mail")
    work()
    assert postman.mails[0]["Reply-To"] is None


# --- When the mail server will not -----------------------------------------------------


def test_a_server_that_first_says_later_gets_it_the_second_time(postman, work):
    postman.at_rcpt = ["451 busy, somebody@example.org, come later"]
    send(TO, "try_mail")
    work()
    assert postman.mails == []
    assert DBTaskResult.objects.get().run_after > timezone.now()
    work(2)
    assert postman.recipients == [TO]
    assert Message.objects.get().state == MessageState.SENT


def test_a_server_that_hangs_up_after_the_data_gets_the_same_mail_again_under_the_same_name(postman, work):
    postman.at_data = ["drop"]
    send(TO, "try_mail")
    work(3)
    assert len(postman.mails) == 2
    assert len({mail["Message-ID"] for mail in postman.mails}) == 1
    assert Message.objects.get().state == MessageState.SENT


@pytest.mark.parametrize("stage", ["at_rcpt", "at_data"])
def test_a_refusal_for_good_is_not_tried_again(postman, work, stage, caplog):
    setattr(postman, stage, ["550 no such person asha.unusual@example.org"] * 3)
    send(TO, "try_mail")
    work(4)
    assert postman.mails == []
    assert len(getattr(postman, stage)) == 2
    message = Message.objects.get()
    assert message.state == MessageState.FAILED
    assert bytes(message.contents) == b""
    assert not DBTaskResult.objects.exists()
    assert f"mail {message.pk} refused for good: 550" in caplog.text


def test_without_any_server_it_is_tried_nine_times_then_kept_for_trying_by_hand(
    settings, work, postman, capsys
):
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    send(TO, "try_mail")
    work(12)
    message = Message.objects.get()
    assert message.state == MessageState.FAILED
    assert message.ended_on == timezone.localdate()
    assert "ConnectionRefusedError" in DBTaskResult.objects.get().exception_class_path

    call_command("failed_tasks")
    said = capsys.readouterr().out
    assert f"mailing.sending.send_message({message.pk})" in said
    assert "1 given up, 0 waiting" in said
    assert TO not in said

    settings.EMAIL_PORT = port
    call_command("failed_tasks", again="all")
    work()
    assert postman.recipients == [TO]
    assert Message.objects.get().state == MessageState.SENT


def test_no_log_line_holds_an_address_or_a_word(postman, work, caplog):
    postman.at_rcpt = [f"450 <{TO}> later", f"450 <{TO}> later", "250 OK"]
    postman.at_data = [f"451 {TO}", "drop", f"554 {TO} spam"]
    send(TO, "waiting", {"path": "/members/marked-path/"})
    with caplog.at_level("DEBUG", logger="background"), caplog.at_level("DEBUG", logger="mailing"):
        work(8)
    lines = [
        record.getMessage() + str(record.exc_info or "")
        for record in caplog.records
        if record.name.startswith(("background", "mailing", "django", "wagtail"))
    ]
    assert any("refused for good: 554" in line for line in lines)
    for marked in ("asha", "example.org", "marked-path", "Something waits"):
        assert not [line for line in lines if marked in line]


def test_a_message_locked_with_another_secret_key_fails_at_once(postman, work, settings, caplog):
    send(TO, "try_mail")
    settings.SECRET_KEY = "another"
    work(2)
    assert Message.objects.get().state == MessageState.FAILED
    assert "SECRET_KEY has changed" in caplog.text
    assert postman.mails == []


def test_a_former_secret_key_still_opens_what_waits(postman, work, settings):
    send(TO, "try_mail")
    settings.SECRET_KEY_FALLBACKS = [live_settings.SECRET_KEY]
    settings.SECRET_KEY = "another"
    work()
    assert postman.recipients == [TO]


def test_contents_open_only_for_their_own_message():
    locked = sealed.lock(TO, {}, reference=b"one")
    with pytest.raises(sealed.CannotOpenError):
        sealed.unlock(locked, reference=b"two")
    with pytest.raises(sealed.CannotOpenError):
        sealed.unlock(b"", reference=b"one")


# --- What is refused ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "to",
    [
        "",
        "nobody",
        "a@b",
        "two@example.org, three@example.org",
        "a@example.org\nBcc: b@example.org",
        "x y@z.org",
    ],
)
def test_what_is_no_single_address_is_refused(to):
    with pytest.raises(ValidationError):
        send(to, "try_mail")
    assert not Message.objects.exists()


@pytest.mark.parametrize("template", ["missing", "../base", "base", "", "a/../b", "try_mail.txt"])
def test_a_template_without_its_three_files_is_refused_when_sending_is_asked_for(template):
    with pytest.raises(TemplateDoesNotExist):
        send(TO, template)


def test_an_unknown_language_becomes_the_sites_own(postman, work):
    send(TO, "try_mail", language="xx")
    work()
    assert 'lang="en"' in postman.mails[0].get_body(("html",)).get_content()


# --- Fixed times (rule 26) --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("now", "due"),
    [
        (datetime(2026, 1, 5, 8, 0, tzinfo=UTC), datetime(2026, 1, 5, 8, 30, tzinfo=UTC)),
        (datetime(2026, 1, 5, 8, 30, tzinfo=UTC), datetime(2026, 1, 5, 16, 30, tzinfo=UTC)),
        (datetime(2026, 1, 5, 17, 0, tzinfo=UTC), datetime(2026, 1, 6, 8, 30, tzinfo=UTC)),
        (datetime(2026, 7, 1, 7, 0, tzinfo=UTC), datetime(2026, 7, 1, 7, 30, tzinfo=UTC)),  # summer time
        (
            datetime(2026, 3, 28, 20, 0, tzinfo=UTC),
            datetime(2026, 3, 29, 7, 30, tzinfo=UTC),
        ),  # the clocks change
    ],
)
def test_rounds_are_at_fixed_local_times(now, due):
    assert next_round(now) == due


def test_staff_mail_waits_for_the_round(postman, work):
    send(TO, "waiting", {"path": "/members/"}, when=Moment.NEXT_ROUND)
    task = DBTaskResult.objects.get()
    local = timezone.localtime(task.run_after)
    assert f"{local:%H:%M}" in live_settings.MAIL_ROUNDS
    assert local.second == local.microsecond == 0
    work()
    assert postman.mails == []
    work(whatever_the_hour=True)
    assert postman.recipients == [TO]


def test_however_much_happens_one_mail_goes_in_a_round(postman, work):
    for count in range(1, 6):
        send(TO, "waiting", {"path": f"/members/{count}/"}, when=Moment.NEXT_ROUND)
    send("other@example.org", "waiting", {"path": "/members/"}, when=Moment.NEXT_ROUND)
    work(whatever_the_hour=True)
    assert sorted(postman.recipients) == sorted([TO, "other@example.org"])
    [mine] = [mail for mail in postman.mails if mail["To"] == TO]
    assert "/members/5/" in mine.get_body(("plain",)).get_content()
    # What happens after the round waits for the next one.
    send(TO, "waiting", {"path": "/members/"}, when=Moment.NEXT_ROUND)
    assert Message.objects.filter(state=MessageState.QUEUED).count() == 1


@pytest.mark.parametrize(
    "context",
    [
        {"said": "They took my release date away"},
        {"path": "https://elsewhere.example/"},
        {"path": "/members/?q=some words"},
        {"names": ["Asha"]},
        {"nested": {"a": 1}},
        {"nothing": None},
        {"share": 0.5},
    ],
)
def test_staff_mail_with_words_is_refused(context):
    with pytest.raises(WordsInStaffMailError) as refused:
        send(TO, "waiting", context, when=Moment.NEXT_ROUND)
    assert "release date" not in str(refused.value)
    assert not Message.objects.exists()


def test_asking_to_send_takes_the_same_queries_whatever_waits(django_assert_num_queries):
    send("first@example.org", "waiting", {"path": "/members/"}, when=Moment.NEXT_ROUND)
    for number in range(2):
        with django_assert_num_queries(7):
            send(f"p{number}@example.org", "waiting", {"path": "/members/"}, when=Moment.NEXT_ROUND)
        for filler in range(20):
            send(f"filler{number}-{filler}@example.org", "waiting", {"path": "/"}, when=Moment.NEXT_ROUND)


# --- Forgetting ---------------------------------------------------------------------------------


def test_mail_to_a_closed_account_is_not_sent(postman, work):
    send(TO, "try_mail")
    send("other@example.org", "try_mail")
    assert forget_address(TO.upper()) == 1
    work(2)
    assert postman.recipients == ["other@example.org"]
    assert not DBTaskResult.objects.exists()


def test_sent_messages_go_after_a_week_failed_ones_after_a_month():
    today = timezone.localdate()
    for state in (MessageState.SENT, MessageState.FAILED):
        for days in (6, 8, 29, 31):
            Message.objects.create(
                template=f"{state}-{days}",
                language="en-gb",
                state=state,
                ended_on=today - timedelta(days=days),
            )
    Message.objects.create(template="waits", language="en-gb")
    retention.forget_sent(timezone.now() - retention.SENT_KEPT)
    retention.forget_failed(timezone.now() - retention.FAILED_KEPT)
    assert set(Message.objects.values_list("template", flat=True)) == {
        "sent-6", "failed-6", "failed-8", "failed-29", "waits",
    }  # fmt: skip


def test_the_try_mail_command_goes_the_way_of_all_mail(postman, work, capsys):
    call_command("try_mail", TO)
    assert "Queued" in capsys.readouterr().out
    work()
    assert postman.mails[0]["Subject"] == "A test mail from Alongside"
