"""Sessions that live in the browser, sealed, so that signing in leaves no row here.

The cookie holds the whole session, encrypted and authenticated (people.sealed).
What this gives and costs is in docs/decisions (sessions in the browser).
"""

import base64
import json
import time
import zlib
from typing import Any

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from django.conf import settings
from django.contrib.sessions.backends.signed_cookies import SessionStore as CookieSessionStore

from people.sealed import UnreadableError, seal, unseal

#: Browsers keep at least 4096 bytes for a cookie, its name and attributes included.
LARGEST = 3800
#: Ways of signing in that one session remembers (allauth adds one at each confirmation).
REMEMBERED_STEPS = 4
MESSAGES = "_messages"
BEGUN = "_begun"
PURPOSE = "session"
#: No session of ours is larger once unpacked; guards against a small cookie that swells.
_LARGEST_UNPACKED = 64 * 1024


class SessionTooLargeError(ValueError):
    """Something put more into a session than a cookie holds; tells the keys, not what they hold."""


def to_cookie(contents: dict[str, Any]) -> str:
    """The contents of a session as the text of a cookie."""
    packed = zlib.compress(json.dumps(contents, separators=(",", ":")).encode(), 9)
    return base64.urlsafe_b64encode(seal(packed, PURPOSE)).rstrip(b"=").decode()


def from_cookie(cookie: str | None) -> dict[str, Any] | None:
    """The contents of a session, or None when the cookie is not ours, was altered, or is too old."""
    if not cookie or len(cookie) > 2 * LARGEST:
        return None
    try:
        sealed = base64.b64decode(cookie + "=" * (-len(cookie) % 4), altchars=b"-_", validate=True)
        packed = unseal(sealed, PURPOSE)
    except (UnreadableError, ValueError):
        return None
    contents: dict[str, Any] = json.loads(zlib.decompressobj().decompress(packed, _LARGEST_UNPACKED))
    return contents if _young_enough(contents) else None


def _young_enough(contents: dict[str, Any]) -> bool:
    return time.time() - contents.get(BEGUN, 0) < settings.SESSION_COOKIE_AGE


class SessionStore(CookieSessionStore):
    """Django's session in a cookie, but unreadable, of bounded size, and of bounded age.

    A session ends SESSION_COOKIE_AGE seconds after it began, however busy it
    was; signing in begins it anew.
    """

    _session: dict[str, Any]

    def load(self) -> dict[str, Any]:
        contents = from_cookie(self.session_key)
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
        cookie = to_cookie(contents)
        if len(cookie) > LARGEST and MESSAGES in contents:
            contents[MESSAGES] = "[]"
            cookie = to_cookie(contents)
        if len(cookie) > LARGEST:
            raise SessionTooLargeError(", ".join(sorted(contents)))
        return cookie
