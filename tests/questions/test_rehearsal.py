"""A facilitator goes the whole way of a thread, and nothing of it is kept."""

import re

import pytest
from django.apps import apps
from django.contrib.messages import get_messages
from django.utils import timezone

from feedback.threads import form_tokens
from feedback.threads.say_views import PURPOSE as REAL
from tests.factories.people import facilitator, member
from tests.factories.questions import opened, thread_of, thread_page

pytestmark = pytest.mark.django_db
WORDS = "I waited in C wing for zqxaardvark."


@pytest.fixture
def rhys(client, settings):
    """A facilitator, in; the second step is the business of other tests."""
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if not name.startswith("people.doors")]
    person = facilitator()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return person


@pytest.fixture
def page():
    return thread_page(
        asks_faces="How was it?",
        easy_read=[("sentence", {"words": "We ask you something.", "drawing": "speaking"})],
    )


@pytest.fixture
def thread(page):
    return thread_of(page)


def html(response):
    return response.content.decode()


def hidden(response):
    """What the form on a page carries on."""
    fields = {}
    for tag in re.findall(r'<input[^>]*type="hidden"[^>]*>', html(response)):
        fields[re.search(r'name="([^"]*)"', tag)[1]] = re.search(r'value="([^"]*)"', tag)[1]
    return fields


def rows():
    """How many rows each table has. The session is in the browser, so nothing at all may change."""
    return {model._meta.label: model.objects.count() for model in apps.get_models() if model._meta.managed}


class OnTheWay:
    """Somebody with a browser who goes from page to page as a person does."""

    def __init__(self, client, thread):
        client.handler.enforce_csrf_checks = True  # as for a real browser
        self.client, self.address = client, f"/members/questions/{thread.pk}/rehearse/say/"
        self.page = client.get(self.address)

    def press(self, step, **filled_in):
        data = {**hidden(self.page), **filled_in, "step": step}
        self.page = self.client.post(self.address, data)
        return self.page


@pytest.fixture
def not_hasty(monkeypatch):
    """Nobody here waits two seconds."""
    monkeypatch.setattr(form_tokens.Token, "is_hasty", False)


def test_it_begins_with_the_page_as_readers_will_see_it(client, rhys, thread):
    shown = html(client.get(f"/members/questions/{thread.pk}/rehearse/"))

    for words in (thread.question, "This is a rehearsal", "We ask you something.", thread.can_change):
        assert words in shown
    assert f'href="/members/questions/{thread.pk}/rehearse/say/"' in shown
    assert f"/feedback/{thread.slug}/say/" not in shown


def test_the_whole_way_is_the_real_one_and_keeps_nothing(client, rhys, thread, not_hasty):
    before = rows()
    way = OnTheWay(client, thread)
    assert "Before you write" in html(way.page)
    assert thread.question in html(way.press("start"))
    assert "How was it?" in html(way.page)
    checked = way.press("check", words=WORDS, allows="both", face="2")
    assert "This could tell who you are" in html(checked)
    decision = re.search(r'name="(detail-\w+)"', html(checked))[1]
    assert "It is in the box" in html(way.press("send", **{decision: "out"}))
    for page in ("This is a rehearsal", "Nothing you write here is sent or kept"):
        assert page in html(way.page)
    done = way.press("written")

    assert "You have gone the whole way" in html(done)
    assert rows() == before
    assert thread_of_now(thread).rehearsed_on is None


def thread_of_now(thread):
    return type(thread).objects.get(pk=thread.pk)


def test_mistakes_are_told_as_on_the_real_way(client, rhys, thread, not_hasty):
    way = OnTheWay(client, thread)
    way.press("start")
    nothing = way.press("check", words="", allows="both")
    assert nothing.status_code == 422
    assert "Write something first" in html(nothing)
    too_long = way.press("check", words="long " * 1100, allows="both")
    assert too_long.status_code == 422
    undecided = (way.press("check", words=WORDS, allows="both"), way.press("send"))[1]
    assert undecided.status_code == 422
    assert "zqxaardvark" in html(undecided)


def test_a_receipt_of_a_rehearsal_opens_nothing(client, rhys, thread, not_hasty):
    way = OnTheWay(client, thread)
    way.press("start")
    way.press("check", words="Short.", allows="both")
    receipt = html(way.press("send"))
    digits = "".join(re.findall(r">(\d{3})<", receipt))
    assert len(digits) == 18

    from codes.indexes import index_of
    from codes.slow_hash import Kind
    from feedback.threads.models import Contribution

    assert not Contribution.objects.filter(receipt_index=index_of(digits, Kind.RECEIPT)).exists()


def test_a_form_of_a_rehearsal_is_no_form_of_the_real_way_nor_the_other_way_round(
    client, rhys, thread, not_hasty
):
    from feedback.letterbox.models import Envelope

    opened(thread_page("first-week-2"))
    way = OnTheWay(client, thread)
    token = hidden(way.press("start"))["token"]
    with pytest.raises(form_tokens.NotOursError):
        form_tokens.read(token, REAL)
    client.post(
        "/feedback/first-week-2/say/", {"token": token, "words": "x", "allows": "both", "step": "send"}
    )
    real = form_tokens.issue().text(REAL)
    page = client.post(way.address, {"token": real, "words": "x", "allows": "both", "step": "send"})

    assert "It is in the box" not in html(page)
    assert not Envelope.objects.exists()


def test_people_with_a_slip_are_told_of_and_no_code_is_asked(client, rhys, not_hasty):
    thread = thread_of(thread_page(access="by-code"))
    way = OnTheWay(client, thread)
    words = html(way.press("start"))

    assert 'name="code"' not in words
    assert "People with a slip type in its code" in words
    assert "Check what you wrote" in html(way.press("check", words="Short.", allows="both"))


def test_afterwards_it_is_noted_and_the_thread_can_be_opened(client, rhys, thread):
    noted = client.post(f"/members/questions/{thread.pk}/rehearse/done/")
    assert noted.status_code == 302
    assert thread_of_now(thread).rehearsed_on == timezone.localdate()
    page = html(client.get(f"/members/questions/{thread.pk}/"))
    assert "Open this thread" in page
    client.post(f"/members/questions/{thread.pk}/open/")

    assert thread_of_now(thread).opened_on == timezone.localdate()
    assert client.get(f"/feedback/{thread.slug}/").status_code == 200


def test_opening_without_a_rehearsal_says_what_to_do(client, rhys, thread):
    response = client.post(f"/members/questions/{thread.pk}/open/")

    (message,) = get_messages(response.wsgi_request)
    assert str(message).startswith("Go the whole way once")
    assert thread_of_now(thread).opened_on is None


def test_closing_asks_why_and_readers_read_it(client, rhys, page, thread):
    opened(page)
    address = f"/members/questions/{thread.pk}/close/"
    assert client.post(address, {"because": " "}).status_code == 422
    assert client.post(address, {"because": "The pilot was stopped."}).status_code == 302

    assert "The pilot was stopped." in html(client.get(f"/feedback/{thread.slug}/"))
    assert "Closed early" in html(client.get(f"/members/questions/{thread.pk}/"))
    client.post(f"/members/questions/{thread.pk}/reopen/")
    assert "The pilot was stopped." not in html(client.get(f"/feedback/{thread.slug}/"))


def test_the_list_tells_where_each_thread_stands(client, rhys, thread):
    shown = html(client.get("/members/questions/"))

    assert thread.question in shown
    assert "Waits to be tried" in shown


def test_a_thread_without_a_page_is_nobodys_work(client, rhys, page, thread):
    opened(page)
    type(thread).objects.filter(pk=thread.pk).update(page=None, hidden=True)

    for path in ("", "rehearse/", "rehearse/say/", "close/"):
        assert client.get(f"/members/questions/{thread.pk}/{path}").status_code == 404


def test_a_hidden_thread_cannot_be_rehearsed(client, rhys, thread):
    type(thread).objects.filter(pk=thread.pk).update(hidden=True)

    assert client.get(f"/members/questions/{thread.pk}/rehearse/").status_code == 302
    assert client.get(f"/members/questions/{thread.pk}/rehearse/say/").status_code == 302


def test_nobody_else_gets_in(client, settings, thread):
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if not name.startswith("people.doors")]
    client.force_login(member(), backend="allauth.account.auth_backends.AuthenticationBackend")
    for path in (
        "",
        f"{thread.pk}/",
        f"{thread.pk}/rehearse/",
        f"{thread.pk}/rehearse/say/",
        f"{thread.pk}/close/",
    ):
        assert client.get(f"/members/questions/{path}").status_code == 403
    for path in ("open", "reopen", "rehearse/done", "rehearse/say", "close"):
        assert client.post(f"/members/questions/{thread.pk}/{path}/").status_code == 403
