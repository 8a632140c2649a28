"""Publishing in batches: never alone, unless it has waited a week."""

import datetime
import logging

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from edge import content_version
from feedback.letterbox import kinds
from feedback.threads import batches, gate
from feedback.threads.enums import Reason, State
from feedback.threads.models import Contribution
from tests.factories.threads import ContributionFactory, PublishedFactory, ThreadFactory, emptied

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def ready(thread, number=1, *, days_ago=0, **fields):
    day = timezone.localdate() - datetime.timedelta(days=days_ago)
    return [ContributionFactory(thread=thread, ready=True, day=day, **fields) for _n in range(number)]


def states(*rows):
    return [Contribution.objects.get(pk=row.pk).state for row in rows]


def test_fewer_than_three_wait_and_three_leave_together():
    thread = ThreadFactory()
    two = ready(thread, 2)
    emptied(1)
    assert set(states(*two)) == {State.HELD}

    third = ready(thread)
    emptied(2)
    assert set(states(*two, *third)) == {State.PUBLISHED}
    assert set(thread.contributions.values_list("batch", flat=True)) == {2}


def test_threads_do_not_wait_for_each_other_and_do_not_help_each_other():
    full, short = ThreadFactory(), ThreadFactory()
    ready(full, 3)
    waiting = ready(short, 2)
    emptied()

    assert full.contributions.filter(state=State.PUBLISHED).count() == 3
    assert set(states(*waiting)) == {State.HELD}


def test_what_has_waited_seven_days_leaves_and_takes_the_rest_along():
    thread = ThreadFactory()
    old, new = ready(thread, days_ago=7), ready(thread)
    six = ready(ThreadFactory(), days_ago=6)
    emptied()

    assert set(states(*old, *new)) == {State.PUBLISHED}
    assert states(*six) == [State.HELD]


def test_how_many_leave_together_is_a_setting(settings):
    settings.PUBLISH_TOGETHER = 5
    thread = ThreadFactory()
    ready(thread, 4)
    emptied(1)
    assert not thread.contributions.filter(state=State.PUBLISHED).exists()
    ready(thread)
    emptied(2)
    assert thread.contributions.filter(state=State.PUBLISHED).count() == 5


def test_what_leaves_shows_the_words_let_go_and_keeps_no_day_and_no_other_words():
    thread = ThreadFactory()
    ready(thread, 2)
    one = ContributionFactory(thread=thread, said="I am ⟦no bar⟧ on B wing.")
    gate.let_go(one, words="I am on ⟦cell⟧.")
    emptied(7)

    there = Contribution.objects.get(pk=one.pk)
    assert (there.words, bytes(there.held), there.day, there.ready) == ("I am on ⟦cell⟧.", b"", None, False)


def test_what_was_shown_before_comes_back_to_its_place():
    thread = ThreadFactory()
    one = PublishedFactory(thread=thread, batch=4)
    gate.bring_back(one, "New words.", day=timezone.localdate())
    gate.let_go(one, words="New words.")
    ready(thread, 2)
    emptied(9)

    assert Contribution.objects.get(pk=one.pk).batch == 4


def test_what_is_not_for_showing_never_leaves():
    thread = ThreadFactory()
    ready(thread, 3)
    kept = ContributionFactory(thread=thread, may_show=False, ready=True)
    emptied()

    assert states(kept) == [State.HELD]


def test_a_stub_leaves_with_the_batch_and_after_a_week_at_the_latest():
    thread, quiet = ThreadFactory(), ThreadFactory()
    stub, lonely = ContributionFactory(thread=thread), ContributionFactory(thread=quiet)
    gate.decline(stub, Reason.OFF_TOPIC)
    gate.decline(lonely, Reason.OFF_TOPIC)
    emptied(1)
    assert Contribution.objects.filter(batch__isnull=False).count() == 0

    ready(thread, 3)
    emptied(2)
    assert Contribution.objects.get(pk=stub.pk).batch == 2
    assert Contribution.objects.get(pk=stub.pk).day is None
    emptied(3, timezone.localdate() + datetime.timedelta(days=7))
    assert Contribution.objects.get(pk=lonely.pk).batch == 3


def test_three_stubs_do_not_take_one_answer_along():
    thread = ThreadFactory()
    for _n in range(3):
        gate.decline(ContributionFactory(thread=thread), Reason.OFF_TOPIC)
    alone = ready(thread)
    emptied()

    assert states(*alone) == [State.HELD]
    assert thread.contributions.filter(batch=1).count() == 3


def test_what_was_withdrawn_before_it_was_shown_leaves_no_stub():
    thread = ThreadFactory()
    one = ContributionFactory(thread=thread)
    gate.withdraw([one])
    ready(thread, 3)
    emptied()

    assert Contribution.objects.get(pk=one.pk).batch is None


def test_one_that_cannot_be_opened_keeps_nobody_back(caplog):
    thread = ThreadFactory()
    good = ready(thread, 3)
    bad = ContributionFactory(thread=thread, ready=True, held=b"damaged")
    with caplog.at_level(logging.ERROR):
        emptied()

    assert set(states(*good)) == {State.PUBLISHED}
    assert states(bad) == [State.HELD]
    assert str(bad.pk) not in caplog.text


def test_an_emptying_may_be_repeated():
    thread = ThreadFactory()
    ready(thread, 3)
    emptied(5)
    before = list(Contribution.objects.order_by("pk").values())
    emptied(5)

    assert list(Contribution.objects.order_by("pk").values()) == before


def test_every_emptying_makes_copies_of_public_pages_stale_whether_or_not_anything_left():
    before = content_version.current()
    emptied()

    assert content_version.current() > before


def test_the_box_knows_whom_to_call():
    assert batches.publish_due in kinds.acts_at_emptying()


def test_publishing_says_nothing_of_the_order_in_which_moderators_let_go():
    """Rows are written in the order of their random keys, whatever was decided first."""
    thread = ThreadFactory()
    rows = ready(thread, 6)
    with CaptureQueriesContext(connection) as captured:
        emptied()
    (update,) = [
        query["sql"]
        for query in captured
        if query["sql"].startswith('UPDATE "threads_contribution"') and '"words" = ' in query["sql"]
    ]
    places = [update.index(str(row.pk)) for row in sorted(rows, key=lambda row: row.pk)]

    assert places == sorted(places)


# --- Told beforehand --------------------------------------------------------------------


def test_a_moderator_sees_when_what_is_ready_leaves():
    today = timezone.localdate()
    thread = ThreadFactory()
    assert batches.leaves_when(thread, today).sentence == "Nothing is ready to leave."

    ready(thread, days_ago=2)
    leaves = batches.leaves_when(thread, today)
    assert (leaves.ready, leaves.lacking) == (1, 2)
    assert leaves.at_the_latest == today + datetime.timedelta(days=5)
    assert leaves.sentence.startswith("It leaves when 2 more are ready, and on ")

    ready(thread, 2)
    assert batches.leaves_when(thread, today).at_the_next_emptying
    assert batches.leaves_when(thread, today).sentence == "It leaves when the box is next emptied."


def test_what_is_told_beforehand_is_what_happens():
    today = timezone.localdate()
    for number, days_ago in ((1, 0), (2, 3), (2, 7), (3, 0), (1, 9)):
        thread = ThreadFactory()
        rows = ready(thread, number, days_ago=days_ago)
        told = batches.leaves_when(thread, today).at_the_next_emptying
        emptied(1, today)
        assert (set(states(*rows)) == {State.PUBLISHED}) == told


def test_telling_it_is_one_query(django_assert_num_queries):
    thread = ThreadFactory()
    ready(thread, 2)
    with django_assert_num_queries(1):
        batches.leaves_when(thread, timezone.localdate())
