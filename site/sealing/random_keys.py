"""Keys of rows that tell neither when nor after what a row was made."""

import secrets


def random_key() -> int:
    """A whole number of 63 random bits: fits a BIGINT of both engines."""
    return secrets.randbits(63)
