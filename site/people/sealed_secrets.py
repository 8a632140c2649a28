"""Secrets of second steps, unreadable in the database.

AES-256-GCM under a key derived from SECRET_KEY. Never Fernet: its tokens tell
the second in which they were made (docs/trust.md, rule 25).
"""

import base64
import os
from collections.abc import Iterator
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

_NONCE = 12
_LABEL = b"alongside second step, version 1"


class SecretUnreadable(ValueError):
    """The secret was sealed under a key that is neither SECRET_KEY nor among its fallbacks."""


@lru_cache(maxsize=8)
def _cipher(secret: str) -> AESGCM:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=_LABEL).derive(secret.encode())
    return AESGCM(derived)


def _secrets() -> Iterator[str]:
    yield settings.SECRET_KEY
    yield from settings.SECRET_KEY_FALLBACKS


def seal_secret(text: str) -> str:
    """A secret as it is stored."""
    nonce = os.urandom(_NONCE)
    sealed = nonce + _cipher(settings.SECRET_KEY).encrypt(nonce, text.encode(), _LABEL)
    return base64.urlsafe_b64encode(sealed).decode()


def open_secret(stored: str) -> str:
    """The secret again. Raises SecretUnreadable when no key of ours opens it."""
    sealed = base64.urlsafe_b64decode(stored)
    for secret in _secrets():
        try:
            return _cipher(secret).decrypt(sealed[:_NONCE], sealed[_NONCE:], _LABEL).decode()
        except InvalidTag:
            continue
    raise SecretUnreadable
