"""The numbers of a thread: counted at emptyings only, and of what asked for a change only."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from feedback.threads import answering, counts, gate, sockets
from feedback.threads.enums import Reason, ResponseKind, State
from feedback.threads.models import Contribution, Thread
from feedback.threads.small_numbers import happened_too
from feedback.threads.sockets import Became
from tests.factories.threads import (
    ContributionFactory,
    PublishedFactory,
    ResponseFactory,
    ThreadFactory,
    emptied,
    many_published,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def became():
    """What rooms above tell, as a dictionary to fill."""
    told = {}
    sockets.became.register("test", lambda keys: {key: told[key] for key in keys if key in told})
    yield told
    sockets.became.unregister("test")


def counted(thread):
    thread.refresh_from_db()
    return thread


def test_every_number_counts_what_it_says():
    thread = ThreadFactory()
    answered = PublishedFactory(thread=thread, asks_for_change=True)
    PublishedFactory.create_batch(3, thread=thread)
    ResponseFactory(thread=thread, to=[answered])
    ResponseFactory(thread=thread, to=[answered])
    ContributionFactory(thread=thread)
    gate.decline(PublishedFactory(thread=thread), Reason.ADVERT)
    gate.decline(ContributionFactory(thread=thread), Reason.ADVERT)  # its stub has not left yet
    gate.withdraw([PublishedFactory(thread=thread), ContributionFactory(thread=thread)])
    counts.recompute()

    found = counted(thread)
    assert (found.received, found.published, found.declined, found.withdrawn) == (9, 4, 1, 2)
    assert (found.answered, found.asked_for_change, found.led_to_change) == (1, 1, 0)


def test_numbers_change_at_an_emptying_and_at_no_other_time():
    thread = ThreadFactory()
    counts.recompute()
    one = ContributionFactory(thread=thread)
    gate.let_go(one, words="Words.")
    gate.withdraw([PublishedFactory(thread=thread)])
    ResponseFactory(thread=thread, to=[PublishedFactory(thread=thread)])
    assert counted(thread).received == counted(thread).published == 0

    emptied()
    assert (counted(thread).received, counted(thread).published, counted(thread).answered) == (3, 1, 1)


def test_only_what_asked_for_a_change_counts_as_having_led_to_one(became):
    thread = ThreadFactory()
    asked = [PublishedFactory(thread=thread, asks_for_change=True) for _n in range(5)]
    praise = PublishedFactory(thread=thread)
    became[asked[0].pk] = [Became("A list hangs on every wing", "/x/", "done", changed=True)]
    became[asked[1].pk] = [Became("It is in a proposal", "/x/", "going")]
    became[praise.pk] = [Became("A list hangs on every wing", "/x/", "done", changed=True)]
    ResponseFactory(thread=thread, to=[asked[2]], kind=ResponseKind.DONE)
    ResponseFactory(thread=thread, to=[asked[3]], kind=ResponseKind.WILL_DO)
    ResponseFactory(thread=thread, to=[praise], kind=ResponseKind.DONE)
    counts.recompute()

    assert (counted(thread).asked_for_change, counted(thread).led_to_change) == (5, 2)


def test_what_both_a_response_and_a_room_above_tell_counts_once(became):
    thread = ThreadFactory()
    asked = PublishedFactory(thread=thread, asks_for_change=True)
    became[asked.pk] = [Became("Done", "/x/", "done", changed=True)]
    ResponseFactory(thread=thread, to=[asked], kind=ResponseKind.DONE)
    counts.recompute()

    assert counted(thread).led_to_change == 1


def test_a_group_is_shown_once_eight_of_it_are_published_and_not_before():
    thread, other = ThreadFactory(), ThreadFactory()
    PublishedFactory.create_batch(7, thread=thread, role_group="pwle")
    ContributionFactory(thread=thread, role_group="pwle")
    PublishedFactory(thread=other, role_group="pwle")
    counts.recompute()
    assert counted(thread).shown_groups == []

    eighth = PublishedFactory(thread=thread, role_group="pwle")
    counts.recompute()
    assert counted(thread).shown_groups == ["pwle"]
    gate.withdraw([eighth])
    counts.recompute()
    assert counted(thread).shown_groups == []


def test_facets_name_only_what_is_published():
    thread = ThreadFactory()
    PublishedFactory.create_batch(2, thread=thread, stage="recalled", themes=["housing", "work"])
    ContributionFactory(thread=thread, stage="court", themes=["money"])
    counts.recompute()

    assert counted(thread).facets == {"themes": {"housing": 2, "work": 2}, "stages": {"recalled": 2}}


def test_counting_touches_only_what_differs():
    thread = many_published(20)
    with CaptureQueriesContext(connection) as captured:
        counts.recompute()
    assert [query["sql"] for query in captured if query["sql"].startswith("UPDATE")] == []
    assert counted(thread).published == 20


@pytest.mark.database
def test_counting_takes_as_many_queries_with_20_answers_as_with_2000():
    def queries():
        with CaptureQueriesContext(connection) as captured:
            counts.recompute()
        return len(captured)

    def asked_of_the_rooms():
        """One for each room that acts on answers, and each 500 answers that asked for a change."""
        asking = Contribution.objects.filter(state=State.PUBLISHED, asks_for_change=True).count()
        return len(sockets.became.all()) * -(-asking // 500)

    thread = many_published(20)
    few = queries() - asked_of_the_rooms()
    many_published(2000, thread)
    ThreadFactory.create_batch(20)
    counts.recompute()
    assert queries() - asked_of_the_rooms() == few


# --- The promise ------------------------------------------------------------------------


def test_the_first_answer_keeps_the_promise_and_later_ones_change_nothing():
    thread = ThreadFactory()
    first = datetime.date(2026, 11, 3)
    answering.answer(thread, kind="explained", words="Thank you.", name="A", role="b", day=first)
    counts.note_answered(thread, first + datetime.timedelta(days=9))

    assert counted(thread).answered_on == first


def test_a_response_to_nobody_in_particular_is_one_to_all():
    thread = ThreadFactory()
    one = PublishedFactory(thread=thread)
    to_all = answering.answer(
        thread, kind="explained", words="A", name="A", role="b", day=timezone.localdate()
    )
    to_one = answering.answer(
        thread, [one], kind="explained", words="A", name="A", role="b", day=timezone.localdate()
    )

    assert (to_all.to_all, to_one.to_all) == (True, False)
    assert list(to_one.contributions.all()) == [one]


def test_counting_leaves_what_editors_wrote_as_it_is():
    thread = ThreadFactory(question="As it was?")
    stale = Thread.objects.get(pk=thread.pk)
    Thread.objects.filter(pk=thread.pk).update(question="As it is?")
    PublishedFactory(thread=stale)
    counts.recompute()

    assert (counted(thread).question, thread.published) == ("As it is?", 1)


@pytest.mark.parametrize(
    ("number", "shown"),
    [(0, None), (1, None), (2, None), (3, "few"), (7, "few"), (8, "many"), (4000, "many")],
)
def test_how_many_it_happened_to_too_is_never_a_number_and_nothing_below_three(number, shown):
    assert happened_too(number) == shown


def test_no_state_is_counted_twice():
    thread = ThreadFactory()
    for state in State:
        ContributionFactory(thread=thread, state=state)
    counts.recompute()
    found = counted(thread)

    assert found.received == len(State)
    assert found.published + found.declined + found.withdrawn <= found.received
