"""Receipts: 16 random digits and 2 check digits in six groups of three, and reading what people type.

A receipt is the only thing that leads back to what somebody wrote. 16 digits
are 53 bits: too many to try out, so that nobody ever has to be locked out.
"""

import unicodedata
from hashlib import sha256

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from codes.check_digits import LENGTH as CHECK_DIGITS
from codes.check_digits import is_sound, with_check_digits

#: Digits of a receipt, check digits included.
RECEIPT = 16 + CHECK_DIGITS
#: Bytes of randomness that a receipt is made from.
RANDOMNESS = 16
GROUP = 3
#: What is typed or written for a digit. Codes hold no letters, so nothing is lost.
_LOOK_ALIKES = str.maketrans("OoQDlIi|Ss", "0000111155")
#: What people put between groups and around digits: spaces, dashes, dots, lines, marks that nobody sees.
_BETWEEN = ("Z", "P", "M", "Cc", "Cf", "Sm", "Sk")


class CodeMistypedError(ValueError):
    """Something in the code is not as it was written down."""

    sentence = _("There is a mistake in this number. Check it, one group at a time.")


class CodeIncompleteError(ValueError):
    """Digits are missing at the end, or in the middle."""

    def __init__(self, there: int, wanted: int) -> None:
        super().__init__(f"{there} of {wanted} digits")
        self.there, self.wanted = there, wanted

    @property
    def sentence(self) -> str:
        """What to do, in plain words."""
        if not self.there:
            return str(_("Type in the number first."))
        missing = self.wanted - self.there
        return ngettext(
            "This number is too short. %(missing)d digit is missing.",
            "This number is too short. %(missing)d digits are missing.",
            missing,
        ) % {"missing": missing}


def mint_receipt(randomness: bytes) -> str:
    """The receipt that belongs to 16 random bytes: always the same for the same bytes.

    The bytes cannot be worked out from the receipt, so that what else is made of
    them (an envelope's key) has nothing to do with it.
    """
    if len(randomness) != RANDOMNESS:
        raise ValueError(f"a receipt is made from {RANDOMNESS} bytes")
    number = int.from_bytes(sha256(b"alongside receipt, version 1" + randomness).digest(), "big")
    return with_check_digits(f"{number % 10**16:016d}")


def normalise(text: str) -> str:
    """What was meant by what was typed: digits of any script, without what stands between them.

    Letters that cannot be digits stay, so that `check` finds them.
    """
    letters = unicodedata.normalize("NFKD", text).translate(_LOOK_ALIKES)
    return "".join(
        _digit(letter) for letter in letters if not unicodedata.category(letter).startswith(_BETWEEN)
    )


def check(text: str, *, length: int = RECEIPT) -> str:
    """The code that somebody typed, normalised.

    Raises:
        CodeIncompleteError: digits are missing.
        CodeMistypedError: there are too many, a letter, or a slip that the check digits show.
    """
    code = normalise(text)
    if len(code) < length and (not code or code.isdecimal()):
        raise CodeIncompleteError(len(code), length)
    if len(code) != length or not code.isdecimal() or not is_sound(code):
        raise CodeMistypedError
    return code


def groups(code: str) -> list[str]:
    """Groups of three, to be read and copied."""
    return [code[at : at + GROUP] for at in range(0, len(code), GROUP)]


def _digit(letter: str) -> str:
    value = unicodedata.decimal(letter, None)
    return letter if value is None else str(value)
