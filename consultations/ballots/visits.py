"""One visit to vote: what its pages carry, sealed, so that nobody reads from them whose vote it is.

No cookie leads from one page of a visit to the next (docs/trust.md, rules 1 and 12): each page brings back a
sealed note. It holds a random number, when its page was made, whether its holder had voted by then, and,
for who came with a code, where their entry of the roll is. It never holds a vote. Once a vote is cast the
visit is over: whatever one of its pages asks for after that, the answer shows no vote, not to the next person
on the same phone either.
"""

import json
import os
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, replace

from django.conf import settings

from edge.brief_memory import ended
from sealing import held

#: Seconds for which a page of a visit may be used; `ended` remembers longer.
LASTS = 60 * 60
_CONTEXT = b"ballots: a visit to vote"


@dataclass(frozen=True)
class Visit:
    """One visit, known by a random number."""

    nonce: bytes
    #: Seconds since 1970: when its last page was made.
    at: int
    #: Index of the code with which its holder came; nothing for a member.
    index: bytes = b""
    #: A slip's code, between typing it in and exchanging it.
    code: str = ""
    #: Whether its holder had voted when the visit began.
    voted: bool = False

    def sealed(self) -> str:
        """As a page carries it."""
        plain = json.dumps([self.nonce.hex(), self.at, self.index.hex(), self.code, self.voted]).encode()
        return urlsafe_b64encode(held.lock(plain, secret=_secrets()[0], context=_CONTEXT)).decode()

    def renewed(self) -> "Visit":
        """The same visit, as the next page carries it."""
        return replace(self, at=int(time.time()))

    def with_entry(self, index: bytes, *, voted: bool) -> "Visit":
        """The same visit, in which a code was typed that may vote."""
        return replace(self, index=index, code="", voted=voted)

    def with_slip(self, index: bytes, code: str) -> "Visit":
        """The same visit, in which the code of a slip was typed, to be exchanged next."""
        return replace(self, index=index, code=code)

    @property
    def is_old(self) -> bool:
        """Whether its page was open for too long."""
        return int(time.time()) - self.at >= LASTS

    @property
    def is_over(self) -> bool:
        """Whether a vote was cast in it, or its holder said that they had finished."""
        return ended.remembers(self.nonce)

    def finish(self) -> None:
        """Show nothing more of it, whoever asks."""
        ended.remember(self.nonce)


def begin(*, voted: bool = False) -> Visit:
    """A visit begins now."""
    return Visit(os.urandom(16), int(time.time()), voted=voted)


def read(text: str) -> Visit | None:
    """The visit of a page that came back; None if it is not ours."""
    try:
        plain = held.unlock(urlsafe_b64decode(text.encode()), secrets=_secrets(), context=_CONTEXT)
        nonce, at, index, code, voted = json.loads(plain)
        return Visit(bytes.fromhex(nonce), int(at), bytes.fromhex(index), str(code), bool(voted))
    except (held.CannotOpenError, ValueError):
        return None


def _secrets() -> list[bytes]:
    return [one.encode() for one in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
