"""Sealing with the installation's secret: sessions in cookies, secrets of second steps in the database.

AES-256-GCM under keys derived from SECRET_KEY (HKDF, RFC 5869), one for each
purpose. SECRET_KEY_FALLBACKS still open what they sealed. Never Fernet: its
tokens tell the second in which they were made (docs/trust.md, rule 25).
"""

import os
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils.encoding import force_bytes

_NONCE = 12
_TAG = 16


class UnreadableError(ValueError):
    """Altered, not ours, or sealed under a secret that is no longer known."""


@lru_cache(maxsize=16)
def _cipher(secret: bytes, purpose: str) -> AESGCM:
    key = HKDF(algorithm=SHA256(), length=32, salt=None, info=f"alongside {purpose}, version 1".encode())
    return AESGCM(key.derive(secret))


def seal(data: bytes, purpose: str) -> bytes:
    """Data that only this installation reads, and only for the same purpose."""
    nonce = os.urandom(_NONCE)
    return nonce + _cipher(force_bytes(settings.SECRET_KEY), purpose).encrypt(nonce, data, None)


def unseal(sealed: bytes, purpose: str) -> bytes:
    """The data again. Raises UnreadableError."""
    if len(sealed) < _NONCE + _TAG:
        raise UnreadableError
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        try:
            return _cipher(force_bytes(secret), purpose).decrypt(sealed[:_NONCE], sealed[_NONCE:], None)
        except InvalidTag:
            continue
    raise UnreadableError
