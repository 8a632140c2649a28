"""What makes a form one form: its nonce, the hour in which it was opened, and a MAC.

From the nonce come the key of the envelope and the receipt (`letterbox.nonces`), so whoever sends a form
twice sends one letter. The MAC says that the nonce is ours, so nobody can choose one; the hour, when the form
is too old. That it was opened just now, by a program, is told by a mark that only the server can read
and only for two seconds: no page holds the second at which it was opened.
"""

import hmac
import secrets
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.conf import settings
from django.utils import timezone

from feedback.letterbox import nonces
from feedback.letterbox.nonces import Nonce
from sealing.deriving import derive

#: A form is sent within a day, or once more from a fresh one.
HOURS = 24
_NONCE, _HOUR, _MARK, _MAC = 16, 4, 8, 16
_LENGTH = _NONCE + _HOUR + _MARK + _MAC


class NotOursError(ValueError):
    """No token of this installation for this kind of form."""


@dataclass(frozen=True)
class Token:
    """One form that was opened."""

    nonce: Nonce
    #: Hours since 1970.
    hour: int
    mark: bytes

    def text(self, purpose: str) -> str:
        """The token as a field of the form holds it."""
        plain = self.nonce.raw + self.hour.to_bytes(_HOUR, "big") + self.mark
        return urlsafe_b64encode(plain + _mac(_secrets()[0], purpose, plain)).decode().rstrip("=")

    @property
    def day(self) -> date:
        """The local day on which it was opened."""
        return timezone.localtime(datetime.fromtimestamp(self.hour * 3600, UTC)).date()

    @property
    def is_old(self) -> bool:
        """Whether it was opened too long ago to be sent."""
        return _this_hour() - self.hour >= HOURS

    @property
    def is_hasty(self) -> bool:
        """Whether it was opened less than two seconds ago."""
        now = int(time.time())
        return any(hmac.compare_digest(self.mark, _mark(self.nonce, second)) for second in (now, now - 1))

    def again(self) -> "Token":
        """The same form, as old as it is, without the mark: only its first opening counts as haste."""
        return Token(self.nonce, self.hour, secrets.token_bytes(_MARK))


def issue() -> Token:
    """A form is opened now."""
    nonce = nonces.new()
    return Token(nonce, _this_hour(), _mark(nonce, int(time.time())))


def read(text: str, purpose: str) -> Token:
    """The token of a form that came back.

    Raises:
        NotOursError: not made here, for another purpose, or changed.
    """
    try:
        whole = urlsafe_b64decode(text.encode() + b"=" * (-len(text) % 4))
    except ValueError as error:
        raise NotOursError from error
    plain, mac = whole[:-_MAC], whole[-_MAC:]
    if len(whole) != _LENGTH or not any(
        hmac.compare_digest(mac, _mac(secret, purpose, plain)) for secret in _secrets()
    ):
        raise NotOursError
    hour = int.from_bytes(plain[_NONCE : _NONCE + _HOUR], "big")
    return Token(Nonce(plain[:_NONCE]), hour, plain[_NONCE + _HOUR :])


def _mac(secret: bytes, purpose: str, plain: bytes) -> bytes:
    key = derive(secret, "tokens of forms")
    return hmac.digest(key, purpose.encode() + b"\0" + plain, "sha256")[:_MAC]


def _mark(nonce: Nonce, second: int) -> bytes:
    key = derive(_secrets()[0], "marks of forms just opened")
    return hmac.digest(key, nonce.raw + second.to_bytes(8, "big"), "sha256")[:_MARK]


def _secrets() -> list[bytes]:
    return [one.encode() for one in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]


def _this_hour() -> int:
    return int(time.time()) // 3600
