"""The list of threads: what is asked, and what came of what was asked."""

import datetime
import html as html_of
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from cms.reading_grade import FOR_EVERYONE, grade_of_html
from edge import page_cache
from feedback.threads.queries import THREADS_A_PAGE
from tests.factories.threads import ThreadFactory

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate
DAY = datetime.timedelta(days=1)


def index(client, query=""):
    page_cache.shelf.clear()
    answer = client.get(f"/feedback/{query}")
    assert answer.status_code == 200
    return re.search(r"<main.*?</main>", answer.content.decode(), re.S)[0]


def order_of(html):
    return re.findall(r'<a href="/feedback/(?!how-we-do)([\w-]+)/"', html)


def closed(days_ago, **fields):
    last = TODAY() - days_ago * DAY
    return ThreadFactory(opens_on=last - 30 * DAY, closes_on=last, **fields)


def text_of(html):
    return " ".join(html_of.unescape(re.sub(r"<[^>]+>", " ", html)).split())


def test_without_threads_it_says_so_kindly(client):
    html = index(client)

    assert "No question is open today" in html
    assert "Nothing has been asked here yet." in html


def test_open_threads_come_first_the_one_that_closes_soonest_before_the_others(client):
    ThreadFactory(slug="later", closes_on=TODAY() + 40 * DAY)
    ThreadFactory(slug="soon", closes_on=TODAY() + 2 * DAY)
    ThreadFactory(slug="coming", opens_on=TODAY() + DAY, closes_on=TODAY() + 3 * DAY)
    closed(9, slug="old")
    closed(2, slug="recent")

    assert [slug for slug in order_of(index(client)) if slug != "receipt"] == [
        "soon", "later", "coming", "recent", "old",
    ]  # fmt: skip


def test_an_open_thread_shows_its_promise_and_its_last_day(client):
    thread = ThreadFactory(
        closes_on=datetime.date(2099, 2, 1), answer_by=datetime.date(2099, 3, 1), published=5
    )
    text = text_of(index(client))

    for words in (
        "Open until 1 February 2099.", "5 answers.", thread.can_change, thread.who_decides,
        "By 1 March 2099.",
    ):  # fmt: skip
        assert words in text


def test_a_closed_thread_shows_what_came_of_it_and_whether_the_promise_was_kept(client):
    closed(
        20, published=24, answered=9, asked_for_change=7, led_to_change=3,
        answer_by=datetime.date(2026, 3, 1), answered_on=datetime.date(2026, 3, 4),
    )  # fmt: skip
    html = index(client)

    assert "24 answers. 9 have a response. 3 of 7 that asked for a change led to one." in text_of(html)
    assert "Late. It came on 4 March 2026. We had said by 1 March 2026." in text_of(html)
    assert html.count('class="did"') == 1


def test_the_second_stroke_is_drawn_only_where_a_change_followed(client):
    closed(20, published=24, answered=24, asked_for_change=7)

    assert 'class="did"' not in index(client)
    assert "7 asked for a change. None has led to one yet." in index(client)


@pytest.mark.parametrize("fields", [{"hidden": True}, {"opened_on": None}])
def test_what_is_not_public_is_not_listed(client, fields):
    ThreadFactory(question="Nobody may see this?", **fields)

    assert "Nobody may see this" not in index(client)


def test_a_thread_by_code_says_so_before_one_gets_there(client):
    ThreadFactory(access="by-code")

    assert "To answer, you need a code from a slip." in index(client)


@pytest.mark.database
def test_paging_shows_every_closed_thread_once(client):
    for n in range(THREADS_A_PAGE + 5):
        closed(3 + n // 2, slug=f"closed-{n}")
    ThreadFactory(slug="open")
    first = index(client)
    following = re.search(r'href="/feedback/(\?after=[^"]+)" rel="next"', first)[1]
    second = index(client, following)

    listed = [slug for slug in order_of(first) + order_of(second) if slug.startswith("closed-")]
    assert len(listed) == len(set(listed)) == THREADS_A_PAGE + 5
    assert "Open now" not in second
    assert 'rel="prev"' in second


@pytest.mark.parametrize("query", ["?after=x", "?after=2026-13-01.x", "?after=9999-12-31.", "?after=.a"])
def test_a_broken_cursor_shows_the_first_page(client, query):
    ThreadFactory(slug="open")

    assert "open" in order_of(index(client, query))


@pytest.mark.database
def test_the_list_takes_the_same_queries_with_3_threads_and_with_300(client):
    def queries():
        client.get("/feedback/")
        page_cache.shelf.clear()
        with CaptureQueriesContext(connection) as captured:
            client.get("/feedback/")
        return len(captured)

    ThreadFactory()
    closed(3)
    few = queries()
    ThreadFactory.create_batch(150)
    for n in range(150):
        closed(4 + n)

    assert queries() == few <= 12


def test_the_list_is_for_everyone_to_read(client):
    plain = {"question": "What helps?", "can_change": "We can ask.", "who_decides": "We do."}
    ThreadFactory(**plain)
    ThreadFactory(access="by-code", **plain)
    closed(4, published=3, answered=2, asked_for_change=2, **plain)
    found = grade_of_html(index(client))

    assert found.level <= FOR_EVERYONE, found.hardest


def test_under_cy_it_leads_to_welsh_pages(client):
    ThreadFactory(slug="one")
    page_cache.shelf.clear()
    with translation.override("cy"):
        html = client.get("/cy/feedback/").content.decode()

    assert 'href="/cy/feedback/one/"' in html
