"""Scheduled acts: every due time once, whoever looks and whenever workers come and go."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from hypothesis import HealthCheck, given
from hypothesis import settings as how
from hypothesis import strategies as st

from background import retention, schedule
from background.models import ScheduleMark
from background.worker import Worker

pytestmark = pytest.mark.django_db
LONDON = ZoneInfo("Europe/London")


@pytest.fixture(autouse=True)
def empty_schedule(monkeypatch) -> list[str]:
    monkeypatch.setattr(schedule, "_acts", {})
    return []


def queued() -> int:
    return DBTaskResult.objects.count()


NIGHTS = st.sampled_from([datetime(2026, 3, 28, 20, tzinfo=UTC), datetime(2026, 10, 24, 20, tzinfo=UTC)])


TIMES = st.sampled_from(["00:30", "01:00", "01:30", "02:00", "02:30", "09:00"])


@how(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    start=NIGHTS,
    times=st.lists(
        st.sampled_from(["00:30", "01:00", "01:30", "02:00", "02:30", "09:00"]), min_size=1, max_size=3
    ),
    looks=st.lists(st.tuples(st.integers(0, 2), st.integers(1, 400)), min_size=1, max_size=25),
)
def test_each_due_time_is_taken_once_by_workers_that_come_and_go(start, times, looks):
    """``looks``: which of three workers looks next (0 has just been restarted), after how many minutes."""
    schedule._acts.clear()
    ScheduleMark.objects.all().delete()
    DBTaskResult.objects.all().delete()
    schedule.register("act", lambda: None, at=times)
    rule = schedule.scheduled()[0].rule
    memories: list[dict[str, datetime]] = [{}, {}, {}]
    schedule.take_due(start, memories[0])  # the first look ever: it starts counting
    last, expected, now = rule.latest(start, LONDON), 0, start
    for who, minutes in looks:
        now += timedelta(minutes=minutes)
        if who == 0:
            memories[0] = {}
        schedule.take_due(now, memories[who])
        latest = rule.latest(now, LONDON)
        expected += latest > last  # missed ones are made up for once
        last = latest
        assert queued() == expected


def test_a_new_act_starts_with_its_next_due_time(empty_schedule):
    schedule.register("new", lambda: empty_schedule.append("ran"), every=timedelta(hours=1))
    Worker(once=True).run()
    assert empty_schedule == []


def test_a_missed_time_is_made_up_for_once_after_start(empty_schedule):
    schedule.register("missed", lambda: empty_schedule.append("ran"), at=["09:00"])
    ScheduleMark.objects.create(name="missed", taken=timezone.now() - timedelta(days=9))
    Worker(once=True).run()
    Worker(once=True).run()
    assert empty_schedule == ["ran"]


def test_an_act_that_fails_is_tried_again_by_the_queue(empty_schedule):
    def fail() -> None:
        empty_schedule.append("ran")
        raise OSError

    schedule.register("failing", fail, every=timedelta(minutes=1))
    ScheduleMark.objects.create(name="failing", taken=timezone.now() - timedelta(hours=1))
    Worker(once=True).run()
    assert empty_schedule == ["ran"]
    assert DBTaskResult.objects.get().run_after > timezone.now()


def test_acts_that_reach_outside_run_outside_a_transaction():
    schedule.register("outside", lambda: None, every=timedelta(minutes=1), atomic=False)
    ScheduleMark.objects.create(name="outside", taken=timezone.now() - timedelta(hours=1))
    schedule.take_due(timezone.now(), {})
    assert DBTaskResult.objects.get().task_path == "background.schedule.run_scheduled_outside"


def test_a_task_for_an_act_that_no_longer_exists_ends_quietly():
    schedule.run_scheduled.enqueue("gone-with-the-last-version")
    Worker(once=True).run()
    assert queued() == 0


def test_between_due_times_the_database_is_not_asked(django_assert_num_queries):
    for number in range(5):
        schedule.register(f"act-{number}", lambda: None, at=["09:00"])
    seen: dict[str, datetime] = {}
    now = datetime(2026, 5, 1, 12, tzinfo=UTC)
    schedule.take_due(now, seen)
    with django_assert_num_queries(0):
        schedule.take_due(now + timedelta(hours=1), seen)


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("Words here", {"at": ["09:00"]}),
        ("x" * 41, {"at": ["09:00"]}),
        ("none", {}),
        ("both", {"at": ["09:00"], "every": timedelta(hours=1)}),
        ("never", {"at": ["24:30"]}),
    ],
)
def test_what_makes_no_schedule_is_refused(name, rule):
    with pytest.raises(ValueError, match=r"short slug|either|must be in"):
        schedule.register(name, lambda: None, **rule)
    assert schedule.scheduled() == []


def test_two_acts_cannot_have_one_name():
    schedule.register("one", lambda: None, at=["09:00"])
    with pytest.raises(ValueError, match="already"):
        schedule.register("one", lambda: None, at=["10:00"])


# --- Retention -------------------------------------------------------------------------


def test_forgetting_runs_daily_each_kind_for_itself(monkeypatch):
    kinds: dict[str, retention.Retention] = {}
    monkeypatch.setattr(retention, "_kinds", kinds)
    asked: dict[str, datetime] = {}

    def fail(before: datetime) -> None:
        raise OSError

    retention.register("broken", fail, older_than=timedelta(days=1))
    retention.register("letters", lambda before: asked.update(letters=before), older_than=timedelta(days=30))
    retention.forget_all()
    Worker(once=True).run()
    age = timezone.now() - asked["letters"]
    assert timedelta(days=30) <= age < timedelta(days=30, minutes=1)
    [row] = DBTaskResult.objects.all()
    assert row.args_kwargs["args"] == ["broken"]


def test_the_rooms_register_what_they_forget():
    assert {kind.name: kind.older_than.days for kind in retention.kept()}.items() >= {
        "task-results": 30, "messages-sent": 7, "messages-failed": 30,
    }.items()  # fmt: skip


@pytest.mark.parametrize("name", ["Words here", "task-results"])
def test_a_kind_needs_a_name_of_its_own(name):
    with pytest.raises(ValueError, match=r"short slug|already"):
        retention.register(name, lambda before: None, older_than=timedelta(days=1))
