"""What lies in an envelope: the kind, the receipt's index and the body of a letter, as JSON."""

import json
from typing import Any, NamedTuple

from sealing import pairs

#: Every envelope has this many bytes of room, whatever is in it: 5,000 characters of any script, and choices.
SIZE = 24 * 1024


class LetterTooLongError(ValueError):
    """There is more in the letter than an envelope holds. Forms stop earlier: this is a mistake of ours."""


class NotALetterError(ValueError):
    """What lay in the envelope is no letter."""


class Wrapped(NamedTuple):
    """What lay in an envelope. It gets its key only when it is delivered."""

    kind: str
    receipt_index: bytes
    body: dict[str, Any]


def wrap(kind: str, receipt_index: bytes, body: dict[str, Any]) -> bytes:
    """The bytes of a letter.

    Raises:
        LetterTooLongError: it does not fit.
        TypeError: there is something in the body that is no JSON.
    """
    letter = {"kind": kind, "receipt": receipt_index.hex(), "body": body}
    try:
        plain = json.dumps(letter, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    except (TypeError, ValueError, RecursionError):
        plain = None
    if plain is None:  # outside, so that no error that quotes the words goes along as its cause
        raise TypeError("a letter holds JSON only")
    if len(plain) > pairs.room(SIZE):
        raise LetterTooLongError
    return plain


def unwrap(plain: bytes) -> Wrapped:
    """What was wrapped.

    Raises:
        NotALetterError: these are other bytes.
    """
    try:
        letter = json.loads(plain)
        return Wrapped(str(letter["kind"]), bytes.fromhex(letter["receipt"]), dict(letter["body"]))
    except (ValueError, TypeError, KeyError):
        pass
    raise NotALetterError
