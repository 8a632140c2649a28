"""Coming back with a receipt: one visit, in which the number is typed once and never stands in a page.

What the pages of a visit carry is sealed: nobody reads from them what the receipt is, or when it was typed.
The visit shows things for half an hour; after "I have finished", nothing more. What was being written may
still be sent within a day, for that shows nobody anything.
"""

import json
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, replace

from django.conf import settings

from edge.brief_memory import ended
from feedback.letterbox import nonces
from feedback.letterbox.nonces import Nonce
from sealing import held

#: Seconds for which a page of a visit shows what belongs to its receipt.
SHOWS = 30 * 60
#: Seconds for which what was written in it may still be sent.
ACTS = 24 * 60 * 60
_CONTEXT = b"threads: a visit with a receipt"


@dataclass(frozen=True)
class Visit:
    """One visit, known by a random number."""

    nonce: Nonce
    #: Seconds since 1970: when its last page was made.
    at: int
    #: Slow hash of the receipt, once it was typed.
    index: bytes = b""

    def sealed(self) -> str:
        """As a page carries it."""
        plain = json.dumps([str(self.nonce), self.at, self.index.hex()]).encode()
        return urlsafe_b64encode(held.lock(plain, secret=_secrets()[0], context=_CONTEXT)).decode()

    def with_receipt(self, index: bytes) -> "Visit":
        """The same visit, in which the number was typed."""
        return replace(self, index=index)

    def renewed(self) -> "Visit":
        """The same visit, as the next page carries it."""
        return replace(self, at=int(time.time()))

    @property
    def shows(self) -> bool:
        """Whether a page of it may show what belongs to the receipt."""
        return self._age < SHOWS and not self.is_over

    @property
    def acts(self) -> bool:
        """Whether what was written in it may still be sent."""
        return bool(self.index) and self._age < ACTS and not self.is_over

    @property
    def is_over(self) -> bool:
        """Whether its holder said that they had finished."""
        return ended.remembers(self.nonce.raw)

    def finish(self) -> None:
        """Show nothing more of it, whoever asks."""
        ended.remember(self.nonce.raw)

    @property
    def _age(self) -> int:
        return int(time.time()) - self.at


def begin() -> Visit:
    """A visit begins now."""
    return Visit(nonces.new(), int(time.time()))


def read(text: str) -> Visit | None:
    """The visit of a page that came back; None if it is not ours."""
    try:
        plain = held.unlock(urlsafe_b64decode(text.encode()), secrets=_secrets(), context=_CONTEXT)
        nonce, at, index = json.loads(plain)
        return Visit(nonces.read(nonce), int(at), bytes.fromhex(index))
    except (held.CannotOpenError, ValueError):
        return None


def _secrets() -> list[bytes]:
    return [one.encode() for one in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
