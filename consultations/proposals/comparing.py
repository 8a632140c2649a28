"""What changed between two texts, word by word (pure).

The words of a part are compared as they are typed (`wording.typed`), so that a comparison shows what
somebody reading would call a change, not tags.
"""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

Op = Literal["same", "added", "removed"]
#: A word with its punctuation, or the room between words. Ends of lines stand alone.
_TOKENS = re.compile(r"\n+|[^\S\n]+|[^\s]+")
#: Above so many pairs of words, whole lines are compared first; above as many pairs of lines, nothing is.
MOST_PAIRS = 4_000_000


class Piece(NamedTuple):
    """Some words that are the same in both texts, or in one of them only."""

    op: Op
    text: str

    @property
    def added(self) -> bool:
        """The words are only in the second text."""
        return self.op == "added"

    @property
    def removed(self) -> bool:
        """The words are only in the first text."""
        return self.op == "removed"


def words(before: str, after: str) -> list[Piece]:
    """The two texts as one: pieces that were removed, added, or are the same.

    Same and removed pieces together are the first text, same and added ones the second, to the letter.
    """
    if before == after:
        return [Piece("same", before)] if before else []
    first, second = _TOKENS.findall(before), _TOKENS.findall(after)
    return _joined(_compared(first, second))


def changed(pieces: Sequence[Piece]) -> bool:
    """Whether anything is not the same."""
    return any(piece.op != "same" for piece in pieces)


def _compared(first: Sequence[str], second: Sequence[str]) -> Iterator[Piece]:
    """The beginning and the end that are shared, and what lies between compared."""
    begin = _shared(first, second)
    end = _shared(first[begin:][::-1], second[begin:][::-1])
    yield Piece("same", "".join(first[:begin]))
    middle_one, middle_two = first[begin : len(first) - end], second[begin : len(second) - end]
    if len(middle_one) * len(middle_two) > MOST_PAIRS:
        yield from (Piece("removed", "".join(middle_one)), Piece("added", "".join(middle_two)))
    else:
        yield from _matched(middle_one, middle_two)
    yield Piece("same", "".join(first[len(first) - end :]) if end else "")


def _shared(first: Sequence[str], second: Sequence[str]) -> int:
    """With how many of the same words both begin."""
    number = 0
    for one, two in zip(first, second, strict=False):
        if one != two:
            break
        number += 1
    return number


def _matched(first: Sequence[str], second: Sequence[str]) -> Iterator[Piece]:
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            yield Piece("same", "".join(first[i1:i2]))
            continue
        yield Piece("removed", "".join(first[i1:i2]))
        yield Piece("added", "".join(second[j1:j2]))


def _joined(pieces: Iterator[Piece]) -> list[Piece]:
    """Changes that only a space parts are read as one; empty pieces go."""
    found: list[Piece] = []
    removed = added = ""
    waiting = ""  # a space between two changes, of which nobody knows yet whether it stays the same
    for piece in pieces:
        if not piece.text:
            continue
        if piece.op == "removed":
            removed, added, waiting = removed + waiting + piece.text, added + waiting, ""
        elif piece.op == "added":
            removed, added, waiting = removed + waiting, added + waiting + piece.text, ""
        elif not piece.text.strip() and (removed or added) and "\n" not in piece.text and not waiting:
            waiting = piece.text
        else:
            found += _change(removed, added)
            found.append(Piece("same", waiting + piece.text))
            removed = added = waiting = ""
    found += _change(removed, added)
    if waiting:
        found.append(Piece("same", waiting))
    return _merged(found)


def _change(removed: str, added: str) -> list[Piece]:
    pieces: list[Piece] = []
    if removed == added:
        return [Piece("same", removed)] if removed else []
    if removed:
        pieces.append(Piece("removed", removed))
    if added:
        pieces.append(Piece("added", added))
    return pieces


def _merged(pieces: list[Piece]) -> list[Piece]:
    """Neighbours of one kind as one piece."""
    found: list[Piece] = []
    for piece in pieces:
        if found and found[-1].op == piece.op:
            found[-1] = Piece(piece.op, found[-1].text + piece.text)
        else:
            found.append(piece)
    return found
