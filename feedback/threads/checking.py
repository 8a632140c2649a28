"""The second page: what was written, with the details by which its author could be known, and what to do.

For each detail its author says: keep it, take it out, or go back and change it. The same detail is asked
about once, wherever it stands.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice

from django.utils.functional import Promise

from feedback.detection import redaction
from feedback.detection.findings import find
from feedback.detection.redaction import Piece
from feedback.threads.wording import worded

KEEP, OUT, CHANGE = "keep", "out", "change"
DECISIONS = (KEEP, OUT, CHANGE)
_FIELD = "detail-"
#: Nobody decides about more.
_MOST = 500
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True)
class Detail:
    """Something that could give somebody away, wherever it stands in the words."""

    number: int
    kind: str
    label: "str | Promise"
    text: str
    #: What its author said about it; empty: nothing yet.
    decision: str

    @property
    def field(self) -> str:
        """How the form calls it: the same for the same detail, whatever stands around it."""
        return field_name(self.kind, self.text)


@dataclass(frozen=True)
class Part:
    """A stretch of the words; with a detail, if it is one."""

    text: str
    detail: Detail | None = None


@dataclass(frozen=True)
class Checked:
    """Words with what was found in them."""

    words: str
    parts: tuple[Part, ...]
    details: tuple[Detail, ...]

    @property
    def size(self) -> str:
        """How large the words are set."""
        return worded(self.words).size

    @property
    def undecided(self) -> tuple[Detail, ...]:
        """Those about which nothing was said yet."""
        return tuple(detail for detail in self.details if not detail.decision)

    @property
    def wants_change(self) -> bool:
        """Whether its author wants to write something differently."""
        return any(detail.decision == CHANGE for detail in self.details)

    @property
    def agreed(self) -> str:
        """The words as their author wants them: what is to go has become "…"."""
        out = list(_places_of(self.parts))
        return redaction.without(self.words, out) if out else self.words


@dataclass(frozen=True)
class _Place:
    kind: str
    start: int
    end: int


def check(words: str, decisions: Mapping[str, str], places: Mapping[str, str]) -> Checked:
    """Look at words; ``decisions`` is the form as it came back, ``places`` name → slug."""
    details: dict[str, Detail] = {}
    parts: list[Part] = []
    for piece in redaction.marked(words, find(words, places=places)) if words else []:
        parts.append(Part(piece.text, _detail(piece, details, decisions) if piece.removed_kind else None))
    return Checked(words, tuple(parts), tuple(details.values()))


def field_name(kind: str, text: str) -> str:
    """Names a detail without holding it."""
    same = _SPACES.sub(" ", text.strip().casefold())
    return _FIELD + sha256(f"{kind}\0{same}".encode()).hexdigest()[:12]


def decided(form: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What was decided for good, as pairs of field and decision: a page between may carry it."""
    found = ((name, said) for name, said in form.items() if name.startswith(_FIELD) and said in (KEEP, OUT))
    return islice(found, _MOST)


def _detail(piece: Piece, details: dict[str, Detail], decisions: Mapping[str, str]) -> Detail:
    name = field_name(piece.removed_kind, piece.text)
    if name not in details:
        said = decisions.get(name, "")
        decision = said if said in DECISIONS else ""
        details[name] = Detail(len(details) + 1, piece.removed_kind, piece.label, piece.text, decision)
    return details[name]


def _places_of(parts: tuple[Part, ...]) -> Iterator[_Place]:
    at = 0
    for part in parts:
        if part.detail is not None and part.detail.decision == OUT:
            yield _Place(part.detail.kind, at, at + len(part.text))
        at += len(part.text)
