"""Tasks whose worker is gone are put back; tasks whose worker lives are left alone."""

import threading
from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from background import reaper, running
from background.models import TaskClaim
from tests.background import errands

pytestmark = pytest.mark.django_db


def taken(key: int = 1) -> DBTaskResult:
    errands.remember.enqueue(key)
    row = running.claim_next(f"worker-{key}")
    assert row is not None
    return row


def silent_for(lease_and: timedelta) -> None:
    TaskClaim.objects.update(until=timezone.now() - lease_and)


def test_a_living_workers_task_is_left_alone():
    row = taken()
    assert reaper.reap() == 0
    row.refresh_from_db()
    assert row.status == TaskResultStatus.RUNNING


def test_a_dead_workers_task_is_put_back_and_done_by_another():
    errands.called.clear()
    row = taken(6)
    silent_for(timedelta(seconds=1))
    assert reaper.reap() == 1
    assert reaper.reap() == 0
    again = running.claim_next("another")
    assert again is not None
    assert again.pk == row.pk
    running.run(again, "another")
    assert errands.called == [6]
    assert not TaskClaim.objects.exists()


def test_a_task_lost_once_too_often_is_given_up_with_the_loss_named(caplog):
    row = taken()
    TaskClaim.objects.update(losses=running.LOSSES_BEFORE_GIVING_UP - 1)
    silent_for(timedelta(seconds=1))
    reaper.reap()
    row.refresh_from_db()
    assert row.status == TaskResultStatus.FAILED
    assert "its workers were lost" in caplog.text


def test_losing_workers_does_not_use_up_the_attempts():
    row = taken()
    for _ in range(running.LOSSES_BEFORE_GIVING_UP - 1):
        silent_for(timedelta(seconds=1))
        reaper.reap()
        assert running.claim_next("another") is not None
    row.refresh_from_db()
    assert row.status == TaskResultStatus.RUNNING
    assert TaskClaim.objects.get().failures == 0


def test_a_claim_whose_task_is_gone_goes_too():
    row = taken()
    DBTaskResult.objects.filter(pk=row.pk).delete()
    silent_for(timedelta(seconds=1))
    assert reaper.reap() == 0
    assert not TaskClaim.objects.exists()


def test_looking_for_the_dead_is_one_query_when_all_live(django_assert_num_queries):
    for key in range(1, 4):
        taken(key)
    with django_assert_num_queries(1):
        reaper.reap()


def test_the_claim_is_renewed_while_the_task_runs(settings, monkeypatch):
    settings.WORKER_LEASE_SECONDS = 0.15
    renewed = threading.Event()

    class Seen:
        """Stands for the claim's row: the beat's own connection would not see this test's transaction."""

        @staticmethod
        def filter(**which):
            class Row:
                @staticmethod
                def update(**changes):
                    assert which["holder"] == "me"
                    assert changes["until"] > timezone.now()
                    renewed.set()
                    return 1

            return Row

    errands.remember.enqueue(1)
    row = running.claim_next("me")
    assert row is not None

    class Claims:
        objects = Seen

    monkeypatch.setattr(running, "_call", lambda row, holder: renewed.wait(5))
    monkeypatch.setattr(running, "TaskClaim", Claims)
    running.run(row, "me")
    assert renewed.is_set()
