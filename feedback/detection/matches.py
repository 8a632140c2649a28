"""What a detector reports: a kind and a stretch of the plain words."""

from typing import NamedTuple

from feedback.detection.enums import Kind


class Match(NamedTuple):
    """A stretch of plain words (`plain_text`), from ``start`` up to and without ``end``."""

    kind: Kind
    start: int
    end: int
