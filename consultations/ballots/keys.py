"""The pair of a ballot: made at opening, used at closing, destroyed at the end.

The public half is a column of the ballot, known as ours by its MAC. The private half lies below KEYS_DIR
under the random number of the pair, which says nothing of the ballot; with key holders it lies there locked
(`consultations.ballots.holding`).
"""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from consultations.ballots.locks import place
from consultations.ballots.models import Ballot
from consultations.ballots.refusals import KeyGoneError
from sealing import keys_folder, pairs
from sealing.pairs import KeyExpiredError, KeyForgedError, KeySpoiltError, PrivateKey, PublicKey
from sealing.random_keys import random_key

#: As a column of bytes comes out of either database.
Stored = bytes | memoryview
#: What begins the names of private halves: whole, and locked with the parts of key holders.
WHOLE, LOCKED = "key.", "locked."
#: A ballot that was paused may go on for so much longer. After that nothing is sealed to its key.
PATIENCE = timedelta(days=120)


def secret() -> bytes:
    """What a ballot's public key is known by as ours. It opens nothing."""
    return str(settings.CODES_SECRET).encode()


def purpose(ballot: int) -> str:
    """What a pair is for; nothing opens under the pair of another ballot."""
    return f"ballot {ballot}"


def new_pair(ballot: Ballot) -> tuple[PublicKey, PrivateKey]:
    """A pair for this ballot. Nothing is stored."""
    expires = ballot.closes_at + PATIENCE
    return pairs.new_pair(purpose(ballot.pk), random_key(), expires, secret=secret())


def store(private: PrivateKey) -> None:
    """Put a private half into the folder, through to the disk. Needs `locks.folder`."""
    keys_folder.store(place(), f"{WHOLE}{private.number}", private)


def to_seal_with(ballot: int, stored: Stored) -> PublicKey:
    """The public half that papers of this ballot are sealed to, checked.

    Raises:
        KeyGoneError: there is none, or it is not ours.
    """
    try:
        public = PublicKey.from_bytes(bytes(stored))
        public.check(purpose(ballot), timezone.now(), secret())
    except (KeySpoiltError, KeyForgedError, KeyExpiredError):
        raise KeyGoneError from None
    return public


def number_of(stored: Stored) -> int | None:
    """The number of the pair in a ballot's column; nothing if there is none."""
    try:
        return PublicKey.from_bytes(bytes(stored)).number
    except KeySpoiltError:
        return None


def whole(ballot: Ballot) -> PrivateKey:
    """The private half that opens the papers of this ballot.

    Raises:
        KeyGoneError: it is not in the folder, was overwritten, or belongs to another.
    """
    public = to_seal_with(ballot.pk, ballot.public_key)
    try:
        private = keys_folder.load(place(), f"{WHOLE}{public.number}")
    except (keys_folder.GoneError, KeySpoiltError):
        raise KeyGoneError from None
    if not private.fits(public):
        raise KeyGoneError
    return private


def numbers() -> set[int]:
    """The numbers of all private halves in the folder, locked ones too."""
    found = (name.removeprefix(WHOLE).removeprefix(LOCKED) for name in keys_folder.names(place()))
    return {int(one) for one in found if one.isdecimal()}


def destroy(number: int) -> None:
    """Destroy what opens papers sealed to this pair. May be repeated. Needs `locks.folder`."""
    for kind in (WHOLE, LOCKED):
        keys_folder.destroy(place(), f"{kind}{number}")
