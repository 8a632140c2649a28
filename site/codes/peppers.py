"""The secrets of codes, from CODES_SECRET, which lives outside the database.

Not from SECRET_KEY: that may be changed, and a receipt on a slip of paper has to
open what it opened before. Lose CODES_SECRET, and no receipt opens anything.
"""

from django.conf import settings
from django.utils.encoding import force_bytes

from sealing.deriving import derive


def pepper(kind: str) -> bytes:
    """The pepper of one kind of code."""
    return derive(force_bytes(settings.CODES_SECRET), f"pepper of codes: {kind}")


def salt() -> bytes:
    """The installation's salt."""
    return derive(force_bytes(settings.CODES_SECRET), "salt of codes", length=16)
