"""One visit of somebody without an account: what its pages carry, sealed.

No cookie leads from one page to the next (docs/trust.md, rules 1 and 12). Each page brings back a sealed
note: a random number, when its page was made, and, once a code was typed or made, where the registration is.
After "I have finished" none of its pages shows anything more, to the next person on the same phone either.
"""

import json
import os
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, replace

from django.conf import settings

from edge.brief_memory import ended
from sealing import held

#: Seconds for which a page of a visit shows what belongs to the registration; `ended` remembers longer.
SHOWS = 30 * 60
#: Seconds for which a form may be filled in: people are called away.
FILLS = 24 * 60 * 60
_CONTEXT = b"registrations: a visit"


@dataclass(frozen=True)
class Visit:
    """One visit, known by a random number."""

    nonce: bytes
    #: Seconds since 1970: when its last page was made.
    at: int
    #: Index of the code, once it was typed or made.
    index: bytes = b""

    def sealed(self) -> str:
        """As a page carries it."""
        plain = json.dumps([self.nonce.hex(), self.at, self.index.hex()]).encode()
        return urlsafe_b64encode(held.lock(plain, secret=_secrets()[0], context=_CONTEXT)).decode()

    def renewed(self) -> "Visit":
        """The same visit, as the next page carries it."""
        return replace(self, at=int(time.time()))

    def with_registration(self, index: bytes) -> "Visit":
        """The same visit, in which it is known which registration it is about."""
        return replace(self, index=index)

    @property
    def shows(self) -> bool:
        """Whether a page of it may show what belongs to the registration."""
        return bool(self.index) and self._age < SHOWS and not self.is_over

    @property
    def fills(self) -> bool:
        """Whether a form that was opened in it may still be sent."""
        return self._age < FILLS and not self.is_over

    @property
    def is_over(self) -> bool:
        """Whether somebody said that they had finished."""
        return ended.remembers(self.nonce)

    def finish(self) -> None:
        """Show nothing more of it, whoever asks."""
        ended.remember(self.nonce)

    @property
    def _age(self) -> int:
        return int(time.time()) - self.at


def begin() -> Visit:
    """A visit begins now."""
    return Visit(os.urandom(16), int(time.time()))


def read(text: str) -> Visit | None:
    """The visit of a page that came back; None if it is not ours."""
    try:
        plain = held.unlock(urlsafe_b64decode(text.encode()), secrets=_secrets(), context=_CONTEXT)
        nonce, at, index = json.loads(plain)
        return Visit(bytes.fromhex(nonce), int(at), bytes.fromhex(index))
    except (held.CannotOpenError, ValueError):
        return None


def _secrets() -> list[bytes]:
    return [one.encode() for one in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
