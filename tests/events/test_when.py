"""Dates as exact as they are known."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from consultations.events.when import Precision, When, clock, how_long, zone_name

LONDON = ZoneInfo("Europe/London")
OCTOBER = datetime.date(2022, 10, 14)


@pytest.mark.parametrize(
    ("precision", "text", "iso", "first", "last"),
    [
        (Precision.DAY, "14 October 2022", "2022-10-14", 14, 14),
        (Precision.EARLY, "early October 2022", "2022-10", 1, 10),
        (Precision.MIDDLE, "the middle of October 2022", "2022-10", 11, 20),
        (Precision.LATE, "late October 2022", "2022-10", 21, 31),
        (Precision.MONTH, "October 2022", "2022-10", 1, 31),
    ],
)
def test_a_date_says_no_more_than_is_known(precision, text, iso, first, last):
    when = When(precision, OCTOBER, zone=LONDON)

    assert (when.text, when.iso) == (text, iso)
    assert (when.first_day.day, when.last_day.day) == (first, last)


@pytest.mark.parametrize(("month", "offset"), [(1, "+00:00"), (7, "+01:00")])
def test_a_time_is_shown_by_both_clocks_and_written_with_its_offset(month, offset):
    when = When(Precision.TIME, datetime.date(2027, month, 6), datetime.time(14, 0), LONDON)

    assert when.text.endswith(" 2027, 14:00 (2pm)")
    assert when.iso == f"2027-{month:02}-06T14:00:00{offset}"


def test_a_time_goes_with_no_other_exactness():
    with pytest.raises(ValueError, match="a time goes with"):
        When(Precision.DAY, OCTOBER, datetime.time(14, 0))
    with pytest.raises(ValueError, match="a time goes with"):
        When(Precision.TIME, OCTOBER)


@given(st.dates(), st.sampled_from([p for p in Precision if p is not Precision.TIME]))
def test_the_day_itself_is_never_before_the_first_possible_moment_of_its_month(day, precision):
    when = When(precision, day)

    assert when.first_day <= when.last_day
    assert (when.first_day.year, when.first_day.month) == (day.year, day.month)
    assert when.sort_key[:10] == when.first_day.isoformat()


def test_early_comes_before_the_middle_and_that_before_late():
    keys = [When(p, OCTOBER).sort_key for p in (Precision.EARLY, Precision.MIDDLE, Precision.LATE)]

    assert keys == sorted(set(keys))


def test_months_speak_the_language_of_the_page():
    with translation.override("cy"):
        assert "Hydref 2022" in When(Precision.MONTH, OCTOBER).text


@pytest.mark.parametrize(
    ("time", "text"),
    [
        (datetime.time(0, 0), "00:00 (midnight)"),
        (datetime.time(9, 5), "09:05 (9:05am)"),
        (datetime.time(12, 0), "12:00 (midday)"),
        (datetime.time(12, 30), "12:30 (12:30pm)"),
        (datetime.time(0, 15), "00:15 (12:15am)"),
    ],
)
def test_clock(time, text):
    assert clock(time) == text


@pytest.mark.parametrize(
    ("minutes", "text"),
    [
        (120, "2 hours"),
        (60, "1 hour"),
        (90, "1 hour 30 minutes"),
        (45, "45 minutes"),
        (61, "1 hour 1 minute"),
    ],
)
def test_how_long(minutes, text):
    assert how_long(minutes) == text


def test_a_zone_is_named_as_people_call_it():
    assert zone_name("Europe/London") == "UK time"
    assert zone_name("America/New_York") == "New York time"
