"""One visit of somebody without an account: what its pages carry from one to the next, sealed.

No cookie leads from one page to the next (docs/trust.md, rules 1 and 12). Each page brings back a sealed
note: a random number, when its page was made, and, once a code was typed or made, what it leads to. Nobody
reads from a page what the code was. After "I have finished" none of its pages shows anything more, to the
next person on the same phone either.

A room has a class of its own: it says what else its notes hold, and what may be done with a page of what age.
"""

import json
import os
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from typing import Any, ClassVar, Self

from django.conf import settings

from edge.brief_memory import ended
from sealing import held

#: Bytes of a visit's random number.
_RANDOMNESS = 16
_READ: dict[Any, Callable[[Any], Any]] = {bytes: bytes.fromhex, int: int, str: str, bool: bool}


@dataclass(frozen=True)
class Visit:
    """One visit, known by a random number. What it holds besides is bytes, numbers, words, or yes and no."""

    #: Whose notes these are: sealed for one room, they open in no other.
    context: ClassVar[bytes]

    nonce: bytes
    #: Seconds since 1970: when its last page was made.
    at: int
    #: Index of the code (`codes.indexes`), once it was typed or made.
    index: bytes = b""

    @classmethod
    def begin(cls, **known: Any) -> Self:
        """A visit begins now."""
        return cls(os.urandom(_RANDOMNESS), int(time.time()), **known)

    @classmethod
    def read(cls, text: str) -> Self | None:
        """The visit of a page that came back; None if it is not ours."""
        try:
            plain = held.unlock(urlsafe_b64decode(text.encode()), secrets=_secrets(), context=cls.context)
            values = zip(fields(cls), json.loads(plain), strict=True)
            return cls(*(_READ[field.type](value) for field, value in values))
        except (held.CannotOpenError, ValueError):
            return None

    def sealed(self) -> str:
        """As a page carries it."""
        values = [getattr(self, field.name) for field in fields(self)]
        plain = json.dumps([value.hex() if isinstance(value, bytes) else value for value in values])
        locked = held.lock(plain.encode(), secret=_secrets()[0], context=self.context)
        return urlsafe_b64encode(locked).decode()

    def renewed(self) -> Self:
        """The same visit, as the next page carries it."""
        return replace(self, at=int(time.time()))

    def with_code(self, index: bytes) -> Self:
        """The same visit, in which a code was typed or made."""
        return replace(self, index=index)

    @property
    def is_over(self) -> bool:
        """Whether somebody said that they had finished; `ended` remembers longer than any page shows."""
        return ended.remembers(self.nonce)

    def finish(self) -> None:
        """Show nothing more of it, whoever asks."""
        ended.remember(self.nonce)

    @property
    def age(self) -> int:
        """Seconds since its last page was made."""
        return int(time.time()) - self.at


def _secrets() -> list[bytes]:
    return [one.encode() for one in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
