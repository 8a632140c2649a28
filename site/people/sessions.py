"""Sessions that live in the browser, sealed, so that signing in leaves no row here.

The cookie holds the whole session, encrypted and authenticated (AES-256-GCM)
under a key derived from SECRET_KEY. What this gives and costs is in
docs/decisions (sessions in the browser).
"""

import base64
import json
import os
import time
import zlib
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.contrib.sessions.backends.signed_cookies import SessionStore as CookieSessionStore

#: Browsers keep at least 4096 bytes for a cookie, its name and attributes included.
LARGEST = 3800
#: Ways of signing in that one session remembers (allauth adds one at each confirmation).
REMEMBERED_STEPS = 4
MESSAGES = "_messages"
BEGUN = "_begun"
_NONCE = 12
_LABEL = b"alongside session, version 1"
#: A sealed session of nobody would not be larger than this once unpacked.
_LARGEST_UNPACKED = 64 * 1024


class SessionTooLarge(ValueError):
    """Something put more into a session than a cookie holds."""


@lru_cache(maxsize=8)
def _cipher(secret: str) -> AESGCM:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=_LABEL).derive(secret.encode())
    return AESGCM(derived)


def _secrets() -> Iterator[str]:
    yield settings.SECRET_KEY
    yield from settings.SECRET_KEY_FALLBACKS


def seal(contents: dict[str, Any]) -> str:
    """The contents of a session as the text of a cookie."""
    nonce = os.urandom(_NONCE)
    packed = zlib.compress(json.dumps(contents, separators=(",", ":")).encode(), 9)
    sealed = nonce + _cipher(settings.SECRET_KEY).encrypt(nonce, packed, _LABEL)
    return base64.urlsafe_b64encode(sealed).rstrip(b"=").decode()


def unseal(cookie: str | None) -> dict[str, Any] | None:
    """The contents of a session, or None when the cookie is not ours, was altered, or is too old."""
    if not cookie or len(cookie) > 2 * LARGEST:
        return None
    try:
        sealed = base64.b64decode(cookie + "=" * (-len(cookie) % 4), altchars=b"-_", validate=True)
    except ValueError:
        return None
    for secret in _secrets():
        try:
            packed = _cipher(secret).decrypt(sealed[:_NONCE], sealed[_NONCE:], _LABEL)
        except (InvalidTag, ValueError):
            continue
        unpacked = zlib.decompressobj().decompress(packed, _LARGEST_UNPACKED)
        contents: dict[str, Any] = json.loads(unpacked)
        return contents if _young_enough(contents) else None
    return None


def _young_enough(contents: dict[str, Any]) -> bool:
    return 0 <= time.time() - contents.get(BEGUN, 0) < settings.SESSION_COOKIE_AGE


class SessionStore(CookieSessionStore):
    """Django's session in a cookie, but unreadable, of bounded size, and of bounded age.

    A session ends SESSION_COOKIE_AGE seconds after it began, however busy it
    was; signing in begins it anew.
    """

    def load(self) -> dict[str, Any]:
        contents = unseal(self.session_key)
        if contents is None:
            self.create()
            return {}
        return contents

    def cycle_key(self) -> None:
        """Called at sign-in: the ten hours begin now."""
        self._session[BEGUN] = int(time.time())
        self.save()

    def is_empty(self) -> bool:
        """A session that holds nothing but its own beginning is no session."""
        return super().is_empty() or not any(key != BEGUN for key in self._session)

    def _get_session_key(self) -> str:
        contents = self._session
        contents.setdefault(BEGUN, int(time.time()))
        steps = contents.get(AUTHENTICATION_METHODS_SESSION_KEY)
        if steps and len(steps) > REMEMBERED_STEPS:
            # The first says how the session began, the last what was confirmed lately.
            contents[AUTHENTICATION_METHODS_SESSION_KEY] = [steps[0], *steps[-REMEMBERED_STEPS + 1 :]]
        sealed = seal(contents)
        if len(sealed) > LARGEST and MESSAGES in contents:
            contents[MESSAGES] = "[]"
            sealed = seal(contents)
        if len(sealed) > LARGEST:
            raise SessionTooLarge(", ".join(sorted(contents)))
        return sealed
