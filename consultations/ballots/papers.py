"""A ballot paper: what stands on it, and sealing and opening it (docs/trust.md, rule 20).

All papers of a ballot have one length, the blank ones of the opening too: only what is sealed inside says
whether and how somebody voted. The ballot and the paper's own number are inside and are checked, so that a
sealed paper that was copied over others opens nowhere else.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from consultations.ballots.refusals import ReasonTooLongError
from sealing.framing import NotFramedError, framed, unframed
from sealing.pairs import CannotOpenError, PrivateKey, PublicKey, open_sealed, room, seal

#: The longest reason, in characters; each may take four bytes.
LONGEST_REASON = 500
#: Bytes of what is sealed: room for the votes of every method with as many options as a ballot may have.
SIZE = 768
#: Where the paper's own number stands: behind two lengths and the ballot's.
_NUMBER = 4 + 8 + 4
SIZE_WITH_REASON = SIZE + 4 * LONGEST_REASON


@dataclass(frozen=True)
class Opened:
    """What stood on a paper. A blank one has no vote."""

    #: The name of the group as which its voter is counted.
    group: str
    vote: Mapping[str, Any]
    reason: str = ""


def size(*, asks_reasons: bool) -> int:
    """How many bytes are sealed for each paper of a ballot."""
    return SIZE_WITH_REASON if asks_reasons else SIZE


def written(
    ballot: int, paper: int, group: str, vote: Mapping[str, Any] | None = None, reason: str = ""
) -> bytes:
    """What is sealed as one paper; without a vote, a blank one."""
    return framed(
        _eight(ballot), _eight(paper), group.encode(),
        json.dumps(dict(vote or {}), separators=(",", ":")).encode(), reason.encode("utf-8", "replace"),
    )  # fmt: skip


def blank(ballot: int, group: str) -> Callable[[int], bytes]:
    """What is sealed as a blank paper, by its number: as `written`, for very many."""
    plain = written(ballot, 0, group)
    before, after = plain[:_NUMBER], plain[_NUMBER + 8 :]
    return lambda paper: before + _eight(paper) + after


def sealed(
    public: PublicKey,
    ballot: int,
    paper: int,
    group: str,
    vote: Mapping[str, Any] | None = None,
    reason: str = "",
    *,
    asks_reasons: bool,
) -> bytes:
    """Seal one paper; without a vote, a blank one.

    Raises:
        ReasonTooLongError: more than 500 characters.
    """
    longest = LONGEST_REASON if asks_reasons else 0
    if len(reason) > longest:
        raise ReasonTooLongError(longest)
    return seal(public, written(ballot, paper, group, vote, reason), size=size(asks_reasons=asks_reasons))


def opened(private: PrivateKey, ballot: int, paper: int, stored: bytes) -> Opened | None:
    """What stands on a paper; nothing if somebody changed, moved or made up what is sealed."""
    try:
        return read(ballot, paper, open_sealed(private, stored))
    except CannotOpenError:
        return None


def read(ballot: int, paper: int, plain: bytes) -> Opened | None:
    """What stands on a paper that was opened; nothing unless it is this paper of this ballot."""
    try:
        of, number, group, vote, reason = unframed(plain, 5)
    except NotFramedError:
        return None
    if of != _eight(ballot) or number != _eight(paper):
        return None
    return Opened(group.decode(), json.loads(vote), reason.decode())


def has_room(group: str, vote: Mapping[str, Any]) -> bool:
    """Whether a vote fits on a paper: asked of the longest that a ballot makes possible, before it opens."""
    plain = framed(bytes(8), bytes(8), group.encode(), json.dumps(vote, separators=(",", ":")).encode(), b"")
    return len(plain) <= room(SIZE)


def _eight(number: int) -> bytes:
    return number.to_bytes(8, "big")


__all__ = ["LONGEST_REASON", "Opened", "blank", "has_room", "opened", "read", "sealed", "size", "written"]
