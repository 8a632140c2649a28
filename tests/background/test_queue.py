"""What a queued task promises: keys only, retry with growing pauses, one transaction, no trace when done."""

import logging
from datetime import timedelta
from itertools import pairwise

import pytest
from django.db import OperationalError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from background import running
from background.claims import this_task, won
from background.models import ScheduleMark, TaskClaim
from background.queue_backend import LONGEST_PAUSE, pause_after
from background.queued import NotAKeyError
from background.worker import Worker
from tests.background import errands

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clean() -> None:
    errands.called.clear()
    errands.given_up.clear()


def work() -> None:
    Worker(once=True).run()


def later() -> None:
    """Let every pause be over."""
    DBTaskResult.objects.filter(status=TaskResultStatus.READY).update(run_after=timezone.now())


def effects() -> set[str]:
    names = ScheduleMark.objects.filter(name__startswith="effect-").values_list("name", flat=True)
    return {name.removeprefix("effect-") for name in names}


# --- Arguments --------------------------------------------------------------------


@pytest.mark.parametrize("argument", [7, 2**62, -1, "retention", "a", "0193-aa_b", "x" * 40])
def test_keys_of_rows_are_taken(argument: object):
    errands.remember.enqueue(argument)
    assert DBTaskResult.objects.get().args_kwargs["args"] == [argument]


@pytest.mark.parametrize(
    "argument",
    [
        "My officer told me", "two words", "Capital", "somebody@example.org", "", "x" * 41, "né", "a\n", "-a",
        True, None, 1.5, ["a"], {"a": 1}, b"abc",
    ],
)  # fmt: skip
def test_words_are_refused_before_they_reach_a_table(argument: object):
    with pytest.raises(NotAKeyError) as refused:
        errands.remember.enqueue(argument)
    assert str(argument) not in str(refused.value) or not str(argument)
    with pytest.raises(NotAKeyError):
        errands.remember.enqueue(1, name=argument)
    assert not DBTaskResult.objects.exists()


def test_a_task_made_without_our_decorator_is_held_to_keys_as_well():
    other = task(backend="queue")(plain)
    with pytest.raises(NotAKeyError):
        other.enqueue("some words")


def plain(key: object) -> None:
    """At the top of the module, as the library wants it."""


# --- Running ------------------------------------------------------------------------


def test_a_task_runs_once_and_leaves_nothing_behind():
    errands.remember.enqueue(3, name="slug")
    work()
    work()
    assert errands.called == [(3, "slug")]
    assert not DBTaskResult.objects.exists()
    assert not TaskClaim.objects.exists()


def test_a_task_is_queued_only_if_its_transaction_commits():
    with transaction.atomic():
        errands.remember.enqueue(1)
        transaction.set_rollback(True)
    work()
    assert errands.called == []


def test_urgent_tasks_go_first_and_tasks_for_later_wait():
    errands.remember.enqueue(1)
    errands.urgent.enqueue(2)
    errands.remember.using(run_after=timezone.now() + timedelta(minutes=1)).enqueue(3)
    work()
    assert errands.called == [("urgent", 2), 1]


def test_a_task_that_reaches_outside_runs_under_its_own_name():
    result = errands.outside.enqueue(5)
    work()
    [(key, _, name)] = errands.called
    assert (key, str(name)) == (5, result.id)
    with pytest.raises(LookupError):
        this_task()


def test_the_queue_takes_the_same_few_queries_whatever_waits():
    counts = []
    for waiting in (1, 30):
        for key in range(waiting):
            errands.remember.enqueue(key)
        with CaptureQueriesContext(connection) as queries:
            row = running.claim_next("me")
            assert row is not None
            running.run(row, "me")
        counts.append(len(queries))
        DBTaskResult.objects.all().delete()
    assert counts[0] == counts[1] <= 15


# --- Failing --------------------------------------------------------------------------


def test_a_failed_attempt_is_undone_and_tried_again_after_a_pause():
    errands.fail_until.enqueue(4)
    work()
    assert errands.called == [4]
    row = DBTaskResult.objects.get()
    assert row.status == TaskResultStatus.READY
    assert timedelta(seconds=8) < row.run_after - timezone.now() <= timedelta(seconds=10)
    later()
    work()
    assert errands.called == [4, 4]
    assert "4" in effects()
    assert not DBTaskResult.objects.exists()


def test_a_task_is_given_up_after_its_attempts_and_never_says_what_was_said(caplog):
    errands.write_then_fail.enqueue(9)
    with caplog.at_level(logging.DEBUG):
        for _ in range(5):
            work()
            later()
    assert errands.called == [9, 9, 9]
    assert errands.given_up == [9]
    assert "9" not in effects()
    row = DBTaskResult.objects.get()
    assert row.status == TaskResultStatus.FAILED
    kept = f"{row.traceback} {row.exception_class_path} {row.return_value}"
    assert "builtins.ValueError" in kept
    assert "errands.py" in kept
    assert (row.finished_at.hour, row.finished_at.minute) == (0, 0)
    lines = [record.getMessage() + str(record.exc_info) for record in caplog.records]
    assert any("given up" in line and "write_then_fail(9)" in line for line in lines)
    for said in ("secret", "example.org"):
        assert said not in kept
        assert not any(said in line for line in lines)
    assert not TaskClaim.objects.exists()


def test_pauses_grow_and_end_at_six_hours():
    pauses = [pause_after(n) for n in range(1, 12)]
    assert pauses[0] == timedelta(seconds=10)
    assert all(one <= next_one for one, next_one in pairwise(pauses))
    assert pauses[-1] == LONGEST_PAUSE == timedelta(hours=6)


def test_a_busy_database_is_no_failure_of_the_task(monkeypatch):
    errands.remember.enqueue(1)
    busy = iter([OperationalError("database is locked")] * 8)

    def call(row, given):
        problem = next(busy, None)
        if problem:
            raise problem

    monkeypatch.setattr(running, "_call_function", call)
    for _ in range(9):
        work()
        later()
    assert not DBTaskResult.objects.exists()


def test_a_task_that_the_program_no_longer_has_is_given_up_not_run_for_ever():
    errands.remember.enqueue(1)
    DBTaskResult.objects.update(task_path="tests.background.errands.gone")
    for _ in range(6):
        work()
        later()
    assert DBTaskResult.objects.get().status == TaskResultStatus.FAILED


# --- Claims ---------------------------------------------------------------------------


def test_a_claim_is_won_once():
    errands.note("prize")
    row = ScheduleMark.objects.filter(name="effect-prize", taken__lt=timezone.now() + timedelta(hours=1))
    then = timezone.now() + timedelta(hours=2)
    assert [won(row, taken=then), won(row, taken=then)] == [True, False]


def test_a_claim_on_more_than_one_row_is_refused():
    errands.note("one")
    errands.note("two")
    with pytest.raises(ValueError, match="one row"):
        won(ScheduleMark.objects.filter(name__startswith="effect-"), taken=timezone.now())


def test_a_worker_that_lost_its_claim_undoes_what_it_did(caplog):
    """It was thought dead (a machine asleep) and another has the task: its claim, not luck, decides."""
    errands.remember.enqueue(1)
    row = running.claim_next("sleeper")
    assert row is not None
    TaskClaim.objects.update(holder="another")
    errands_note = errands.note

    def call(row, given):
        errands_note("undone")

    original = running._call_function
    running._call_function = call
    try:
        running.run(row, "sleeper")
    finally:
        running._call_function = original
    assert "undone" not in effects()
    assert TaskClaim.objects.get().holder == "another"
    assert DBTaskResult.objects.get().status == TaskResultStatus.RUNNING
    assert "was taken over" in caplog.text
