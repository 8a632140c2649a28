"""Days whose letters were lost are told where one comes back."""

import pytest

from feedback.threads.lost_days import days_can_be_read, lost_days
from tests.threads.writer import Writer


def test_days_are_told_whole_and_the_latest_first(settings):
    settings.LETTERS_LOST = ["2026-11-24", "2026-12-30/2027-01-02"]
    assert lost_days() == ["30 December 2026 to 2 January 2027", "24 November 2026"]
    assert days_can_be_read() == []


@pytest.mark.parametrize("wrong", ["yesterday", "2026-11-31", "2026-11-24/2026-11-23", "2026-11-24/", ""])
def test_what_cannot_be_read_stops_a_start_and_breaks_no_page(settings, wrong):
    settings.LETTERS_LOST = [wrong, "2026-11-24"]
    assert [problem.id for problem in days_can_be_read()] == ["threads.E001"]
    assert lost_days() == ["24 November 2026"]


@pytest.mark.django_db
def test_the_page_says_so_and_says_nothing_while_nothing_was_lost(settings):
    assert "were lost" not in Writer().open("/feedback/receipt/").words
    settings.LETTERS_LOST = ["2026-11-24/2026-11-26"]
    words = Writer().open("/feedback/receipt/").words
    assert "Some letters were lost" in words
    assert "24 November 2026 to 26 November 2026" in words
