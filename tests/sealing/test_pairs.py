"""Key pairs: what is sealed opens for one key alone, all has one length, forged keys are refused."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sealing import pairs
from sealing.framing import framed
from sealing.pairs import (
    CannotOpenError,
    KeyExpiredError,
    KeyForgedError,
    KeySpoiltError,
    PrivateKey,
    PublicKey,
    TooLongError,
    new_pair,
    open_sealed,
    room,
    seal,
    sealed_length,
)

SECRET = b"a secret of the tests, long enough"
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
TOMORROW = NOW + timedelta(days=1)
SIZE = 300
PUBLIC, PRIVATE = new_pair("box", 7, TOMORROW, secret=SECRET)
OTHER_PUBLIC, OTHER_PRIVATE = new_pair("box", 8, TOMORROW, secret=SECRET)

words = st.binary(max_size=room(SIZE))


@given(words, st.binary(max_size=40))
def test_what_was_sealed_opens_to_the_same_words(plain, aad):
    assert open_sealed(PRIVATE, seal(PUBLIC, plain, size=SIZE, aad=aad), aad=aad) == plain


@given(words)
def test_everything_sealed_for_one_size_has_one_length(plain):
    assert len(seal(PUBLIC, plain, size=SIZE)) == sealed_length(SIZE)


@pytest.mark.parametrize("size", [4, 5, 256, 24 * 1024])
def test_a_size_has_room_for_exactly_so_many_bytes(size):
    full = b"x" * room(size)

    assert open_sealed(PRIVATE, seal(PUBLIC, full, size=size)) == full
    with pytest.raises(TooLongError):
        seal(PUBLIC, full + b"x", size=size)


def test_a_size_without_room_for_the_length_itself_takes_not_even_nothing():
    with pytest.raises(TooLongError):
        seal(PUBLIC, b"", size=3)


def test_the_same_words_never_look_the_same_twice():
    sealed = {seal(PUBLIC, b"the same", size=SIZE) for _ in range(50)}

    assert len(sealed) == 50
    # Beyond the first byte, which says how it was sealed, no place always holds the same.
    assert [at for at in range(1, sealed_length(SIZE)) if len({one[at] for one in sealed}) == 1] == []


def test_neither_words_nor_anything_around_them_can_be_seen():
    sealed = seal(PUBLIC, b"what somebody said", size=SIZE, aad=b"paper 12")

    assert b"somebody" not in sealed
    assert b"paper" not in sealed
    assert b"box" not in sealed


def test_another_pairs_key_does_not_open():
    with pytest.raises(CannotOpenError):
        open_sealed(OTHER_PRIVATE, seal(PUBLIC, b"words", size=SIZE))


@given(st.binary(max_size=20), st.binary(max_size=20))
def test_it_opens_with_what_was_said_around_it_and_nothing_else(one, other):
    sealed = seal(PUBLIC, b"words", size=SIZE, aad=one)
    if one == other:
        assert open_sealed(PRIVATE, sealed, aad=other) == b"words"
    else:
        with pytest.raises(CannotOpenError):
            open_sealed(PRIVATE, sealed, aad=other)


@pytest.mark.parametrize(("purpose", "number"), [("ballot", 7), ("box", 70), ("bo", 7), ("", 7)])
def test_the_same_key_under_another_purpose_or_number_does_not_open(purpose, number):
    with pytest.raises(CannotOpenError):
        open_sealed(replace(PRIVATE, purpose=purpose, number=number), seal(PUBLIC, b"words", size=SIZE))


@given(st.integers(0, sealed_length(SIZE) - 1), st.integers(1, 255))
def test_one_changed_byte_anywhere_and_it_does_not_open(place, change):
    sealed = bytearray(seal(PUBLIC, b"words", size=SIZE))
    sealed[place] ^= change

    with pytest.raises(CannotOpenError):
        open_sealed(PRIVATE, bytes(sealed))


@given(st.binary(max_size=sealed_length(SIZE)))
def test_what_was_never_sealed_is_refused_by_name(anything):
    with pytest.raises(CannotOpenError):
        open_sealed(PRIVATE, anything)
    with pytest.raises(CannotOpenError):
        open_sealed(PRIVATE, b"\x01" + anything)


@pytest.mark.parametrize(
    "inside",
    [b"", b"\0", b"\0\0\0", b"\0\0\0\5word", b"\xff\xff\xff\xffwords", b"\0\0\0\1words", b"\0\0\0\0\1"],
)
def test_what_somebody_sealed_by_other_means_than_ours_is_refused_by_name(inside):
    """Anybody who reads the database has the public half, and may put anything into the box."""
    info = framed(b"alongside sealed, version 1", b"box", (7).to_bytes(8, "big"), b"")
    crafted = b"\x01" + pairs.SUITE.encrypt(inside, PUBLIC._key, info=info)

    with pytest.raises(CannotOpenError):
        open_sealed(PRIVATE, crafted)


# --- Whether a key is ours ----------------------------------------------------------


def test_a_key_of_ours_is_good_until_the_second_it_expires():
    PUBLIC.check("box", TOMORROW - timedelta(microseconds=1), SECRET)

    with pytest.raises(KeyExpiredError):
        PUBLIC.check("box", TOMORROW, SECRET)


@pytest.mark.parametrize(
    "forged",
    [
        replace(PUBLIC, raw=OTHER_PUBLIC.raw),
        replace(PUBLIC, number=8),
        replace(PUBLIC, number=7 + 2**32),
        replace(PUBLIC, expires=TOMORROW + timedelta(seconds=1)),
        replace(PUBLIC, purpose="ballot"),
        replace(PUBLIC, mac=OTHER_PUBLIC.mac),
        replace(PUBLIC, mac=b""),
        replace(PUBLIC, mac=PUBLIC.mac[:-1]),
    ],
)
def test_whatever_of_a_key_was_changed_it_is_refused(forged):
    with pytest.raises(KeyForgedError):
        forged.check("box", NOW, SECRET)


def test_a_ballots_key_is_no_key_of_the_box_even_when_its_name_is_changed():
    ballot, _ = new_pair("ballot", 7, TOMORROW, secret=SECRET)

    for key in (ballot, replace(ballot, purpose="box")):
        with pytest.raises(KeyForgedError):
            key.check("box", NOW, SECRET)


def test_a_key_made_under_another_secret_is_refused():
    with pytest.raises(KeyForgedError):
        PUBLIC.check("box", NOW, SECRET + b"2")


def test_a_forged_key_is_called_forged_even_when_it_expired():
    with pytest.raises(KeyForgedError):
        replace(PUBLIC, expires=NOW - timedelta(days=1)).check("box", NOW, SECRET)


# --- Halves, and how they are written down --------------------------------------------


def test_two_halves_know_each_other():
    assert PRIVATE.fits(PUBLIC)
    assert not PRIVATE.fits(OTHER_PUBLIC)
    assert not PRIVATE.fits(replace(PUBLIC, raw=OTHER_PUBLIC.raw))
    assert not PRIVATE.fits(replace(PUBLIC, number=8))
    assert not PRIVATE.fits(replace(PUBLIC, purpose="ballot"))


@pytest.mark.parametrize("number", [b"", b"\7", b"\0" * 8 + b"\7", b"\7" * 40])
def test_a_number_written_in_another_way_than_ours_is_no_key(number):
    whole = framed(b"alongside public key 1", b"box", number, (0).to_bytes(8, "big"), PUBLIC.raw, PUBLIC.mac)

    with pytest.raises(KeySpoiltError):
        PublicKey.from_bytes(whole)


@settings(max_examples=25)
@given(
    st.text(max_size=30),
    st.integers(0, 2**63 - 1),
    st.datetimes(datetime(1971, 1, 1), datetime(2500, 1, 1), timezones=st.just(timezone(timedelta(hours=1)))),
)
def test_both_halves_come_back_from_their_bytes_and_still_work(purpose, number, expires):
    public, private = new_pair(purpose, number, expires, secret=SECRET)
    again, private_again = PublicKey.from_bytes(public.to_bytes()), PrivateKey.from_bytes(private.to_bytes())

    assert (again, private_again) == (public, private)
    assert again.expires == expires.replace(microsecond=0)
    again.check(purpose, expires - timedelta(days=1), SECRET)
    assert open_sealed(private_again, seal(again, b"words", size=SIZE)) == b"words"


@given(st.binary(max_size=200))
def test_bytes_that_are_no_key_are_refused_by_name(anything):
    for half in (PublicKey, PrivateKey):
        with pytest.raises(KeySpoiltError):
            half.from_bytes(anything)


@given(st.integers(0, len(PRIVATE.to_bytes()) - 1), st.integers(1, 255))
def test_a_private_key_of_which_one_byte_was_overwritten_is_refused(place, change):
    stored = bytearray(PRIVATE.to_bytes())
    stored[place] ^= change

    with pytest.raises(KeySpoiltError):
        PrivateKey.from_bytes(bytes(stored))


@given(st.integers(0, len(PUBLIC.to_bytes()) - 1), st.integers(1, 255))
def test_a_public_key_of_which_one_byte_was_changed_is_spoilt_or_forged(place, change):
    stored = bytearray(PUBLIC.to_bytes())
    stored[place] ^= change

    with pytest.raises((KeySpoiltError, KeyForgedError)):
        PublicKey.from_bytes(bytes(stored)).check("box", NOW, SECRET)


@pytest.mark.parametrize("cut", [1, 8, 32, 100])
def test_half_a_key_is_no_key(cut):
    for half in (PUBLIC, PRIVATE):
        with pytest.raises(KeySpoiltError):
            type(half).from_bytes(half.to_bytes()[:-cut])


def test_no_error_page_or_log_shows_a_key_by_accident():
    for half in (PUBLIC, PRIVATE):
        assert half.raw.hex()[:16] not in repr(half)
        assert str(half.raw)[2:20] not in repr(half)


@pytest.mark.parametrize("number", [-1, 2**63])
def test_a_number_that_no_row_can_have_is_refused(number):
    with pytest.raises(ValueError, match="63 bits"):
        new_pair("box", number, TOMORROW, secret=SECRET)


def test_an_expiry_without_a_time_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        new_pair("box", 1, datetime(2026, 1, 1), secret=SECRET)


def test_it_is_the_hybrid_that_was_meant():
    """1,184 bytes of ML-KEM-768 (FIPS 203) and 32 of X25519; sealed, 1,088 and 32."""
    assert len(PUBLIC.raw) == 1184 + 32
    assert sealed_length(SIZE) == 1 + (1088 + 32) + SIZE + 16
