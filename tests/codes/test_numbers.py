"""Receipts: minted from randomness, read however people write them, refused with a plain sentence."""

import itertools
import os
from collections import Counter

import pytest
from django.utils import translation
from hypothesis import assume, given
from hypothesis import strategies as st

from cms.reading_grade import FOR_EVERYONE, grade
from codes.numbers import (
    RECEIPT,
    CodeIncompleteError,
    CodeMistypedError,
    check,
    groups,
    mint_receipt,
    normalise,
)
from codes.participation import LENGTH, mint
from codes.participation import check as check_participation

receipts = st.binary(min_size=16, max_size=16).map(mint_receipt)
#: What stands between digits on paper, in mails, and in what was copied from a page.
BETWEEN = [
    *" -–—−‑.·,/_\t\n:'",
    *["  ", "\u00a0", "\u2009", "\u200b", "\ufeff", "\u200e", "\u00ad", "\u0332"],
]


@given(receipts)
def test_a_receipt_is_eighteen_digits_in_six_groups_of_three(receipt):
    assert len(receipt) == RECEIPT == 18
    assert receipt.isascii()
    assert receipt.isdecimal()
    assert [len(group) for group in groups(receipt)] == [3] * 6
    assert "".join(groups(receipt)) == receipt


@given(st.binary(min_size=16, max_size=16), st.binary(min_size=16, max_size=16))
def test_the_same_randomness_gives_the_same_receipt_and_other_randomness_another(one, other):
    assert (mint_receipt(one) == mint_receipt(other)) == (one == other)


@pytest.mark.parametrize("length", [0, 8, 15, 17, 32])
def test_less_randomness_than_a_receipt_needs_is_refused(length):
    with pytest.raises(ValueError, match="16 bytes"):
        mint_receipt(b"x" * length)


def test_a_receipt_shows_nothing_of_what_it_was_made_from():
    """Randomness that differs in one bit gives receipts that have no more in common than any two."""
    alike = Counter[int]()
    for number in range(2000):
        one, other = mint_receipt(number.to_bytes(16, "big")), mint_receipt((number ^ 1).to_bytes(16, "big"))
        alike[sum(a == b for a, b in zip(one[:16], other[:16], strict=True))] += 1

    mean = sum(same * times for same, times in alike.items()) / alike.total()
    assert 1.4 < mean < 1.8  # a tenth of 16


def test_every_digit_comes_at_every_place_about_as_often():
    minted = [mint_receipt(os.urandom(16)) for _ in range(5000)]
    seen = [Counter(digits) for digits in zip(*minted, strict=True)]

    for place in seen[:16]:
        assert len(place) == 10
        assert all(380 < times < 620 for times in place.values())  # 500, and more than five deviations


# --- Reading what people type ----------------------------------------------------------


@given(receipts, st.lists(st.sampled_from(BETWEEN), min_size=19, max_size=19))
def test_whatever_stands_between_the_digits_it_is_the_same_receipt(receipt, between):
    typed = between[-1] + "".join(digit + mark for digit, mark in zip(receipt, between, strict=False))

    assert check(typed) == receipt


@pytest.mark.parametrize("zero", ["٠", "۰", "०", "০", "０", "𝟎", "𝟬", "߀"])
@given(receipts)
def test_digits_of_any_script_are_digits(zero, receipt):
    assert check("".join(chr(ord(zero) + int(digit)) for digit in receipt)) == receipt


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("O1l", "011"),
        ("o I i", "011"),
        ("D|Q", "010"),
        ("S5s", "555"),
        ("①②③", "123"),
        ("²³¹", "231"),
        ("12 3-4.5", "12345"),
        ("1a2", "1a2"),
        ("", ""),
    ],
)
def test_letters_that_look_like_digits_are_digits_and_others_stay(typed, meant):
    assert normalise(typed) == meant


@given(st.text(max_size=40))
def test_what_is_normal_stays_as_it_is(text):
    once = normalise(text)

    assert normalise(once) == once


@given(st.text(max_size=60))
def test_anything_typed_is_a_code_or_is_refused_by_name(text):
    try:
        code = check(text)
    except (CodeIncompleteError, CodeMistypedError):
        return
    assert check(code) == code


@given(receipts, st.integers(0, 17))
def test_a_receipt_without_its_end_is_incomplete(receipt, kept):
    with pytest.raises(CodeIncompleteError) as refused:
        check(receipt[:kept])
    assert (refused.value.there, refused.value.wanted) == (kept, 18)


@given(receipts, st.integers(0, 17), st.sampled_from("0123456789"))
def test_a_wrong_digit_is_a_slip(receipt, place, digit):
    assume(digit != receipt[place])

    with pytest.raises(CodeMistypedError):
        check(receipt[:place] + digit + receipt[place + 1 :])


@pytest.mark.parametrize("more", ["0", "x", "123"])
def test_more_than_a_receipt_is_a_slip(more):
    with pytest.raises(CodeMistypedError):
        check(mint_receipt(b"x" * 16) + more)


def test_a_letter_in_a_short_code_is_a_slip_not_a_missing_digit():
    with pytest.raises(CodeMistypedError):
        check("123 45x")


@pytest.mark.parametrize("typed", ["", "   ", "12", "12345678901234567", "123456789012345678", "hello"])
def test_refusals_can_be_read_by_a_nine_year_old(typed):
    with pytest.raises((CodeIncompleteError, CodeMistypedError)) as refused:
        check(typed)
    assert grade(str(refused.value.sentence)).level <= FOR_EVERYONE


def test_refusals_speak_welsh():
    for typed in ("", "12", "12345678901234567", "123456789012345678"):
        with pytest.raises((CodeIncompleteError, CodeMistypedError)) as refused:
            check(typed)
        english = str(refused.value.sentence)
        with translation.override("cy"):
            assert str(refused.value.sentence) != english


# --- Participation codes ------------------------------------------------------------------


def test_participation_codes_are_all_different_and_sound():
    codes = mint(3000)

    assert len(set(codes)) == 3000
    assert {len(code) for code in codes} == {LENGTH} == {15}
    assert [check_participation(" ".join(groups(code))) for code in codes] == codes


def test_participation_codes_come_in_no_order():
    codes = mint(1000)
    rises = sum(one < other for one, other in itertools.pairwise(codes))

    assert 430 < rises < 570


def test_a_receipt_and_a_participation_code_are_never_mistaken_for_each_other():
    with pytest.raises(CodeIncompleteError):
        check(mint(1)[0])
    with pytest.raises(CodeMistypedError):
        check_participation(mint_receipt(b"y" * 16))


def test_minting_none_gives_none():
    assert mint(0) == []
