"""Addresses and contents of waiting mail, locked so that a copy of the database alone does not show them.

Messages hold links that let somebody in, and who is being written to. The key
comes from SECRET_KEY, which is in no backup of the database. This is no locked
box: whoever has both can read what still waits.
"""

import hashlib
import hmac
import json
import secrets
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.utils.encoding import force_bytes

_NONCE = 12


class CannotOpenError(Exception):
    """The contents were locked with another SECRET_KEY, or are damaged."""


def lock(to: str, context: dict[str, Any], *, reference: bytes) -> bytes:
    """Lock address and context; only the message with this reference can be opened with it."""
    nonce = secrets.token_bytes(_NONCE)
    plain = json.dumps({"to": to, "context": context}).encode()
    return nonce + AESGCM(_key(settings.SECRET_KEY)).encrypt(nonce, plain, reference)


def unlock(contents: bytes, *, reference: bytes) -> tuple[str, dict[str, Any]]:
    """The address and the context.

    Raises:
        CannotOpenError: no key of ours fits.
    """
    nonce, locked = contents[:_NONCE], contents[_NONCE:]
    for secret in [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]:
        try:
            plain = AESGCM(_key(secret)).decrypt(nonce, locked, reference)
        except (InvalidTag, ValueError):
            continue
        opened = json.loads(plain)
        return opened["to"], opened["context"]
    raise CannotOpenError


def fingerprint(*parts: str) -> str:
    """Tells whether two waiting messages are about the same, without saying to whom."""
    return hmac.new(_key(settings.SECRET_KEY), "\n".join(parts).encode(), hashlib.sha256).hexdigest()


def _key(secret: str | bytes) -> bytes:
    return hmac.new(force_bytes(secret), b"alongside mail", hashlib.sha256).digest()
