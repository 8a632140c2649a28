"""Words that wait, locked with a key from the environment."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sealing.deriving import WeakSecretError
from sealing.held import lock, unlock
from sealing.pairs import CannotOpenError

PRESENT, FORMER, STRANGE = b"the present secret", b"the former secret", b"a strangers secret"
ROW = b"contribution 12: words"


@given(st.binary(max_size=500), st.binary(max_size=50))
def test_words_come_back_in_their_own_place(plain, place):
    assert unlock(lock(plain, secret=PRESENT, context=place), secrets=[PRESENT], context=place) == plain


def test_a_former_secret_still_opens_what_it_locked():
    locked = lock(b"words", secret=FORMER, context=ROW)

    assert unlock(locked, secrets=[PRESENT, FORMER], context=ROW) == b"words"


@pytest.mark.parametrize("secrets", [[], [STRANGE], [STRANGE, FORMER]])
def test_without_the_secret_they_stay_locked(secrets):
    with pytest.raises(CannotOpenError):
        unlock(lock(b"words", secret=PRESENT, context=ROW), secrets=secrets, context=ROW)


def test_words_moved_into_another_row_do_not_open_there():
    with pytest.raises(CannotOpenError):
        unlock(
            lock(b"words", secret=PRESENT, context=ROW), secrets=[PRESENT], context=b"contribution 13: words"
        )


@given(st.integers(0, 33), st.integers(1, 255))
def test_one_changed_byte_and_they_do_not_open(place, change):
    locked = bytearray(lock(b"words", secret=PRESENT, context=ROW))
    locked[place % len(locked)] ^= change

    with pytest.raises(CannotOpenError):
        unlock(bytes(locked), secrets=[PRESENT], context=ROW)


@given(st.binary(max_size=60))
def test_what_was_never_locked_is_refused_by_name(anything):
    for bytes_ in (anything, b"\x01" + anything):
        with pytest.raises(CannotOpenError):
            unlock(bytes_, secrets=[PRESENT], context=ROW)


def test_the_same_words_never_look_the_same_twice_and_cannot_be_seen():
    locked = {lock(b"what somebody said", secret=PRESENT, context=ROW) for _ in range(100)}

    assert len(locked) == 100
    assert not any(b"somebody" in one for one in locked)


def test_an_empty_secret_locks_nothing():
    with pytest.raises(WeakSecretError):
        lock(b"words", secret=b"", context=ROW)
