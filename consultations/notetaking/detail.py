"""What looks as if it could show who somebody is: kept off the wall until a scribe has looked.

It never says that a point is free of such details. Prisons and places are named all the time where people
talk about prison, and keep nothing off.
"""

from dataclasses import replace

from consultations.notetaking.words import Words
from feedback.detection.enums import LABELS, Kind
from feedback.detection.findings import Finding, find

#: Said of no person in particular.
_OF_NOBODY = frozenset({Kind.PRISON, Kind.PLACE, Kind.COURT, Kind.SENTENCE})


def kept_off(words: Words) -> tuple[Words, list[str]]:
    """Words for a first save, off the wall if they should be looked at, and what they seem to hold."""
    found = [finding for finding in find(words.text) if finding.kind not in _OF_NOBODY]
    if not found or not words.on_wall:
        return words, []
    return replace(words, on_wall=False), [_told(finding) for finding in found]


def _told(finding: Finding) -> str:
    return f"{LABELS[Kind(finding.kind)]} (“{finding.text}”)"
