"""The worker's part: once at each set time of an open day, and looking after keys between them."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from background import retention, schedule
from feedback.letterbox import calendar, copies, due, kinds, nonces, reconcile
from feedback.letterbox.covers import post_cover
from feedback.letterbox.emptying import empty
from feedback.letterbox.models import BoxKey, ClosedDay, Emptying, Envelope, Tombstone
from feedback.letterbox.nonces import LONGEST_LIFE
from feedback.letterbox.posting import Outcome, post

pytestmark = pytest.mark.django_db
LONDON = ZoneInfo("Europe/London")


class Clock:
    """The time of day, set by hand."""

    def __init__(self) -> None:
        self.now = datetime.now(UTC)

    def set(self, text: str) -> None:
        self.now = datetime.fromisoformat(text).replace(tzinfo=LONDON).astimezone(UTC)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    clock.set("2026-11-23 20:00")  # a Monday evening
    monkeypatch.setattr(timezone, "now", lambda: clock.now)
    return clock


@pytest.fixture
def box(clock: Clock, box: None) -> None:
    """A key of that evening; the box was emptied in the afternoon."""
    Emptying.objects.create(number=1, day=date(2026, 11, 23), at=clock.now - timedelta(hours=5))


def test_it_is_emptied_once_at_each_set_time(clock, room, box):
    emptied = []
    for text in (
        "24 08:59",
        "24 09:00",
        "24 09:01",
        "24 14:59",
        "24 15:00",
        "24 15:20",
        "25 08:00",
        "25 09:00",
    ):
        clock.set(f"2026-11-{text}")
        if due.empty_if_due():
            emptied.append(text)

    assert emptied == ["24 09:00", "24 15:00", "25 09:00"]


def test_never_on_closed_days_or_weekends_but_keys_are_looked_after_all_the_same(clock, room, box):
    ClosedDay.objects.create(day=date(2026, 11, 24))
    post("word", {"said": "hello"}, nonce=nonces.new())
    BoxKey.objects.update(public=b"gone")
    clock.set("2026-11-24 09:00")
    assert due.empty_if_due() is None
    assert post("word", {"said": "hello again"}, nonce=nonces.new()) == Outcome.SENT
    clock.set("2026-11-25 09:00")
    assert due.empty_if_due()
    clock.set("2026-11-27 15:00")
    assert due.empty_if_due()
    for text in ("28 09:00", "28 15:00", "29 15:00"):
        clock.set(f"2026-11-{text}")
        assert due.empty_if_due() is None
    assert room.said() == ["hello", "hello again"]


@pytest.mark.parametrize(
    ("text", "made_up_for"),
    [("24 09:25", True), ("24 11:59", True), ("24 12:01", False), ("24 14:59", False), ("24 18:00", True)],
)
def test_a_missed_time_is_made_up_for_unless_the_next_is_near(clock, room, box, text, made_up_for):
    clock.set(f"2026-11-{text}")

    assert bool(due.empty_if_due()) == made_up_for


def test_a_task_that_is_repeated_after_a_crash_does_not_empty_twice(clock, room, box):
    """Letters of the minute between would come out alone."""
    clock.set("2026-11-24 09:00")
    post("word", {"said": "hello"}, nonce=nonces.new())
    whole, kinds._kinds["word"] = kinds._kinds["word"], kinds.Kind("word", lambda letters, delivery: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        due.empty_if_due()
    kinds._kinds["word"] = whole
    post("word", {"said": "a minute later"}, nonce=nonces.new())
    clock.set("2026-11-24 09:01")
    due.look_after()
    assert room.said() == ["hello"]
    assert due.empty_if_due() is None
    assert room.said() == ["hello"]
    clock.set("2026-11-24 15:00")
    due.empty_if_due()
    assert room.said() == ["a minute later", "hello"]


def test_a_demonstration_empties_every_minute_and_keeps_no_copies(clock, room, box, settings):
    settings.DEMO = True
    clock.set("2026-11-28 23:59")
    assert due.empty_if_due()
    assert due.empty_if_due() is None
    clock.set("2026-11-29 00:00")
    assert due.empty_if_due()
    assert len(copies.numbers()) == 2
    due.look_after()
    assert copies.numbers() == []


def test_copies_go_after_a_while_but_never_one_that_was_not_delivered(clock, room, box, settings):
    settings.DELIVERY_COPIES_KEPT_DAYS = 3
    clock.set("2026-11-24 09:00")
    first = empty()
    clock.set("2026-11-26 09:00")
    second = empty()
    due.look_after()
    assert copies.numbers() == [first.number, second.number]
    clock.set("2026-11-28 09:00")
    due.look_after()
    assert copies.numbers() == [second.number]

    Emptying.objects.filter(number=second.number).delete()
    assert due.let_old_copies_go(date(2027, 1, 1)) == 0
    assert reconcile.reconcile().delivered == 1
    assert due.let_old_copies_go(date(2027, 1, 1)) == 1


def test_tombstones_outlive_every_form(clock, room, box):
    post_cover()
    clock.set("2026-11-24 09:00")
    empty()
    [kind] = [one for one in retention.kept() if one.name == "tombstones"]
    assert kind.older_than >= LONGEST_LIFE

    kind.delete(clock.now + LONGEST_LIFE - timedelta(days=30))
    assert Tombstone.objects.count() == 1
    kind.delete(clock.now + timedelta(days=1))
    assert Tombstone.objects.count() == 0
    assert Envelope.objects.count() == 0


def test_the_set_times_are_in_the_schedule_outside_of_any_transaction():
    [act] = [one for one in schedule.scheduled() if one.name == "empty-box"]

    assert (act.run, act.atomic) == (due.empty_if_due, False)
    assert act.rule == schedule.TimesOfDay(calendar.times())
