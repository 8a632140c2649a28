"""What looks as if it could show who somebody is: kept off the wall until a scribe has looked.

It never says that a point is free of such details. Prisons and places are named all the time where people
talk about prison, and keep nothing off.
"""

from dataclasses import replace

from consultations.notetaking.words import Words
from feedback.detection.enums import LABELS, Kind
from feedback.detection.findings import find

#: Said of no person in particular.
_OF_NOBODY = frozenset({Kind.PRISON, Kind.PLACE, Kind.COURT, Kind.SENTENCE})


def kept_off(words: Words) -> tuple[Words, tuple[str, ...]]:
    """Words for a first save, off the wall if they should be looked at, and what they seem to hold.

    That is told by its kind, each once, never by the words themselves.
    """
    kinds = dict.fromkeys(Kind(finding.kind) for finding in find(words.text))
    found = tuple(str(LABELS[kind]) for kind in kinds if kind not in _OF_NOBODY)
    if not found or not words.on_wall:
        return words, ()
    return replace(words, on_wall=False), found
