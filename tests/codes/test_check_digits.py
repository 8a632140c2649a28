"""Check digits: no slip of one digit and no two neighbours changed over go unseen."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.iso7064 import mod_97_10

from codes.check_digits import is_sound, with_check_digits
from codes.numbers import RECEIPT
from codes.participation import LENGTH

DIGITS = "0123456789"
chance = random.Random(8)


def some_codes(length: int, count: int) -> list[str]:
    """Codes of that length, check digits included; the extremes are among them."""
    plain = ["0" * (length - 2), "9" * (length - 2), "01" * ((length - 2) // 2) + "0" * (length % 2)]
    plain += ["".join(chance.choices(DIGITS, k=length - 2)) for _ in range(count)]
    return [with_check_digits(one) for one in plain]


@pytest.mark.parametrize("length", [RECEIPT, LENGTH])
def test_every_wrong_digit_at_every_place_is_found(length):
    for code in some_codes(length, 300):
        assert is_sound(code)
        for place in range(length):
            for digit in DIGITS:
                if digit != code[place]:
                    assert not is_sound(code[:place] + digit + code[place + 1 :])


@pytest.mark.parametrize("length", [RECEIPT, LENGTH])
def test_every_two_neighbours_changed_over_are_found(length):
    for code in some_codes(length, 2000):
        for place in range(length - 1):
            one, other = code[place : place + 2]
            if one != other:
                assert not is_sound(code[:place] + other + one + code[place + 2 :])


def test_of_anything_else_about_one_in_97_passes():
    passed = sum(is_sound("".join(chance.choices(DIGITS, k=RECEIPT))) for _ in range(97_000))

    assert 850 < passed < 1150


@given(st.text(DIGITS, min_size=1, max_size=20))
def test_they_are_those_of_the_standard(digits):
    code = with_check_digits(digits)

    assert code == digits + mod_97_10.calc_check_digits(digits)
    assert mod_97_10.is_valid(code)
    assert is_sound(code)


def test_the_standards_own_example():
    assert with_check_digits("794") == "79444"
