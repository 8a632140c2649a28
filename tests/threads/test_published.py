"""The door through which other rooms see what was said: published words, and nothing else, ever."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from feedback.threads import counts, gate, published
from feedback.threads.enums import Reason, ResponseKind, State
from tests.factories.people import PlaceFactory
from tests.factories.threads import (
    ContributionFactory,
    PublishedFactory,
    ResponseFactory,
    ThreadFactory,
    many_published,
)
from vocabulary.models import Place

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate


def found(*words, **wanted):
    return [said.words for said in published.find(words, limit=20, **wanted)]


def test_words_are_found_by_any_of_what_is_sought_the_best_first():
    thread = ThreadFactory()
    PublishedFactory(thread=thread, said="A link worker came.", batch=1)
    PublishedFactory(thread=thread, said="Nobody came. No worker, no link.", batch=2)
    PublishedFactory(thread=thread, said="The food was cold.", batch=3)

    assert found("link", "worker", "nobody") == ["Nobody came. No worker, no link.", "A link worker came."]
    assert found("WORKER") == ["Nobody came. No worker, no link.", "A link worker came."]
    assert found() == ["The food was cold.", "Nobody came. No worker, no link.", "A link worker came."]


@pytest.mark.parametrize("sought", ["%", "_", "\\", "'", '"', "%25"])
def test_signs_are_sought_as_they_are(sought):
    PublishedFactory(said="Plain words")
    PublishedFactory(said=f"With {sought} in it")

    assert found(sought) == [f"With {sought} in it"]


def test_words_are_found_by_theme_stage_and_place():
    region = Place.objects.get(slug="wales")
    prison = PlaceFactory(region=region)
    PublishedFactory(
        said="Here", thread=ThreadFactory(place=prison), stage="recalled", themes=["work", "money"]
    )
    PublishedFactory(said="There")

    for wanted in ({"theme": "work"}, {"stage": "recalled"}, {"place": prison.slug}, {"place": "wales"}):
        assert found(**wanted) == ["Here"]
    for wanted in ({"theme": "housing"}, {"stage": "court"}, {"place": "london"}, {"theme": "no-such"}):
        assert found(**wanted) == []


@pytest.mark.parametrize("state", [state for state in State if state != State.PUBLISHED])
def test_what_is_not_published_is_found_by_nobody(state):
    one = ContributionFactory(state=state, said="SECRET", batch=1, thread=ThreadFactory())

    assert found("secret") == found() == []
    assert published.newest(5) == []
    told = published.by_keys([one.pk])
    assert isinstance(told[one.pk], published.Gone)
    assert "SECRET" not in repr(told)


@pytest.mark.parametrize("fields", [{"hidden": True}, {"opened_on": None}])
def test_what_stands_in_a_thread_that_is_not_public_is_found_by_nobody(fields):
    one = PublishedFactory(thread=ThreadFactory(hangs_on_kind="topic", hangs_on_key="a", **fields))

    assert found() == []
    assert published.by_keys([one.pk]) == {}
    assert published.open_threads(TODAY(), 5) == []
    assert published.hanging_on("topic", ["a"], TODAY()) == {}
    assert dict(published.threads_by_keys([one.thread_id], TODAY())) == {}
    assert published.newest(5) == []


def test_what_goes_out_are_values_that_say_no_order_no_day_and_no_small_group():
    thread = ThreadFactory()
    one = PublishedFactory(
        thread=thread, said="Ask ⟦name⟧.", week=datetime.date(2026, 10, 26), role_group="pwle", stage="court",
        themes=["trust"], warnings=["violence"], batch=4242,
    )  # fmt: skip
    (said,) = published.find(limit=5)

    assert said.words == "Ask [taken out: a name]."
    assert (said.month, said.month_begins) == ("October 2026", datetime.date(2026, 10, 1))
    assert (said.group, said.stage_key, said.themes, said.warning) == ("", "court", ("Trust",), "violence")
    assert said.url.startswith("/feedback/words/")
    assert "4242" not in repr(said).replace(str(one.pk), "")
    PublishedFactory.create_batch(7, thread=thread, role_group="pwle")
    counts.recompute()
    assert {said.group for said in published.find(limit=9)} == {"people with lived experience of prison"}


def test_whether_it_was_answered_and_something_is_done():
    thread = ThreadFactory()
    rows = {
        kind: PublishedFactory(thread=thread) for kind in (None, ResponseKind.EXPLAINED, ResponseKind.DONE)
    }
    for kind, row in rows.items():
        if kind:
            ResponseFactory(thread=thread, to=[row], kind=kind)
    ResponseFactory(thread=thread, to=[rows[ResponseKind.DONE]], kind=ResponseKind.CANNOT)
    told = {said.key: (said.answered, said.does) for said in published.find(limit=5)}

    assert told == {
        rows[None].pk: (False, False),
        rows[ResponseKind.EXPLAINED].pk: (True, False),
        rows[ResponseKind.DONE].pk: (True, True),
    }


def test_a_quotation_says_when_its_words_are_gone():
    thread = ThreadFactory()
    there, withdrawn, declined, again = PublishedFactory.create_batch(4, thread=thread)
    never = ContributionFactory(thread=thread)
    gate.withdraw([withdrawn])
    gate.decline(declined, Reason.UNLAWFUL)
    gate.take_down(again)
    told = published.by_keys([row.pk for row in (there, withdrawn, declined, again, never)] + [12345])

    assert told[there.pk].words == there.words
    assert told[withdrawn.pk] == published.Gone(withdrawn.pk, "Withdrawn by its author", withdrawn=True)
    assert told[declined.pk].text == "Not shown any more"
    assert told[again.pk].text == "Being read again"
    assert set(told) == {there.pk, withdrawn.pk, declined.pk, again.pk}


def test_the_front_page_gets_short_words_one_of_each_thread_first():
    one, other = ThreadFactory(), ThreadFactory()
    PublishedFactory(thread=one, said="First of one.", batch=9)
    PublishedFactory(thread=one, said="Second of one.", batch=8)
    PublishedFactory(thread=other, said="First of other.", batch=7)
    PublishedFactory(thread=other, said="A warning.", batch=10, warnings=["death"])
    PublishedFactory(thread=other, said="A ⟦name⟧.", batch=10)
    PublishedFactory(thread=other, said="Long. " * 50, batch=10)
    PublishedFactory(thread=other, said="", face=3, batch=10)

    assert [said.words for said in published.newest(2)] == ["First of one.", "First of other."]
    assert len(published.newest(9)) == 3


def test_how_much_was_said_of_each_stage_is_what_was_counted_last():
    thread = ThreadFactory()
    PublishedFactory.create_batch(2, thread=thread, stage="recalled")
    PublishedFactory(stage="recalled")
    PublishedFactory(thread=ThreadFactory(hidden=True), stage="recalled")
    assert published.per_stage() == {}
    counts.recompute()
    assert published.per_stage() == {"recalled": 3}


def test_open_threads_and_those_that_came_from_something():
    soon = ThreadFactory(
        closes_on=TODAY() + datetime.timedelta(days=2), hangs_on_kind="topic", hangs_on_key="a"
    )
    ThreadFactory(hangs_on_kind="point", hangs_on_key="a")
    closed = ThreadFactory(
        closes_on=TODAY() - datetime.timedelta(days=2), hangs_on_kind="topic", hangs_on_key="a", published=7
    )

    assert [told.key for told in published.open_threads(TODAY(), 1)] == [soon.pk]
    hanging = published.hanging_on("topic", ["a", "b"], TODAY())
    assert {told.key: told.is_open for told in hanging["a"]} == {soon.pk: True, closed.pk: False}
    assert published.threads_by_keys([closed.pk], TODAY())[closed.pk].answers == 7


def test_an_address_of_words_is_read_as_its_key():
    one = PublishedFactory()
    (said,) = published.find(limit=1)

    assert published.key_of(said.url.split("/")[-2]) == one.pk
    assert published.key_of("nonsense") is None


@pytest.mark.database
def test_every_function_takes_as_many_queries_as_it_says_with_30_answers_and_with_3000():
    def queries(act):
        with CaptureQueriesContext(connection) as captured:
            act()
        return len(captured)

    keys = [row.pk for row in many_published(30).contributions.all()]
    acts = {
        "find": (4, lambda: published.find(["link", "worker"], theme="trust", stage="court", limit=30)),
        "find newest": (4, lambda: published.find(limit=30)),
        "newest": (4, lambda: published.newest(4)),
        "by_keys": (4, lambda: published.by_keys(keys)),
        "per_stage": (1, published.per_stage),
        "open_threads": (1, lambda: published.open_threads(TODAY(), 5)),
        "hanging_on": (1, lambda: published.hanging_on("topic", ["a"], TODAY())),
    }
    few = {name: queries(act) for name, (_most, act) in acts.items()}
    many_published(3000)
    ThreadFactory.create_batch(30)

    for name, (most, act) in acts.items():
        assert queries(act) == few[name] <= most, name
