"""Acts that run at set times, each due time by exactly one worker.

Any room registers from its ``AppConfig.ready``. Taking a due time and putting
its task into the queue is one transaction: whoever is killed before it has
taken nothing, whoever is killed after it leaves a task that the queue will see
through. Times missed while no worker ran are made up for once, after start.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from background.claims import won
from background.due_times import Every, Rule, TimesOfDay, time_of_day
from background.models import ScheduleMark
from background.queued import queued


@dataclass(frozen=True)
class ScheduledAct:
    """What runs, and when."""

    name: str
    run: Callable[[], object]
    rule: Rule
    atomic: bool


_acts: dict[str, ScheduledAct] = {}


def register(
    name: str,
    run: Callable[[], object],
    *,
    at: Iterable[time | str] = (),
    every: timedelta | None = None,
    atomic: bool = True,
) -> None:
    """Have ``run()`` called at local times of day (``at=["09:00", "15:00"]``) or ``every`` so often.

    It runs in the worker as a task of the queue, in one transaction unless
    ``atomic=False``, and is tried again when it fails.

    Raises:
        ValueError: the name is no short slug or is taken, or both or neither of ``at``, ``every`` are given.
    """
    times = tuple(time_of_day(one) if isinstance(one, str) else one for one in at)
    if bool(times) == (every is not None):
        raise ValueError(f"{name}: give either times of day or a pause")
    if slugify(name) != name or len(name) > 40:
        raise ValueError(f"{name!r} is no short slug")
    if name in _acts:
        raise ValueError(f"{name} is scheduled already")
    rule: Rule = Every(every) if every is not None else TimesOfDay(times)
    _acts[name] = ScheduledAct(name, run, rule, atomic)


def scheduled() -> list[ScheduledAct]:
    """All that is registered, by name."""
    return [_acts[name] for name in sorted(_acts)]


def take_due(now: datetime, seen: dict[str, datetime]) -> int:
    """Queue every act that has become due and that nobody else has taken; returns how many.

    ``seen`` is the caller's own memory of due times it has dealt with, so that
    between due times the database is not asked at all.
    """
    zone = timezone.get_default_timezone()
    count = 0
    for act in scheduled():
        due = act.rule.latest(now, zone)
        if act.name in seen and due <= seen[act.name]:
            continue
        count += _take(act, due)
        seen[act.name] = due
    return count


def _take(act: ScheduledAct, due: datetime) -> bool:
    with transaction.atomic():
        if won(ScheduleMark.objects.filter(name=act.name, taken__lt=due), taken=due):
            (run_scheduled if act.atomic else run_scheduled_outside).enqueue(act.name)
            return True
        # Never seen before: nothing was missed, so it starts with its next due time.
        ScheduleMark.objects.bulk_create([ScheduleMark(name=act.name, taken=due)], ignore_conflicts=True)
    return False


@queued(attempts=5)
def run_scheduled(name: str) -> None:
    """Run a scheduled act in one transaction with the end of its task."""
    _run(name)


@queued(attempts=5, atomic=False)
def run_scheduled_outside(name: str) -> None:
    """Run a scheduled act that opens its own transactions or reaches outside."""
    _run(name)


def _run(name: str) -> None:
    act = _acts.get(name)
    # A name that a later version no longer knows has nothing to do.
    if act is not None:
        act.run()
