"""How the databases find a page of answers: from an index, sorting nothing, wherever the page begins."""

import pytest
from django.db import connection

from feedback.threads import batches, queries
from feedback.threads.models import Contribution, Response
from feedback.threads.queries import PAGE_LENGTH, Wanted
from tests.factories.threads import PublishedFactory, ThreadFactory, many_published

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def plan_of(rows):
    """How the rows would be found if there were too many to look at all."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"ANALYZE {rows.model._meta.db_table}")
            for choice in ("enable_seqscan", "enable_sort", "enable_bitmapscan"):
                cursor.execute(f"SET LOCAL {choice} = off")
    return rows.explain()


def sorts(plan):
    return "TEMP B-TREE" in plan or "Sort" in plan


@pytest.mark.parametrize("after", [None, (4, 2**62)])
def test_a_page_of_a_thread_is_read_from_an_index(after):
    thread = many_published(300, responses=False)
    plan = plan_of(queries.shown_of(thread, Wanted(), after)[: PAGE_LENGTH + 1])

    # Where there is one thread only, PostgreSQL may take either of the two that are in this order.
    either = "threads_newest_of_all" if connection.vendor == "postgresql" else "threads_newest_in_thread"
    assert "threads_newest_in_thread" in plan or either in plan
    assert not sorts(plan)
    assert "MULTI-INDEX OR" not in plan
    if after:
        assert "(batch,id)<(?,?)" in plan or "ROW(batch, id) <" in plan


def test_the_newest_of_all_are_read_from_an_index():
    many_published(300, responses=False)
    plan = plan_of(Contribution.objects.published().newest_first().select_related("thread")[:40])

    assert "threads_newest_of_all" in plan
    assert not sorts(plan)


def test_what_is_ready_and_what_was_declined_is_found_without_looking_at_the_rest():
    many_published(300, responses=False)

    assert "threads_ready" in plan_of(batches._ready().order_by())
    assert "threads_not_shown" in plan_of(batches._stubs_waiting().order_by())


def test_responses_to_all_are_found_without_looking_at_the_others():
    thread = many_published(300)
    plan = plan_of(Response.objects.filter(thread=thread, to_all=True).order_by())

    assert "threads_to_all_of_thread" in plan


def test_held_answers_are_not_in_the_index_of_what_is_shown():
    """How much waits costs readers nothing."""
    thread = ThreadFactory()
    PublishedFactory(thread=thread)
    index = next(one for one in Contribution._meta.indexes if one.name == "threads_newest_in_thread")

    assert index.condition is not None


@pytest.mark.parametrize("after", [(1, 0), (3, 2**40), (99, 5)])
def test_what_comes_after_a_place_is_what_stands_after_it(after):
    thread = many_published(250, responses=False)
    rows = list(thread.contributions.newest_first().values_list("batch", "pk"))
    found = queries.shown_of(thread, Wanted(), after).values_list("batch", "pk")

    assert list(found) == [row for row in rows if row < after]
