"""Keys of contributions as they stand in addresses: 13 letters and digits without look-alikes.

The key is random (`models.random_key`), so its address says nothing of when something was written or in
which order. Crockford's base 32 (https://www.crockford.com/base32.html): no i, l, o, u; read with whatever
somebody copying it from paper takes for a digit.
"""

_DIGITS = "0123456789abcdefghjkmnpqrstvwxyz"
_LOOK_ALIKES = str.maketrans("ilo", "110")
#: 13 times 5 bits hold the 63 of a key.
LENGTH = 13
_LARGEST = 2**63 - 1


class NoSuchKeyError(ValueError):
    """It cannot be the key of anything."""


def written(key: int) -> str:
    """A key as an address has it."""
    if not 0 <= key <= _LARGEST:
        raise NoSuchKeyError
    return "".join(_DIGITS[key >> shift & 31] for shift in range(5 * (LENGTH - 1), -1, -5))


def read(text: str) -> int:
    """The key that an address names; capitals and look-alikes are understood.

    Raises:
        NoSuchKeyError: another length, another character, or a number too large.
    """
    letters = text.lower().translate(_LOOK_ALIKES)
    if len(letters) != LENGTH or not set(letters) <= set(_DIGITS):
        raise NoSuchKeyError
    key = 0
    for letter in letters:
        key = key << 5 | _DIGITS.index(letter)
    if key > _LARGEST:
        raise NoSuchKeyError
    return key
