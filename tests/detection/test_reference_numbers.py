"""Check digits and letters of numbers that offices give."""

import pytest

from feedback.detection.findings import find
from feedback.detection.reference_numbers import check_letter


def kinds(text):
    return [found.kind for found in find(text)]


@pytest.mark.parametrize(
    ("year", "serial", "letter"),
    [("1979", "163001", "B"), ("2002", "73319", "Z"), ("81", "34", "U"), ("00", "223", "R")],
)
def test_the_check_letter_of_a_police_number_is_that_of_the_published_examples(year, serial, letter):
    assert check_letter(year, serial) == letter


def test_a_police_number_with_the_wrong_letter_is_found_only_where_it_is_called_one():
    assert kinds("2002/0073319Z") == ["police-number"]
    assert kinds("2002/0073319A") == []
    assert kinds("PNC 2002/0073319A") == ["police-number"]


def test_ten_digits_are_an_nhs_number_by_their_checksum_or_by_name():
    assert kinds("943 476 5919") == ["nhs-number"]
    assert kinds("943 476 5918") == []
    assert kinds("my NHS number is 943 476 5918") == ["nhs-number"]


def test_a_national_insurance_number_needs_no_checksum():
    assert kinds("QQ 12 34 56 C") == ["ni-number"]
    assert kinds("we meet at 12 34 56 a or so") == []


def test_prison_and_probation_numbers_are_told_apart():
    assert kinds("A1234BC") == ["prison-number"]
    assert kinds("A123456") == ["probation-number"]
    assert kinds("AB1234CD") == ["probation-number"]


def test_the_older_prison_number_is_found_only_where_it_is_called_a_number():
    assert kinds("my number was BV6120") == ["prison-number"]
    assert kinds("the BV6120 is a boiler") == []
