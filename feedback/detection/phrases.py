"""Regular expressions that look only where they can find something.

There are some two hundred of them, and a text holds the words of a few. Each works out, once,
pieces of text of which every match must hold one ("year", "month", …), and is skipped where none
of them stands. What is found stays the same; it is found ten times faster.
"""

import re
from collections.abc import Iterator
from importlib import import_module
from typing import Any

#: Pieces are looked up by so many of their first characters.
_GRAM = 6
#: More alternatives than this are not spelled out.
_MOST_STRINGS = 40
#: Shorter pieces stand in every text.
_SHORTEST = 2


class Grams:
    """A text in small letters, and all stretches of a certain length in it."""

    def __init__(self, small: str) -> None:
        self.text = small
        self.grams = {small[place : place + _GRAM] for place in range(len(small) - _GRAM + 1)}


class Phrase:
    """A regular expression for plain words (`plain_text`)."""

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.regex = re.compile(pattern, flags)
        self.pieces = needed(pattern)
        pieces = self.pieces or frozenset()
        self.beginnings = {piece[:_GRAM] for piece in pieces if len(piece) >= _GRAM}
        self.short = [piece for piece in pieces if len(piece) < _GRAM]

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """As of any pattern."""
        if self.may_stand_in(text.lower()):
            yield from self.regex.finditer(text)

    def match(self, text: str, position: int = 0) -> re.Match[str] | None:
        """As of any pattern."""
        return self.regex.match(text, position)

    def may_stand_in(self, small: str) -> bool:
        """Whether a text in small letters holds a piece that every match holds."""
        return self.pieces is None or any(piece in small for piece in self.pieces)

    def may_stand_among(self, grams: Grams) -> bool:
        """The same, asked quickly by somebody who has many phrases and one text; less exact, never wrong."""
        return (
            not self.beginnings.isdisjoint(grams.grams)
            or any(piece in grams.text for piece in self.short)
            or self.pieces is None
        )


def needed(pattern: str) -> frozenset[str] | None:
    """Pieces in small letters of which every match of a pattern holds one; None if there are no such.

    Reads the pattern with Python's own parser, which is not promised to stay as it is: where it
    cannot be read, no pieces are given, and the pattern is always tried.
    """
    try:
        parser = import_module("re._parser")
        pieces = _Reader(parser).needed(parser.parse(pattern, re.IGNORECASE))
    except (ImportError, AttributeError, KeyError, TypeError, ValueError):
        return None
    return pieces and frozenset(one for one in pieces if not any(other in one for other in pieces - {one}))


class _Reader:
    """Reads a parsed pattern: a sequence of (what, argument)."""

    def __init__(self, parser: Any) -> None:
        self.parser = parser

    def needed(self, sequence: Any) -> frozenset[str] | None:
        """The most telling pieces of a sequence."""
        best: frozenset[str] | None = None
        here: frozenset[str] = frozenset({""})
        for what, argument in [*sequence, (None, None)]:
            exact = self.exact(what, argument)
            if exact is not None and len(here) * len(exact) <= _MOST_STRINGS:
                here = frozenset(before + after for before in here for after in exact)
                continue
            best = _better(best, here)
            here = exact if exact is not None else frozenset({""})
            if exact is None and what is not None:
                best = _better(best, self.within(what, argument))
        return best

    def exact(self, what: Any, argument: Any) -> frozenset[str] | None:
        """All strings that a part can match, if they are few."""
        known = self.parser
        if what is known.LITERAL:
            return frozenset({chr(argument).lower()})
        if what in (known.AT, known.ASSERT, known.ASSERT_NOT):
            return frozenset({""})
        if what is known.IN and all(one[0] is known.LITERAL for one in argument):
            return frozenset(chr(one[1]).lower() for one in argument)
        if what is known.SUBPATTERN:
            return self.exact_sequence(argument[-1])
        if what is known.BRANCH:
            branches = [self.exact_sequence(branch) for branch in argument[1]]
            together = frozenset(one for branch in branches if branch is not None for one in branch)
            return None if None in branches or len(together) > _MOST_STRINGS else together
        if what in (known.MAX_REPEAT, known.MIN_REPEAT, known.POSSESSIVE_REPEAT) and argument[1] == 1:
            once = self.exact_sequence(argument[2])
            return once if once is None or argument[0] == 1 else once | {""}
        return None

    def exact_sequence(self, sequence: Any) -> frozenset[str] | None:
        """The same of a sequence of parts."""
        strings = frozenset({""})
        for what, argument in sequence:
            exact = self.exact(what, argument)
            if exact is None or len(strings) * len(exact) > _MOST_STRINGS:
                return None
            strings = frozenset(before + after for before in strings for after in exact)
        return strings

    def within(self, what: Any, argument: Any) -> frozenset[str] | None:
        """Pieces that a part needs which can match too many strings to spell out."""
        known = self.parser
        if what is known.SUBPATTERN:
            return self.needed(argument[-1])
        if what is known.BRANCH:
            branches = [self.needed(branch) for branch in argument[1]]
            if any(branch is None for branch in branches):
                return None
            return frozenset(one for branch in branches if branch is not None for one in branch)
        if what in (known.MAX_REPEAT, known.MIN_REPEAT, known.POSSESSIVE_REPEAT) and argument[0] >= 1:
            return self.needed(argument[2])
        return None


def _better(one: frozenset[str] | None, other: frozenset[str] | None) -> frozenset[str] | None:
    """The pieces that stand in fewer texts: long ones, and few of them."""
    if other is None or min(map(len, other), default=0) < _SHORTEST:
        return one
    return other if one is None or _worth(other) > _worth(one) else one


def _worth(pieces: frozenset[str]) -> float:
    return min(map(len, pieces)) - len(pieces) / 20
