"""Words that wait for a moderator, locked with a key from the environment.

AES-256-GCM under a key derived from HELD_WORDS_SECRET. A copy of the database
alone does not show them; whoever has the secret too can read them. This is no
locked box: nothing here is ever destroyed.
"""

import os
from collections.abc import Sequence
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from sealing.deriving import derive
from sealing.pairs import CannotOpenError

_FORMAT = b"\x01"
_NONCE = 12
_LABEL = "held words"


@lru_cache(maxsize=8)
def _cipher(secret: bytes) -> AESGCM:
    return AESGCM(derive(secret, _LABEL))


def lock(plain: bytes, *, secret: bytes, context: bytes) -> bytes:
    """Lock words to the place they stand in (`context`: table, column and key of the row).

    Locked words moved to another row do not open there.
    """
    nonce = os.urandom(_NONCE)
    return _FORMAT + nonce + _cipher(secret).encrypt(nonce, plain, context)


def unlock(locked: bytes, *, secrets: Sequence[bytes], context: bytes) -> bytes:
    """The words again, with the first secret that fits: the present one, then former ones.

    Raises:
        CannotOpenError: no secret fits, another context, or altered.
    """
    if not locked.startswith(_FORMAT) or len(locked) <= len(_FORMAT) + _NONCE:
        raise CannotOpenError
    nonce, body = locked[1 : 1 + _NONCE], locked[1 + _NONCE :]
    for secret in secrets:
        try:
            return _cipher(secret).decrypt(nonce, body, context)
        except InvalidTag:
            continue
    raise CannotOpenError
