"""Key pairs of locked boxes and ballots: the public half puts in, only the private half opens.

HPKE (RFC 9180) with a hybrid of ML-KEM-768 (FIPS 203) and X25519: what is
sealed today stays closed unless both are broken, the second of which a quantum
computer may do one day. Everything sealed for one size has one length, and
nothing in it tells a time. Why not Fernet, and what `cryptography` offers:
docs/decisions/0027.

A pair belongs to a purpose ("box", a ballot's name) and has a number. Both go
into what is sealed, so that nothing opens under another pair, or for another
purpose, than it was made for.
"""

import hmac
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey, MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import (
    AEAD,
    KDF,
    KEM,
    MLKEM768X25519PrivateKey,
    MLKEM768X25519PublicKey,
    Suite,
)

from sealing.deriving import derive
from sealing.framing import framed, unframed

SUITE = Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)

#: What everything sealed begins with; another way of sealing would get another.
_FORMAT = b"\x01"
_PUBLIC_FORMAT = b"alongside public key 1"
_PRIVATE_FORMAT = b"alongside private key 1"
_LABEL = "keys of pairs"
#: Bytes before the words that say how long they are.
_PREFIX = 4
_TAG = 16
_MLKEM_SEED, _MLKEM_PUBLIC = 64, 1184
_HIGHEST_NUMBER = 2**63 - 1


class KeyExpiredError(Exception):
    """The key's time is over: nothing may be sealed to it any more."""


class KeyForgedError(Exception):
    """The key was not made here, not for this purpose, or somebody changed it or its expiry."""


class KeySpoiltError(ValueError):
    """The bytes are no key: damaged, overwritten, or something else."""


class TooLongError(ValueError):
    """There is more to seal than the size has room for."""


class CannotOpenError(Exception):
    """Not sealed to this pair with these words around it, or altered since."""


@dataclass(frozen=True)
class PublicKey:
    """The half that seals. It may be seen by anybody; the MAC tells whether it is ours."""

    purpose: str
    number: int
    raw: bytes = field(repr=False)
    #: Whole seconds, in UTC.
    expires: datetime
    mac: bytes = field(repr=False)
    _key: MLKEM768X25519PublicKey = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_key", _public_key(self.raw))

    def check(self, purpose: str, now: datetime, secret: bytes) -> None:
        """Refuse to seal to a key that is not ours, or no longer in use.

        Raises:
            KeyForgedError: another purpose, another secret, or something was changed.
            KeyExpiredError: its time is over.
        """
        ours = _mac(secret, purpose, self.number, self.raw, self.expires)
        if self.purpose != purpose or not hmac.compare_digest(ours, self.mac):
            raise KeyForgedError
        if now >= self.expires:
            raise KeyExpiredError

    def to_bytes(self) -> bytes:
        """The key as it is stored."""
        numbers = (self.number, int(self.expires.timestamp()))
        return framed(
            _PUBLIC_FORMAT, self.purpose.encode(), *(_eight(one) for one in numbers), self.raw, self.mac
        )

    @classmethod
    def from_bytes(cls, stored: bytes) -> "PublicKey":
        """The key again; `check` it before use.

        Raises:
            KeySpoiltError: these are no bytes of a key.
        """
        try:
            label, purpose, number, expires, raw, mac = unframed(stored, 6)
            if label != _PUBLIC_FORMAT:
                raise KeySpoiltError
            when = datetime.fromtimestamp(_number(expires), UTC)
            return cls(purpose.decode(), _number(number), raw, when, mac)
        except (ValueError, OverflowError, OSError) as error:  # the last two: a time beyond the calendar
            raise KeySpoiltError from error


@dataclass(frozen=True)
class PrivateKey:
    """The half that opens. Never shown: it has no words of its own, and belongs in `keys_folder` alone."""

    purpose: str
    number: int
    raw: bytes = field(repr=False)
    _key: MLKEM768X25519PrivateKey = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_key", _private_key(self.raw))

    def fits(self, public: PublicKey) -> bool:
        """Whether the two are halves of one pair."""
        same = (self.purpose, self.number) == (public.purpose, public.number)
        return same and _raw_public(self._halves()) == public.raw

    def to_bytes(self) -> bytes:
        """The key as it lies in the keys folder, with a check that shows when it was overwritten."""
        plain = framed(_PRIVATE_FORMAT, self.purpose.encode(), _eight(self.number), self.raw)
        return plain + sha256(plain).digest()

    @classmethod
    def from_bytes(cls, stored: bytes) -> "PrivateKey":
        """The key again.

        Raises:
            KeySpoiltError: these are no bytes of a key, or it was overwritten, wholly or in part.
        """
        plain, check = stored[:-32], stored[-32:]
        if not hmac.compare_digest(sha256(plain).digest(), check):
            raise KeySpoiltError
        try:
            label, purpose, number, raw = unframed(plain, 4)
            if label != _PRIVATE_FORMAT:
                raise KeySpoiltError
            return cls(purpose.decode(), _number(number), raw)
        except ValueError as error:
            raise KeySpoiltError from error

    def _halves(self) -> tuple[MLKEM768PrivateKey, X25519PrivateKey]:
        return _private_halves(self.raw)


def new_pair(purpose: str, number: int, expires: datetime, *, secret: bytes) -> tuple[PublicKey, PrivateKey]:
    """Make a pair from the system's randomness.

    `number` is the pair's id, up to 63 bits; `expires` is cut to whole seconds.
    `secret` is what the key is known by as ours (its MAC); it opens nothing.
    """
    if not 0 <= number <= _HIGHEST_NUMBER:
        raise ValueError("a pair's number has at most 63 bits")
    if expires.tzinfo is None:
        raise ValueError("an expiry has a time zone")
    when = expires.astimezone(UTC).replace(microsecond=0)
    halves = MLKEM768PrivateKey.generate(), X25519PrivateKey.generate()
    raw = _raw_public(halves)
    public = PublicKey(purpose, number, raw, when, _mac(secret, purpose, number, raw, when))
    private = PrivateKey(purpose, number, b"".join(half.private_bytes_raw() for half in halves))
    return public, private


def room(size: int) -> int:
    """How many bytes of words fit into an envelope of this size."""
    return size - _PREFIX


def sealed_length(size: int) -> int:
    """How many bytes everything sealed with this size has."""
    return len(_FORMAT) + KEM.MLKEM768_X25519.enc_length() + size + _TAG


def seal(public: PublicKey, plain: bytes, *, size: int, aad: bytes = b"") -> bytes:
    """Lock words to a public key, padded to exactly `size` bytes, so that no length tells anything.

    `aad` is not kept: whoever opens has to know it (for example whose paper this is).

    Raises:
        TooLongError: more than `room(size)` bytes.
    """
    if len(plain) > room(size):
        raise TooLongError(f"{len(plain)} bytes, and room for {max(room(size), 0)}")
    padded = (len(plain).to_bytes(_PREFIX, "big") + plain).ljust(size, b"\0")
    return _FORMAT + SUITE.encrypt(padded, public._key, info=_info(public, aad))


def open_sealed(private: PrivateKey, sealed: bytes, *, aad: bytes = b"") -> bytes:
    """The words again.

    Raises:
        CannotOpenError: sealed to another pair, with another `aad`, or altered.
    """
    if not sealed.startswith(_FORMAT):
        raise CannotOpenError
    try:
        padded = SUITE.decrypt(sealed[len(_FORMAT) :], private._key, info=_info(private, aad))
    except InvalidTag as error:
        raise CannotOpenError from error
    length = int.from_bytes(padded[:_PREFIX], "big")
    plain, padding = padded[_PREFIX : _PREFIX + length], padded[_PREFIX + length :]
    # Anybody may seal to a public key, also without our padding.
    if len(padded) < _PREFIX or len(plain) != length or padding != bytes(len(padding)):
        raise CannotOpenError
    return plain


def _info(pair: PublicKey | PrivateKey, aad: bytes) -> bytes:
    """What RFC 9180 mixes into the key itself: where this belongs."""
    return framed(b"alongside sealed, version 1", pair.purpose.encode(), _eight(pair.number), aad)


def _mac(secret: bytes, purpose: str, number: int, raw: bytes, expires: datetime) -> bytes:
    what = framed(purpose.encode(), _eight(number), raw, _eight(int(expires.timestamp())))
    return hmac.digest(derive(secret, _LABEL), what, "sha256")


def _eight(number: int) -> bytes:
    return number.to_bytes(8, "big")


def _number(eight: bytes) -> int:
    if len(eight) != 8:
        raise KeySpoiltError
    return int.from_bytes(eight, "big")


def _raw_public(halves: tuple[MLKEM768PrivateKey, X25519PrivateKey]) -> bytes:
    return b"".join(half.public_key().public_bytes_raw() for half in halves)


def _public_key(raw: bytes) -> MLKEM768X25519PublicKey:
    try:
        return MLKEM768X25519PublicKey(
            MLKEM768PublicKey.from_public_bytes(raw[:_MLKEM_PUBLIC]),
            X25519PublicKey.from_public_bytes(raw[_MLKEM_PUBLIC:]),
        )
    except ValueError as error:
        raise KeySpoiltError from error


def _private_key(raw: bytes) -> MLKEM768X25519PrivateKey:
    return MLKEM768X25519PrivateKey(*_private_halves(raw))


def _private_halves(raw: bytes) -> tuple[MLKEM768PrivateKey, X25519PrivateKey]:
    try:
        return (
            MLKEM768PrivateKey.from_seed_bytes(raw[:_MLKEM_SEED]),
            X25519PrivateKey.from_private_bytes(raw[_MLKEM_SEED:]),
        )
    except ValueError as error:
        raise KeySpoiltError from error
