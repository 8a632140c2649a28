"""Finds in words the details by which somebody could be known (docs/detection.md).

`find` is all that others need. It never says that a text is free of such details: it shows the
author, and again a moderator, where to look.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from feedback.detection.contact_details import emails, handles, homes, phones
from feedback.detection.dates import dates
from feedback.detection.enums import LABELS, Kind
from feedback.detection.matches import Match
from feedback.detection.people_named import names
from feedback.detection.plain_text import PlainText, plain
from feedback.detection.prisons_and_places import named, named_matches, prisons
from feedback.detection.reference_numbers import (
    nhs_numbers,
    ni_numbers,
    plates,
    police_numbers,
    prison_numbers,
    probation_numbers,
)
from feedback.detection.sentences import terms
from feedback.detection.whereabouts import cells, courts

__all__ = ["LABELS", "Finding", "Kind", "find", "places_named"]

_NO_PLACES: Mapping[str, str] = MappingProxyType({})

Detector = Callable[[str], Iterator[Match]]
#: Everything that looks. Each gets plain words and takes time in proportion to them.
DETECTORS: tuple[Detector, ...] = (emails, phones, handles, dates, prisons, courts, names, cells, terms)
#: These look for nothing that is without a digit.
FOR_DIGITS: tuple[Detector, ...] = (
    ni_numbers,
    nhs_numbers,
    police_numbers,
    prison_numbers,
    probation_numbers,
    homes,
    plates,
)
_DIGIT = re.compile("[0-9]")
#: Where two kinds overlap they become one finding, of the kind that comes first here.
_PRIORITY = {kind: place for place, kind in enumerate(Kind)}


@dataclass(frozen=True)
class Finding:
    """A detail in somebody's words: ``text`` is ``original[start:end]``, as its author typed it."""

    kind: str
    start: int
    end: int
    text: str


def find(text: str, *, places: Mapping[str, str] = _NO_PLACES) -> list[Finding]:
    """The identifying details in a text, in their order, none overlapping another.

    ``places`` (name → slug) are the places this installation knows, whose names are found as well.
    """
    simple = plain(text)
    detectors = DETECTORS + FOR_DIGITS if _DIGIT.search(simple.text) else DETECTORS
    matches = [match for detector in detectors for match in detector(simple.text)]
    matches += named_matches(simple.text, places)
    return _apart(simple, matches)


def places_named(text: str, places: Mapping[str, str]) -> set[str]:
    """The slugs of those places (name → slug) that a text names, by whatever spelling of "HMP" or none."""
    return {slug for each in named(plain(text).text, places) for slug in each.slugs}


def _apart(simple: PlainText, matches: list[Match]) -> list[Finding]:
    """Matches in the original's own places; those that overlap are one, so that no part stays behind."""
    spans = sorted((*simple.span(match.start, match.end), match.kind) for match in matches)
    apart: list[tuple[int, int, Kind]] = []
    for start, end, kind in spans:
        if apart and start < apart[-1][1]:
            first, before, its_kind = apart[-1]
            apart[-1] = (first, max(before, end), min(kind, its_kind, key=_PRIORITY.__getitem__))
        else:
            apart.append((start, end, kind))
    return [Finding(kind, start, end, simple.original[start:end]) for start, end, kind in apart]
