"""What feedback brings to the home page: words beside what was done, open questions, counts by stage."""

import datetime

import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from edge import page_cache
from feedback.questions.front_page import section
from feedback.questions.shortening import beginning
from feedback.threads import counts
from feedback.threads.enums import ResponseKind, State
from tests.factories.threads import (
    ContributionFactory,
    PublishedFactory,
    ResponseFactory,
    ThreadFactory,
    many_published,
)

pytestmark = [pytest.mark.django_db, pytest.mark.database]
DAY = datetime.timedelta(days=1)


def home():
    counts.recompute()
    return section(RequestFactory().get("/"))


def answered(kind=ResponseKind.DONE, said="Come earlier.", **fields):
    row = PublishedFactory(said=said, **fields)
    response = ResponseFactory(
        thread=row.thread, kind=kind, to=[row], words="<p>Now it is <b>earlier</b>.</p>"
    )
    return row, response


def test_words_stand_beside_what_was_done_about_them():
    answered(ResponseKind.DONE)
    (row,) = home().said_and_done

    assert (row.voice, row.what, row.state) == ("Come earlier.", "Now it is earlier.", "done")
    assert row.said_href.startswith("/feedback/words/")
    assert row.draws_done


def test_a_promise_gives_its_day_and_a_no_is_a_row_like_the_others():
    _row, promise = answered(ResponseKind.WILL_DO, said="Come earlier.")
    answered(ResponseKind.CANNOT, said="Open on Sundays.")
    rows = home().said_and_done

    assert [(row.voice, row.state) for row in rows] == [
        ("Come earlier.", "going"),
        ("Open on Sundays.", "no"),
    ]
    assert f"{promise.due_on:%Y}" in rows[0].done_note
    assert not rows[1].draws_done


@pytest.mark.parametrize(
    "fields",
    [
        {"said": "long " * 40},
        {"said": "I was at ⟦cell⟧."},
        {"said": "Hard words.", "warnings": ["violence"]},
        {"said": ""},
    ],
)
def test_words_that_do_not_belong_large_on_a_front_page_are_left_out(fields):
    answered(**fields)

    assert home().said_and_done == ()


@pytest.mark.parametrize("state", [state for state in State if state != State.PUBLISHED])
def test_what_is_not_published_does_not_appear_even_with_a_response(state):
    row = ContributionFactory(state=state, batch=1, stage="recalled")
    ResponseFactory(thread=row.thread, kind=ResponseKind.DONE, to=[row])

    assert home().said_and_done == ()
    assert home().journey() == {}


def test_nothing_of_a_hidden_thread():
    row, _response = answered(stage="recalled")
    type(row.thread).objects.update(hidden=True)
    found = home()

    assert (found.said_and_done, found.open_now, found.journey()) == ((), (), {})


def test_each_thread_is_heard_before_one_is_heard_twice():
    one, other = ThreadFactory(), ThreadFactory()
    for number in range(4):
        answered(said=f"One {number}.", thread=one)
    answered(said="Other.", thread=other)
    voices = [row.voice for row in home().said_and_done]

    assert len(voices) == 3
    assert "Other." in voices


def test_one_response_to_many_is_told_once():
    thread = ThreadFactory()
    rows = [PublishedFactory(thread=thread, said=f"Word {number}.") for number in range(3)]
    ResponseFactory(thread=thread, kind=ResponseKind.DONE, to=rows)

    assert len(home().said_and_done) == 1


def test_open_questions_stand_under_open_now_the_one_that_closes_soonest_first():
    today = timezone.localdate()
    ThreadFactory(question="Later?", closes_on=today + 20 * DAY)
    ThreadFactory(question="Soon?", closes_on=today)
    ThreadFactory(question="Over?", closes_on=today - DAY)
    ThreadFactory(question="To come?", opens_on=today + DAY)
    ThreadFactory(question="Not opened?", opened_on=None)
    rows = home().open_now

    assert [row.title for row in rows] == ["Soon?", "Later?"]
    assert "Answer until" in rows[0].note


def test_the_journey_counts_what_is_published_and_tells_where_something_is_done():
    answered(stage="recalled")
    PublishedFactory(stage="recalled")
    PublishedFactory(stage="community")
    ContributionFactory(stage="court")
    found = home().journey()

    assert {stage: (count.said, count.done) for stage, count in found.items()} == {
        "recalled": (2, True),
        "community": (1, False),
    }


def test_it_takes_as_many_queries_with_20_answers_as_with_320(django_assert_max_num_queries):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            section(RequestFactory().get("/"))
        return len(captured)

    thread = many_published(20)
    few = queries()
    many_published(300, thread)
    for _number in range(10):
        ThreadFactory()
    assert queries() == few <= 3


@pytest.mark.parametrize(
    ("words", "short"),
    [
        ("Short.", "Short."),
        ("One is short. Two is longer than there is room.", "One is short."),
        ("He said “no.” Then he went a long way.", "He said “no.”"),
        ("Nothing here ends before the room does, sadly", "Nothing here ends …"),
        ("In 2.5 years it went on and on and on", "In 2.5 years it went …"),
    ],
)
def test_words_are_cut_between_sentences_or_between_words(words, short):
    assert beginning(words, 22) == short


def test_the_whole_home_page_takes_at_most_twelve_queries(client):
    from tests.factories.cms import home_page

    home_page()
    many_published(60)
    client.get("/")
    page_cache.shelf.clear()
    with CaptureQueriesContext(connection) as captured:
        client.get("/")
    assert len(captured) <= 12
