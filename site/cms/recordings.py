"""Recordings of somebody reading out: sound files, told by what they begin with and not by their name."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

EXTENSIONS = ("mp3", "m4a", "ogg")


def _is_sound(start: bytes) -> bool:
    is_mp3 = start[:3] == b"ID3" or (len(start) > 1 and start[0] == 0xFF and start[1] & 0xE6 == 0xE2)
    return is_mp3 or start[4:8] == b"ftyp" or start[:4] == b"OggS"


def check(document: Any) -> None:
    """Refuse what is no recording.

    Raises:
        ValidationError: another kind of file, by its name or by its first bytes.
    """
    if str(document.file_extension).lower() not in EXTENSIONS:
        raise ValidationError(_("Choose a sound file: mp3, m4a or ogg."))
    with document.open_file() as file:
        start = file.read(12)
    if not _is_sound(start):
        raise ValidationError(_("This file has the name of a sound file, but there is no sound in it."))
