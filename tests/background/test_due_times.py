"""When something is due: each time of day once a day, through both changes of the clocks."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from background.due_times import Every, Rule, TimesOfDay, time_of_day

LONDON = ZoneInfo("Europe/London")
FORWARD = datetime(2026, 3, 29, tzinfo=UTC)
BACK = datetime(2026, 10, 25, tzinfo=UTC)

times = st.lists(
    st.times().map(lambda t: t.replace(second=0, microsecond=0)), min_size=1, max_size=4, unique=True
)
rules: st.SearchStrategy[Rule] = st.one_of(
    times.map(lambda many: TimesOfDay(tuple(many))),
    st.integers(1, 3 * 86_400).map(lambda seconds: Every(timedelta(seconds=seconds))),
)
zones = st.sampled_from(["Europe/London", "Australia/Lord_Howe", "America/St_Johns", "UTC"]).map(ZoneInfo)
# Around a change of the clocks more often than not.
moments = st.one_of(
    st.datetimes(datetime(2026, 3, 27), datetime(2026, 3, 31), timezones=st.just(UTC)),
    st.datetimes(datetime(2026, 10, 23), datetime(2026, 10, 27), timezones=st.just(UTC)),
    st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC)),
)


@given(rules, moments, zones)
def test_latest_and_next_enclose_now_with_nothing_between(rule: Rule, now: datetime, zone: ZoneInfo):
    latest, following = rule.latest(now, zone), rule.next(now, zone)
    assert latest <= now < following
    assert rule.latest(following, zone) == following
    assert rule.latest(following - timedelta(microseconds=1), zone) == latest
    assert rule.next(latest, zone) == following


@given(times, st.dates(datetime(2026, 1, 1).date(), datetime(2027, 1, 1).date()))
@example([time(1, 30)], FORWARD.date())
@example([time(1, 30)], BACK.date())
@example([time(0, 0), time(1, 0, fold=1)], date(2026, 10, 23))
def test_each_time_of_day_is_due_once_on_each_day(many: list[time], day):
    """Walking from due time to due time over three days meets each (day, time) once: what is twice, first."""
    rule = TimesOfDay(tuple(many))
    wanted = {
        datetime.combine(day + timedelta(days=n), one.replace(fold=0), tzinfo=LONDON).astimezone(UTC)
        for n in range(3)
        for one in many
    }
    start, end = min(wanted), max(wanted)
    met, now = [start], start
    while now < end:
        now = rule.next(now, LONDON)
        met.append(now)
    assert sorted(wanted) == [due for due in met if due in wanted]
    assert len(met) == len(set(met))


@pytest.mark.parametrize(
    ("one", "day", "due"),
    [
        # The clocks go forward at 01:00: 01:30 does not exist, so it is due as far after midnight.
        ("01:30", FORWARD, datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),
        ("08:30", FORWARD, datetime(2026, 3, 29, 7, 30, tzinfo=UTC)),
        # They go back at 02:00: 01:30 exists twice and is due the first time.
        ("01:30", BACK, datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        ("08:30", BACK, datetime(2026, 10, 25, 8, 30, tzinfo=UTC)),
    ],
)
def test_the_nights_on_which_the_clocks_change(one: str, day: datetime, due: datetime):
    rule = TimesOfDay((time_of_day(one),))
    assert rule.next(day - timedelta(hours=1), LONDON) == due
    following = rule.next(due, LONDON)
    assert following.astimezone(LONDON).date() == (day + timedelta(days=1)).date()


@given(rules, st.lists(st.integers(0, 200_000), min_size=1, max_size=30), moments)
def test_looking_rarely_runs_what_was_missed_once(rule: Rule, pauses: list[int], start: datetime):
    """However long nobody looked, one look finds at most one due time, and looking often finds each."""
    taken = rule.latest(start, LONDON)
    now = start
    for pause in pauses:
        now += timedelta(seconds=pause)
        latest = rule.latest(now, LONDON)
        missed = 0
        walk = taken
        while walk < latest and missed < 3:
            walk = rule.next(walk, LONDON)
            missed += 1
        assert (latest > taken) == (missed > 0)
        taken = latest
        assert rule.latest(now, LONDON) == taken  # a second look, or another worker's, finds nothing


@pytest.mark.parametrize("text", ["", "8", "25:00", "08:60", "noon", "08.30"])
def test_what_is_no_time_of_day_is_refused(text: str):
    with pytest.raises(ValueError, match=r"time of day|must be in|invalid literal"):
        time_of_day(text)


def test_rules_without_sense_are_refused():
    with pytest.raises(ValueError, match="at least one"):
        TimesOfDay(())
    with pytest.raises(ValueError, match="no zone"):
        TimesOfDay((time(8, tzinfo=UTC),))
    with pytest.raises(ValueError, match="a second"):
        Every(timedelta())
