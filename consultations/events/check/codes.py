"""The code of a check: one for all who took part, short enough to be read out in a room.

10 random digits and 2 check digits, four groups of three: a group shorter than the code of a slip, so that
the two are never mistaken for each other. Enough? It opens a draft for some weeks, and a guess takes a slow
hash (`codes.slow_hash`: 100 a second for all who ask): with ten checks open, finding one takes a server kept
fully busy for four months. Who read the draft with it nobody knows, since all have the same.
"""

import secrets

from codes import numbers
from codes.check_digits import LENGTH as CHECK_DIGITS
from codes.check_digits import with_check_digits

_RANDOM_DIGITS = 10
#: Digits of a code, check digits included.
LENGTH = _RANDOM_DIGITS + CHECK_DIGITS


def mint() -> str:
    """A code from the system's randomness."""
    return with_check_digits(f"{secrets.randbelow(10**_RANDOM_DIGITS):0{_RANDOM_DIGITS}d}")


def check(text: str) -> str:
    """The code that somebody typed, normalised.

    Raises:
        CodeIncompleteError: digits are missing.
        CodeMistypedError: there are too many, a letter, or a slip that the check digits show.
    """
    return numbers.check(text, length=LENGTH)
