"""A mail about a row is made when it goes: nothing of it waits, and it says what is so by then."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.template import TemplateDoesNotExist
from django.utils.translation import get_language
from django_tasks_db.models import DBTaskResult

from mailing import sealed
from mailing.making import Attachment, Made, makers
from mailing.models import Message
from mailing.sending import send, send_made

pytestmark = pytest.mark.django_db
TO = "asha.unusual@example.org"
CALENDAR = b"BEGIN:VCALENDAR\r\nSUMMARY:Gw\xc5\xb7r\r\nEND:VCALENDAR\r\n"


@pytest.fixture
def rows():
    """Rows of some room: address and page by key; the room's maker reads them."""
    there = {7: (TO, "/members/first/")}

    def make(key: int, language: str) -> Made | None:
        assert get_language() == language
        if key not in there:
            return None
        to, path = there[key]
        with_it = Attachment(
            "event.ics", CALENDAR, "text/calendar", {"method": "PUBLISH", "charset": "utf-8"}
        )
        return Made({"path": path}, (with_it,), to=to)

    makers.register("tests", make)
    yield there
    makers.unregister("tests")


def test_it_says_what_is_so_when_it_goes_and_brings_its_file_byte_for_byte(rows, postman, work):
    send_made("tests", 7, "waiting", language="cy")
    rows[7] = ("new@example.org", "/members/second/")
    work()
    assert postman.recipients == ["new@example.org"]
    [mail] = postman.mails
    assert "/members/second/" in mail.get_body(("plain",)).get_content()
    assert 'lang="cy"' in mail.get_body(("html",)).get_content()
    [part] = mail.iter_attachments()
    assert part.get_content_type() == "text/calendar"
    assert (part.get_param("method"), part.get_content_charset()) == ("PUBLISH", "utf-8")
    assert part.get_filename() == "event.ics"
    assert part.get_payload(decode=True) == CALENDAR


def test_while_it_waits_only_the_key_of_the_row_does(rows):
    send_made("tests", 7, "waiting")
    message = Message.objects.get()
    to, words = sealed.unlock(bytes(message.contents), reference=message.reference.bytes)
    assert (to, words) == ("", {"made by": ["tests", 7]})
    with connection.cursor() as cursor:
        cursor.execute("SELECT args_kwargs FROM django_tasks_database_dbtaskresult")
        assert "tests" not in repr(cursor.fetchall())


def test_it_does_not_go_when_there_is_nothing_left_to_say(rows, postman, work):
    send_made("tests", 7, "waiting")
    del rows[7]
    work(2)
    assert postman.mails == []
    assert not Message.objects.exists()
    assert not DBTaskResult.objects.exists()


def test_it_does_not_go_without_an_address(rows, postman, work):
    send_made("tests", 7, "waiting")
    rows[7] = ("", "/members/")
    work()
    assert postman.mails == []
    assert not Message.objects.exists()


def test_an_address_that_is_given_comes_before_that_of_the_row(rows, postman, work):
    send_made("tests", 7, "waiting", to="former@example.org")
    work()
    assert postman.recipients == ["former@example.org"]


def test_an_address_that_the_row_has_no_longer_is_not_kept_when_the_mail_is_given_up(
    rows, postman, work, settings
):
    send_made("tests", 7, "waiting")
    send_made("tests", 7, "waiting", to="former@example.org")
    settings.EMAIL_PORT = 1
    work(10)
    [kept] = Message.objects.all()
    assert kept.state == "failed"
    assert sealed.unlock(bytes(kept.contents), reference=kept.reference.bytes)[0] == ""


def test_a_mail_without_a_maker_brings_no_file(postman, work):
    send(TO, "waiting", {"path": "/members/"})
    work()
    assert list(postman.mails[0].iter_attachments()) == []


def test_what_cannot_be_sent_is_refused_when_it_is_asked_for(rows):
    with pytest.raises(LookupError):
        send_made("nobody", 7, "waiting")
    with pytest.raises(TemplateDoesNotExist):
        send_made("tests", 7, "missing")
    with pytest.raises(ValidationError):
        send_made("tests", 7, "waiting", to="nobody")
    assert not Message.objects.exists()
