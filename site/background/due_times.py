"""When something is due: fixed times of the day, or every so often. Pure arithmetic.

Times of day are local to the given zone. On the night the clocks go forward a
time that does not exist is due when the same amount of time after midnight has
passed (01:30 in London becomes 02:30); on the night they go back a time that
exists twice is due the first time only. So each time of day is due exactly
once on each day.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
#: Days looked at on either side: a local day is never further from its UTC day than this.
_DAYS_AROUND = 2


@dataclass(frozen=True)
class TimesOfDay:
    """Due at each of these local times, every day."""

    times: tuple[time, ...]

    def __post_init__(self) -> None:
        if not self.times:
            raise ValueError("at least one time of day is needed")
        if any(one.tzinfo is not None for one in self.times):
            raise ValueError("times of day are local: they carry no zone")

    def latest(self, now: datetime, zone: tzinfo) -> datetime:
        """The last due time at or before ``now``, in UTC."""
        return max(due for due in self._around(now, zone) if due <= now)

    def next(self, after: datetime, zone: tzinfo) -> datetime:
        """The first due time after ``after``, in UTC."""
        return min(due for due in self._around(after, zone) if due > after)

    def _around(self, moment: datetime, zone: tzinfo) -> Iterator[datetime]:
        today: date = moment.astimezone(zone).date()
        for days in range(-_DAYS_AROUND, _DAYS_AROUND + 1):
            day = today + timedelta(days=days)
            for one in self.times:
                yield datetime.combine(day, one.replace(fold=0), tzinfo=zone).astimezone(UTC)


@dataclass(frozen=True)
class Every:
    """Due at each whole multiple of ``pause`` since 1970, so that all workers agree without asking."""

    pause: timedelta

    def __post_init__(self) -> None:
        if self.pause < timedelta(seconds=1):
            raise ValueError("the pause must be at least a second")

    def latest(self, now: datetime, zone: tzinfo) -> datetime:
        """The last due time at or before ``now``, in UTC; the zone makes no difference."""
        return _EPOCH + (now - _EPOCH) // self.pause * self.pause

    def next(self, after: datetime, zone: tzinfo) -> datetime:
        """The first due time after ``after``, in UTC; the zone makes no difference."""
        return self.latest(after, zone) + self.pause


Rule = TimesOfDay | Every


def time_of_day(text: str) -> time:
    """Read "08:30".

    Raises:
        ValueError: it is no time of day.
    """
    hour, colon, minute = text.strip().partition(":")
    if not colon:
        raise ValueError(f"{text!r} is no time of day: write it as 08:30")
    return time(int(hour), int(minute))
