"""Threads that other rooms open: they ask, promise, open and close like others; what was said elsewhere is
handed in through the locked box, in no order.
"""

import datetime
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from feedback.letterbox import emptying, keys
from feedback.letterbox.models import Envelope
from feedback.threads import held_words, hosting, saying, telling
from feedback.threads.enums import State
from feedback.threads.hosting import Said
from feedback.threads.models import Contribution, Thread
from feedback.threads.queries import current_threads
from tests.factories.threads import ContributionFactory, PublishedFactory, ThreadFactory
from vocabulary.models import Theme

pytestmark = [pytest.mark.django_db]


def day(more: int = 0) -> datetime.date:
    return timezone.localdate() + datetime.timedelta(days=more)


def hosted(key: str = "7", **more: Any) -> str:
    values: dict[str, Any] = {
        "slug": "visits-before-release",
        "question": "What would make “Visits before release” better?",
        "why": "It is open for ideas.",
        "can_change": "Every part of it.",
        "who_decides": "Its authors",
        "answer_by": day(60),
        "opens_on": day(),
        "closes_on": day(30),
    }
    return hosting.host("proposal", key, **{**values, **more})


def the_thread() -> Thread:
    return Thread.objects.get(hosted=True)


def test_a_hosted_thread_is_open_at_once_without_a_page_or_a_rehearsal():
    slug = hosted(themes=Theme.objects.all()[:2])
    thread = the_thread()
    assert (slug, thread.slug) == ("visits-before-release", "visits-before-release")
    assert thread.page is None
    assert saying.takes_answers(thread, day())
    assert thread in current_threads(day())
    assert thread.themes.count() == 2


def test_hosting_the_same_thing_again_changes_nothing():
    assert hosted() == hosted()
    assert the_thread().changes == []


def test_two_things_with_one_address_get_two():
    ThreadFactory(slug="visits-before-release")
    assert hosted("7") == "visits-before-release-2"
    assert hosted("8") == "visits-before-release-3"
    assert hosted("9", slug="receipt") == "receipt-2"
    assert hosting.slug_of("proposal", "8") == "visits-before-release-3"
    assert hosting.slug_of("proposal", "10") == ""


def test_a_long_address_keeps_its_number():
    ThreadFactory(slug="a" * 80)
    assert hosted(slug="a" * 80) == "a" * 78 + "-2"


def test_what_changes_of_question_and_promise_is_noted_with_what_stood_there():
    hosted()
    hosted(question="What would make “Visits” better?", answer_by=day(90), why="Anything.")
    told = telling.changes(the_thread())
    assert {(change.what, change.before) for change in told} == {
        ("The question", "What would make “Visits before release” better?"),
        ("When an answer comes", telling.day_text(day(60))),
    }


def test_a_closed_thread_takes_no_more_answers_until_it_is_opened_again():
    hosted()
    hosting.close("proposal", "7", because="The text is final.")
    hosting.close("proposal", "7")
    assert not saying.takes_answers(the_thread(), day())
    assert the_thread().closed_because == "The text is final."
    hosted(why="Something new.")
    assert not saying.takes_answers(the_thread(), day())
    hosting.reopen("proposal", "7", closes_on=day(5))
    assert saying.takes_answers(the_thread(), day())
    assert the_thread().closed_because == ""


def test_what_never_was_opened_cannot_be_opened_again():
    with pytest.raises(hosting.NoSuchThreadError):
        hosting.reopen("proposal", "7", closes_on=day(5))


def test_nobody_answers_where_words_are_handed_in_and_no_list_offers_it():
    hosted(handed_in=True)
    thread = the_thread()
    assert not saying.takes_answers(thread, day())
    assert telling.standing(thread, day()) is telling.Standing.CLOSED
    assert thread not in current_threads(day())


@pytest.mark.database
@pytest.mark.usefixtures("box")
def test_what_is_handed_in_comes_out_of_the_box_as_held_words():
    slug = hosted(handed_in=True)
    reasons = [Said(words=f"Reason {number}.", kind=hosting.REASON, may_show=True) for number in range(20)]
    with transaction.atomic():
        assert hosting.hand_in(slug, [*reasons, Said(words=" ")]) == 20
    assert Envelope.objects.count() == 20
    emptying.empty()
    rows = list(Contribution.objects.order_by("pk"))
    assert {row.kind for row in rows} == {"reason"}
    assert {row.state for row in rows} == {State.HELD}
    assert all(row.receipt_index is None for row in rows)
    words = [held_words.words_in(row.held) for row in rows]
    assert sorted(words) == sorted(one.words for one in reasons)
    assert words != [one.words for one in reasons]


@pytest.mark.usefixtures("box")
def test_what_is_handed_in_lies_in_no_order():
    slug = hosted(handed_in=True)
    hosting.hand_in(slug, [Said(words=f"Reason {number}.", kind=hosting.REASON) for number in range(20)])
    there = list(Envelope.objects.order_by("pk").values_list("key", flat=True))
    assert there == sorted(there)


@pytest.mark.usefixtures("box")
def test_what_is_handed_in_is_in_the_box_with_the_callers_transaction_or_not_at_all():
    slug = hosted(handed_in=True)
    with transaction.atomic():
        hosting.hand_in(slug, [Said(words="A reason.", kind=hosting.REASON)])
        transaction.set_rollback(True)
    assert not Envelope.objects.exists()


@pytest.mark.usefixtures("box")
def test_a_shut_box_takes_nothing_and_nothing_is_stored(monkeypatch):
    def shut() -> None:
        raise hosting.BoxShutError

    slug = hosted(handed_in=True)
    monkeypatch.setattr(keys, "in_use", shut)
    with pytest.raises(hosting.BoxShutError), transaction.atomic():
        hosting.hand_in(slug, [Said(words="A reason.")])
    assert not Envelope.objects.exists()


def test_only_what_is_published_and_about_something_is_told_to_the_host():
    hosted("7")
    thread = the_thread()
    amendment = PublishedFactory(thread=thread, kind="amendment", about="problem")
    remark = PublishedFactory(thread=thread, kind="remark")
    ContributionFactory(thread=thread, kind="amendment", about="risks")
    PublishedFactory(thread=thread, kind="answer")
    PublishedFactory(thread=ThreadFactory(hangs_on_kind="proposal", hangs_on_key="7"), kind="amendment")
    found = hosting.published_suggestions("proposal")
    assert {(one.key, one.kind, one.about, one.host) for one in found} == {
        (amendment.pk, "amendment", "problem", "7"),
        (remark.pk, "remark", "", "7"),
    }
    assert hosting.published_suggestions("proposal", "7") == found
    assert hosting.published_suggestions("proposal", "8") == []
