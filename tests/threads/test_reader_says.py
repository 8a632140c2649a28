"""What a reader may say about what is shown: report it, or "this happened to me too"."""

import pytest
from django.test import Client

from feedback.letterbox import emptying
from feedback.letterbox.models import BoxKey, Envelope
from feedback.threads import form_tokens, keys, reader_views
from feedback.threads.models import Report
from tests.factories.threads import ContributionFactory, PublishedFactory
from tests.threads.writer import Writer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("box")]


@pytest.fixture
def shown():
    return PublishedFactory()


def page_of(name: str, said) -> Writer:
    return Writer().open(f"/feedback/words/{keys.written(said.pk)}/{name}/")


def test_a_report_goes_through_the_box(shown):
    page = page_of("report", shown)
    assert shown.words[:30] in page.words
    page.fill(reason="risk", words="He says he will hurt\nhimself.").press_button()
    assert (page.status, page.heading) == (200, "Thank you. It is in the box.")
    assert not Report.objects.exists()
    emptying.empty()
    report = Report.objects.get()
    assert (report.contribution, report.reason) == (shown, "risk")


def test_a_report_needs_a_reason_and_loses_no_word(shown):
    page = page_of("report", shown).fill(words="Look at this.").press_button()
    assert (page.status, page.typed, len(page.errors)) == (422, "Look at this.", 1)
    page.fill(reason="nonsense").press_button()
    assert page.status == 422
    page.fill(reason="other", words="x" * 2001).press_button()
    assert (page.status, len(page.typed)) == (422, 2001)


def test_it_happened_to_me_too_counts_at_the_emptying(shown):
    page = page_of("too", shown).press_button()
    assert page.heading == "Thank you. It counts."
    emptying.empty()
    shown.refresh_from_db()
    assert shown.happened_too == 1


@pytest.mark.parametrize("name", ["report", "too"])
def test_pressing_twice_is_one_letter(shown, name):
    page = page_of(name, shown).fill(reason="other")
    form = next(one for one in page.tree.iter("{http://www.w3.org/1999/xhtml}form"))
    from tests.threads.writer import fields_of

    pressed = {**fields_of(form), "reason": "other"}
    for _ in range(3):
        page.send_again(pressed)
    assert page.heading == "This has been sent"
    assert Envelope.objects.count() == 1


@pytest.mark.parametrize("name", ["report", "too"])
def test_what_is_not_shown_cannot_be_reported_and_no_page_says_whether_it_exists(name):
    held = ContributionFactory()
    for key in (keys.written(held.pk), "0" * 13, "nonsense"):
        address = f"/feedback/words/{key}/{name}/"
        assert Client().get(address).status_code == 404
        assert Client().post(address, {"reason": "other"}).status_code == 404


@pytest.mark.parametrize("name", ["report", "too"])
def test_a_form_that_is_not_ours_old_or_pressed_too_often_is_asked_again(shown, name, monkeypatch):
    page = page_of(name, shown)
    page.fill(token="x", reason="other", words="Keep this.").press_button()
    assert page.status == 422
    other = page_of(name, PublishedFactory())
    page.fill(token=other.tree and token_of(other), reason="other").press_button()
    assert page.status == 422

    page.fill(reason="other")
    this_hour = form_tokens._this_hour()
    with monkeypatch.context() as later:
        later.setattr(form_tokens, "_this_hour", lambda: this_hour + 25)
        page.press_button()
    assert page.status == 422
    assert "open for a long time" in page.words

    monkeypatch.setattr(reader_views, "SENT_A_MINUTE", 0)
    page = page_of(name, shown).fill(reason="other").press_button()
    assert (page.status, page.headers["Retry-After"]) == (429, "60")
    assert Envelope.objects.count() == 0


def token_of(page: Writer) -> str:
    return page.html.split('name="token" value="')[1].split('"')[0]


@pytest.mark.parametrize("name", ["report", "too"])
def test_while_the_box_is_shut_nothing_is_lost(shown, name):
    page = page_of(name, shown).fill(reason="other", words="Keep this.")
    BoxKey.objects.all().delete()
    page.press_button()
    assert page.status == 503
    assert page.typed in ("Keep this.", "")
    assert Client().put(page.address).status_code == 405
