"""Codes of registrations: how somebody without an account comes back to change or cancel.

As long as a code from a slip (five groups of three), since it opens what is kept for some weeks only
(`codes.participation` reckons how long guessing takes). Made of the random number of the form, so that a form
that is sent twice gets the same code twice and one registration.
"""

from hashlib import sha256

from django.views.decorators.debug import sensitive_variables

from codes import participation
from codes.check_digits import with_check_digits
from codes.indexes import index_in_turn
from codes.slow_hash import Kind

#: Bytes of a form's random number.
RANDOMNESS = 16


@sensitive_variables()
def made_of(nonce: bytes) -> str:
    """The code that belongs to a form's random number. It is stored nowhere: show it once."""
    if len(nonce) < RANDOMNESS:
        raise ValueError(f"a code is made from {RANDOMNESS} bytes")
    number = int.from_bytes(sha256(b"alongside registration, version 1" + nonce).digest(), "big")
    return with_check_digits(f"{number % 10**participation.RANDOM_DIGITS:0{participation.RANDOM_DIGITS}d}")


@sensitive_variables()
def index_of(code: str, *, address: str) -> bytes:
    """The index of a code that somebody typed, in turn with all who ask.

    Raises:
        codes.numbers.CodeIncompleteError, CodeMistypedError: how it was typed.
        codes.turns.BusyError: too many ask.
    """
    return index_in_turn(participation.check(code), Kind.REGISTRATION, address=address)
