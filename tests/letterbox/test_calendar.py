"""When the box is next opened: set times, working days, closed days, clocks that change."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import settings as how
from hypothesis import strategies as st

from feedback.letterbox import calendar
from feedback.letterbox.calendar import TimesUnreadableError, latest_due, next_emptying
from feedback.letterbox.models import ClosedDay

pytestmark = pytest.mark.django_db
LONDON = ZoneInfo("Europe/London")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


@pytest.mark.parametrize(
    ("now", "due"),
    [
        ("2026-11-24 08:59", "2026-11-24 09:00"),  # a Tuesday
        ("2026-11-24 09:00", "2026-11-24 15:00"),
        ("2026-11-24 15:00", "2026-11-25 09:00"),
        ("2026-11-27 15:00", "2026-11-30 09:00"),  # over a weekend
        ("2026-12-24 15:01", "2026-12-29 09:00"),  # over Christmas, which a Monday follows
        ("2026-03-28 12:00", "2026-03-30 09:00"),  # the clocks go forward
        ("2026-10-23 15:00", "2026-10-26 09:00"),  # and back
    ],
)
def test_the_next_emptying(now, due):
    ClosedDay.objects.bulk_create(ClosedDay(day=day) for day in (date(2026, 12, 25), date(2026, 12, 28)))

    found = next_emptying(at(now))
    assert found == at(due)
    assert found.utcoffset() == at(due).utcoffset()


def test_pages_may_ask_for_it_with_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        next_emptying()


def test_a_year_of_closed_days_is_a_mistake_and_gives_a_date_all_the_same():
    first = date(2026, 11, 24)
    ClosedDay.objects.bulk_create(ClosedDay(day=first + timedelta(days=days)) for days in range(420))

    assert next_emptying(at("2026-11-24 08:00")) == at("2026-11-24 09:00")


def test_in_a_demonstration_it_is_every_minute(settings):
    settings.DEMO = True

    assert next_emptying(at("2026-11-28 23:59:30")) == at("2026-11-29 00:00")  # a Saturday
    assert latest_due(at("2026-11-28 23:59:30")) == at("2026-11-28 23:59")


MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)).map(lambda one: one.replace(tzinfo=UTC))
HOURS = st.lists(st.sampled_from(["00:30", "01:30", "06:00", "09:00", "12:15", "15:00", "23:30"]), min_size=1)


@how(max_examples=60, deadline=None)
@given(
    moment=MOMENTS,
    times=HOURS,
    days=st.lists(st.sampled_from(calendar.DAYS), min_size=1),
    closed=st.sets(st.integers(0, 6), max_size=3),
)
def test_it_is_always_the_first_set_time_of_an_open_day_after_now(moment, times, days, closed):
    from django.test import override_settings

    ClosedDay.objects.all().delete()
    today = moment.astimezone(LONDON).date()
    shut = {today + timedelta(days=one) for one in closed}
    ClosedDay.objects.bulk_create(ClosedDay(day=day) for day in shut)
    with override_settings(EMPTYING_TIMES=times, EMPTYING_DAYS=days):
        due = next_emptying(moment)
        before = latest_due(due - timedelta(seconds=1))
        assert latest_due(due) == due
    # The slow way: every minute of the days to come.
    local = {datetime.combine(time=time.fromisoformat(one), date=date.min).time() for one in times}
    slow = min(
        moment_of
        for ahead in range(15)
        for day in [today + timedelta(days=ahead)]
        if calendar.DAYS[day.weekday()] in days and day not in shut
        for one in local
        if (moment_of := datetime.combine(day, one, tzinfo=LONDON)).astimezone(UTC) > moment
    )
    assert due.astimezone(UTC) == slow.astimezone(UTC)
    assert before is None or before <= moment


@pytest.mark.parametrize("times", [[], ["nine"], ["25:00"], ["09.00"], [""]])
def test_times_that_cannot_be_read(settings, times):
    settings.EMPTYING_TIMES = times

    with pytest.raises(TimesUnreadableError):
        calendar.times()


@pytest.mark.parametrize("days", [[], ["weekdays"], [""], ["mon", "x"]])
def test_days_that_cannot_be_read(settings, days):
    settings.EMPTYING_DAYS = days

    with pytest.raises(TimesUnreadableError):
        calendar.days()


def test_days_may_be_written_out(settings):
    settings.EMPTYING_DAYS = ["Monday", " tuesday", "WED"]

    assert calendar.days() == {0, 1, 2}
