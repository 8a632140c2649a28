"""Participation codes: given out on paper, used once.

Nothing in a code says anything: which role group its holder is in, until when
it can be used and on which sheet it stood is in the row stored for it.

13 random digits and 2 check digits, five groups of three: one group shorter than
a receipt, so that the two are never mistaken for each other, and with groups that
look the same. Are they enough? Somebody who guesses has to ask us, since the stored
hash takes a secret that is not in the database. An answer takes a slow hash; a server
of two cores gives 100 a second to all who ask, whatever they try. If 1,000 codes are
out, one guess in 10**10 finds one: three years of keeping such a server fully busy
for one code, which lets its finder say one thing as a member of a group. With 12
digits it would be 16 weeks. Receipts have three more, since they open what was written.
"""

import secrets

from codes import numbers
from codes.check_digits import LENGTH as CHECK_DIGITS
from codes.check_digits import with_check_digits

RANDOM_DIGITS = 13
#: Digits of a participation code, check digits included.
LENGTH = RANDOM_DIGITS + CHECK_DIGITS


def mint(count: int) -> list[str]:
    """So many different codes from the system's randomness, in no order."""
    codes: dict[str, None] = {}
    while len(codes) < count:
        codes[with_check_digits(f"{secrets.randbelow(10**RANDOM_DIGITS):0{RANDOM_DIGITS}d}")] = None
    return list(codes)


def check(text: str) -> str:
    """The code that somebody typed, normalised.

    Raises:
        CodeIncompleteError: digits are missing.
        CodeMistypedError: there are too many, a letter, or a slip that the check digits show.
    """
    return numbers.check(text, length=LENGTH)
