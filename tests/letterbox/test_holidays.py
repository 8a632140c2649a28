"""Bank holidays by rule, against what was published."""

from datetime import date

import pytest

from edge import content_version
from feedback.letterbox import holidays
from feedback.letterbox.models import ClosedDay

#: As published on https://www.gov.uk/bank-holidays, without days proclaimed once or moved by proclamation.
PUBLISHED = {
    2019: "01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26",
    2021: "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28",
    2023: "01-02 04-07 04-10 05-01 05-29 08-28 12-25 12-26",
    2024: "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26",
    2025: "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26",
    2026: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
    2027: "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28",
    2028: "01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26",
}
#: Easter Sundays, the earliest and the latest there are among them.
EASTER = ["1818-03-22", "1943-04-25", "1999-04-04", "2000-04-23", "2008-03-23", "2019-04-21", "2038-04-25"]


@pytest.mark.parametrize("year", PUBLISHED)
def test_the_rule_gives_what_was_published(year):
    found = [f"{day:%m-%d}" for day in holidays.bank_holidays(year)]

    assert found == PUBLISHED[year].split()


def test_christmas_on_a_sunday_goes_round_boxing_day():
    days = {f"{day:%m-%d}": name for day, name in holidays.bank_holidays(2022).items()}

    assert (days["12-26"], days["12-27"]) == ("Boxing Day", "Christmas Day")


@pytest.mark.parametrize("sunday", EASTER)
def test_easter(sunday):
    day = date.fromisoformat(sunday)

    assert holidays.easter(day.year) == day


def test_every_year_has_eight_on_working_days():
    for year in range(1978, 2200):
        days = holidays.bank_holidays(year)
        assert len(days) == 8
        assert all(day.weekday() < 5 and day.year == year for day in days)


@pytest.mark.django_db
def test_closing_may_be_repeated_keeps_what_is_there_and_pages_hear_of_it():
    ClosedDay.objects.create(day=date(2027, 1, 1), name="Our own words")
    before = content_version.current()

    assert len(holidays.close_on_bank_holidays(2027, by="test")) == 7
    assert content_version.current() > before
    before = content_version.current()
    assert holidays.close_on_bank_holidays(2027, by="test") == []
    assert content_version.current() == before
    assert ClosedDay.objects.count() == 8
    assert ClosedDay.objects.get(day=date(2027, 1, 1)).name == "Our own words"

    assert holidays.open_again(date(2027, 1, 1), by="test")
    assert not holidays.open_again(date(2027, 1, 1), by="test")
    assert content_version.current() == before + 1
