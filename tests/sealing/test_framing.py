"""Values in a row of bytes: never two meanings for the same bytes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sealing.deriving import WeakSecretError, derive
from sealing.framing import NotFramedError, framed, unframed

rows = st.lists(st.binary(max_size=12), max_size=5)


@given(rows, rows)
def test_different_values_never_give_the_same_bytes(one, other):
    assert (framed(*one) == framed(*other)) == (one == other)


@given(rows)
def test_values_come_back(parts):
    assert unframed(framed(*parts), len(parts)) == parts


@given(rows, st.integers(0, 6))
def test_another_number_of_values_is_refused(parts, count):
    if count != len(parts):
        with pytest.raises(NotFramedError):
            unframed(framed(*parts), count)


@given(st.binary(max_size=60), st.integers(0, 4))
def test_any_bytes_are_read_or_refused(anything, count):
    try:
        parts = unframed(anything, count)
    except NotFramedError:
        return
    assert framed(*parts) == anything


# --- Keys for each purpose from one secret ----------------------------------------------


@given(st.binary(min_size=16, max_size=64), st.text(max_size=20), st.text(max_size=20))
def test_each_label_has_a_key_of_its_own(secret, one, other):
    assert (derive(secret, one) == derive(secret, other)) == (one == other)


@pytest.mark.parametrize("secret", [b"", b"short", b"x" * 15])
def test_a_secret_that_was_forgotten_or_made_up_is_refused(secret):
    with pytest.raises(WeakSecretError):
        derive(secret, "anything")


def test_keys_stay_what_they_were():
    """Whatever changes here makes receipts and held words unreadable."""
    key = derive(b"0123456789abcdef", "pepper of codes: receipt")

    assert key.hex() == "3a52067de83f1b1b209a2e190e4c1dc7b9b909e0d3e8eea1f2d4d8176bb73d99"
