"""The one random number of a form, from which the key of its envelope and its receipt are made.

Whoever holds the nonce (the form itself) can make both; neither gives the other, or the nonce, away.
So a form that is sent twice meets its own envelope, and shows the receipt it showed before.
"""

import secrets
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from codes.numbers import mint_receipt
from sealing.deriving import derive

_BYTES = 16

#: A form older than this may no longer be known as sent: its tombstone has gone.
LONGEST_LIFE = timedelta(days=30)


class NotANonceError(ValueError):
    """What came back with a form is no nonce of ours."""


@dataclass(frozen=True)
class Nonce:
    """128 random bits. In a form they stand as ``str(nonce)``; `read` takes them back."""

    raw: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.raw) != _BYTES:
            raise NotANonceError

    def __str__(self) -> str:
        return self.raw.hex()


def new() -> Nonce:
    """A nonce for a new form, from the system's randomness."""
    return Nonce(secrets.token_bytes(_BYTES))


def read(text: str) -> Nonce:
    """The nonce that a form brought back.

    Raises:
        NotANonceError: it is none.
    """
    if len(text) != 2 * _BYTES:
        raise NotANonceError
    try:
        return Nonce(bytes.fromhex(text))
    except ValueError as error:
        raise NotANonceError from error


def envelope_key(nonce: Nonce) -> UUID:
    """The key of the envelope of this form."""
    return UUID(bytes=derive(nonce.raw, "key of an envelope", length=16))


def receipt_of(nonce: Nonce) -> str:
    """The receipt of this form: 18 digits."""
    return mint_receipt(derive(nonce.raw, "receipt", length=16))
