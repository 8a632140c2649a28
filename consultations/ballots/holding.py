"""Two key holders: the private half is locked with three parts, two of them on paper and stored nowhere.

Each printed part has more than 128 random bits. The third lies below KEYS_DIR and is destroyed at closing:
otherwise the two printed parts and an old copy would open every paper for ever (docs/trust.md, rule 21).
While the vote runs, the server's disk alone opens nothing, and neither does one part with it.
"""

import os
import secrets
from collections.abc import Sequence
from itertools import permutations

from django.views.decorators.debug import sensitive_variables

from codes import numbers as digits
from codes.check_digits import LENGTH as CHECK_DIGITS
from codes.check_digits import with_check_digits
from consultations.ballots import keys
from consultations.ballots.locks import place
from consultations.ballots.models import Ballot
from consultations.ballots.refusals import KeyGoneError, WrongPartError
from sealing import held, keys_folder
from sealing.deriving import derive
from sealing.framing import NotFramedError, framed, unframed
from sealing.pairs import CannotOpenError, KeySpoiltError, PrivateKey

#: More than 2**128 of them.
RANDOM_DIGITS = 40
#: Digits of a part, check digits included: fourteen groups of three.
LENGTH = RANDOM_DIGITS + CHECK_DIGITS
_LABEL = "parts of a ballot's key"
_THIRD_PART = 32


@sensitive_variables()
def lock_away(private: PrivateKey) -> list[str]:
    """Put a private half into the folder, locked; returns the two parts to be printed now or never.

    Needs `locks.folder`.
    """
    parts = [with_check_digits(f"{secrets.randbelow(10**RANDOM_DIGITS):0{RANDOM_DIGITS}d}") for _ in range(2)]
    third = os.urandom(_THIRD_PART)
    locked = held.lock(private.to_bytes(), secret=_joined(parts, third), context=_context(private.number))
    keys_folder.store_bytes(place(), _name(private.number), framed(third, locked))
    return parts


@sensitive_variables()
def unlocked(ballot: Ballot, parts: Sequence[str]) -> PrivateKey:
    """The private half again, with both parts as their holders typed them, in either order.

    Raises:
        codes.numbers.CodeIncompleteError, CodeMistypedError: how a part was typed.
        WrongPartError: they do not open it.
        KeyGoneError: what they would open is not in the folder.
    """
    typed = [check(part) for part in parts]
    public = keys.to_seal_with(ballot.pk, ballot.public_key)
    try:
        third, locked = unframed(keys_folder.load_bytes(place(), _name(public.number)), 2)
    except (keys_folder.GoneError, NotFramedError):
        raise KeyGoneError from None
    if len(typed) == 2:
        for order in permutations(typed):
            private = _try(locked, _joined(order, third), public.number)
            if private is not None and private.fits(public):
                return private
    raise WrongPartError


def check(part: str) -> str:
    """A part that somebody typed, normalised.

    Raises:
        codes.numbers.CodeIncompleteError, CodeMistypedError.
    """
    return digits.check(part, length=LENGTH)


def groups(part: str) -> list[str]:
    """A part in groups of three, to be printed."""
    return digits.groups(part)


def is_there(ballot: Ballot) -> bool:
    """Whether what the parts would open lies in the folder."""
    return f"{keys.LOCKED}{keys.number_of(ballot.public_key)}" in keys_folder.names(place())


@sensitive_variables()
def _try(locked: bytes, secret: bytes, number: int) -> PrivateKey | None:
    try:
        return PrivateKey.from_bytes(held.unlock(locked, secrets=[secret], context=_context(number)))
    except (CannotOpenError, KeySpoiltError):
        return None


@sensitive_variables()
def _joined(parts: Sequence[str], third: bytes) -> bytes:
    return derive(b"".join(part.encode() for part in parts) + third, _LABEL)


def _context(number: int) -> bytes:
    return f"ballots: locked half of pair {number}".encode()


def _name(number: int) -> str:
    return f"{keys.LOCKED}{number}"
