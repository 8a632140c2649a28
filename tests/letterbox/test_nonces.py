"""One random number of a form: its envelope and its receipt come from it; neither gives the other away."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codes import numbers
from feedback.letterbox import nonces
from feedback.letterbox.nonces import Nonce, NotANonceError

SIXTEEN = st.binary(min_size=16, max_size=16)


@given(raw=SIXTEEN)
def test_a_nonce_goes_through_a_form_and_makes_the_same_key_and_receipt_again(raw):
    nonce = nonces.read(str(Nonce(raw)))

    assert nonce == Nonce(raw)
    assert nonces.envelope_key(nonce) == nonces.envelope_key(Nonce(raw))
    assert nonces.receipt_of(nonce) == nonces.receipt_of(Nonce(raw))
    assert numbers.check(nonces.receipt_of(nonce)) == nonces.receipt_of(nonce)


@given(raw=SIXTEEN, bit=st.integers(0, 127))
def test_one_bit_of_difference_changes_everything(raw, bit):
    other = (int.from_bytes(raw, "big") ^ (1 << bit)).to_bytes(16, "big")
    one, two = Nonce(raw), Nonce(other)

    assert nonces.receipt_of(one) != nonces.receipt_of(two)
    apart = nonces.envelope_key(one).int ^ nonces.envelope_key(two).int
    # 128 fair bits: fewer than 20 differ once in 10**16 tries.
    assert apart.bit_count() >= 20


def test_key_and_receipt_have_nothing_to_do_with_each_other():
    """No bit of a key tells whether the receipt's number is odd, and the nonce is in neither."""
    forms = [nonces.new() for _ in range(2000)]
    both = [(nonces.envelope_key(one).int, int(nonces.receipt_of(one)[:16]) & 1) for one in forms]
    for bit in range(128):
        agree = sum((key >> bit & 1) == odd for key, odd in both)
        assert abs(agree - 1000) < 6 * 22.4  # six standard deviations
    for one in forms[:50]:
        assert one.raw.hex() not in nonces.envelope_key(one).hex + nonces.receipt_of(one)


def test_a_nonce_is_not_shown_where_it_is_printed():
    nonce = nonces.new()

    assert nonce.raw.hex() not in repr(nonce)
    assert repr(nonce.raw) not in repr(nonce)


@pytest.mark.parametrize(
    "text", ["", "00" * 15, "00" * 17, "zz" * 16, "é" * 32, " " + "00" * 15 + "0", "0x" + "00" * 15]
)
def test_anything_else_is_no_nonce(text):
    with pytest.raises(NotANonceError):
        nonces.read(text)
