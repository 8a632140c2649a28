"""Words as a reader sees them, however they were typed, with the way back to the original.

Patterns are written once, for plain Latin letters, ASCII digits, straight quotes and simple
spaces. What is invisible goes, what looks like a letter becomes that letter, accents fall. Each
character remembers where it came from, so that what is found is reported in the author's own text.

For matching only: nothing that went through here is shown or stored.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

#: What looks like a Latin letter and is none: strangers, then what each of them looks like.
#: A choice of the common ones out of Unicode's list of confusables (UTS 39), by eye.
_ALIKE = (
    ("АВЕКМНОРСТУХІЈЅԌԜԚҮ", "ABEKMHOPCTYXIJSGWQY"),  # Cyrillic capitals
    ("авекмнорстухіјѕԁԛԝһӏґү", "abekmhopctyxijsdqwhlry"),  # Cyrillic small letters
    ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹ", "ABEZHIKMNOPTYXC"),  # Greek capitals
    ("αβγεηικνορτυχωϲϳ", "abyenikvoptuxwcj"),  # Greek small letters
    ("ՕՍՏօսհոցզ", "OUSouhngq"),  # Armenian
    ("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghijklmnoprstuvwyz"),  # small capitals
    ("ıɩɡɑɯøłđħŧƙøØŁĐĦŦ", "iigawoldhtkoOLDHT"),  # Latin letters with a stroke or without a dot
)
_LONGER = {"ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "Æ": "AE", "Œ": "OE", "Þ": "Th", "Ð": "D"}
_SIGNS = {
    **dict.fromkeys("‘’‚‛ʼʹ′`´＇", "'"),
    **dict.fromkeys("“”„‟″«»＂", '"'),
    **dict.fromkeys("−⁃﹘﹣－", "-"),
    **dict.fromkeys("⁄∕", "/"),
    **dict.fromkeys("。｡", "."),
    **dict.fromkeys("\n\r\v\f\x85\u2028\u2029", "\n"),
    "\t": " ",
    "\u2800": " ",  # an empty cell of Braille
}
_UNSEEN_LETTERS = frozenset("\u115f\u1160\u3164\uffa0")
#: Letters in dark circles, in dark squares, and of flags: three alphabets that decompose into nothing.
_DARK_ALPHABETS = (0x1F150, 0x1F170, 0x1F1E6)
_READY: dict[str, str] = {
    **{strange: plain for pair in _ALIKE for strange, plain in zip(*pair, strict=True)},
    **_LONGER,
    **_SIGNS,
    **{chr(first + place): chr(ord("A") + place) for first in _DARK_ALPHABETS for place in range(26)},
}

#: Typed on an ordinary keyboard: taken as it is, but for tabs and the ends of lines.
_ORDINARY = re.compile(r"[\t\n\x0b-\r -~]*\Z")
_SAME_LENGTH = str.maketrans({"\t": " ", "\r": "\n", "\x0b": "\n", "\x0c": "\n", "`": "'"})

#: A sign for a whole phrase (there is one of eighteen letters) is left as it is: nobody spells with it.
_LONGEST_SIGN = 5


@dataclass(frozen=True)
class PlainText:
    """Plain words, and for each of their characters the place it has in ``original``."""

    original: str
    text: str
    origins: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of the plain words stands in the original: first, and one past the last.

        Accents typed as characters of their own go with the letter before them.
        """
        first, after = self.origins[start], self.origins[end - 1] + 1
        while after < len(self.original) and unicodedata.category(self.original[after]) in ("Mn", "Me"):
            after += 1
        return first, after


def plain(original: str) -> PlainText:
    """The plain words of any text at all. Takes time in proportion to its length; never fails."""
    if _ORDINARY.match(original):
        return PlainText(original, original.translate(_SAME_LENGTH), range(len(original)))
    pieces: list[str] = []
    origins: list[int] = []
    for place, character in enumerate(original):
        seen = _as_seen(character)
        pieces.append(seen)
        origins += [place] * len(seen)
    return PlainText(original, "".join(pieces), origins)


def small(text: str) -> str:
    """A text in small letters, each in the place it had."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(one if len(one.lower()) != 1 else one.lower() for one in text)


@lru_cache(maxsize=4096)
def _as_seen(character: str) -> str:
    """What a reader sees of one character, in plain letters: none, one, or several."""
    if character in _READY:
        return _READY[character]
    parts = unicodedata.normalize("NFKD", character)
    return character if len(parts) > _LONGEST_SIGN else "".join(map(_simple, parts))


def _simple(part: str) -> str:
    """One character that does not decompose further."""
    if part in _READY:
        return _READY[part]
    category = unicodedata.category(part)
    if category in ("Mn", "Me", "Cf", "Cc") or part in _UNSEEN_LETTERS:
        return ""
    if category == "Nd":
        return str(unicodedata.decimal(part))
    if category == "Pd":
        return "-"
    return " " if category == "Zs" else part
