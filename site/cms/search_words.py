"""What somebody typed into the search box, made into words that every database takes.

Only letters and digits are kept, so that no operator, quotation mark or control
character of SQLite's or PostgreSQL's search language can ever reach it.
"""

import re
import unicodedata
from dataclasses import dataclass

#: More than this of what was typed is not looked at.
LONGEST_TEXT = 200
#: Further words are left out: ten describe anything, and each costs time.
MOST_WORDS = 10

#: Words that say nothing about what is sought. English and Welsh.
_SMALL_WORDS_IN_A_ROW = """
    a about after all am an and any are as at be been but by can could did do does for from get had has have
    how i if in into is it its me my no not of on or our so that the their them there they this to was we were
    what when where which who why will with would you your
    y yr a ac ar am at i o yn yw mae ei eu gan gyda fy eich ein neu na nad os sut pam pwy ble beth
"""
_SMALL_WORDS = frozenset(_SMALL_WORDS_IN_A_ROW.split())
_WORD = re.compile(r"[^\W_]+")
_ENDINGS = ("ations", "ation", "ings", "ing", "ies", "ed", "es", "s")
_SHORTEST_STEM = 4


@dataclass(frozen=True)
class Word:
    """One word that is sought: as typed in lower case, and the part its other forms share."""

    text: str
    stem: str

    @property
    def forms(self) -> tuple[str, ...]:
        """The forms to ask a full-text index for, which knows no grammar of its own."""
        endings = ["", "s", "es", "ed", "ing"]
        if self.stem != self.text:
            endings += ["e", "ation"]
        return tuple(dict.fromkeys([self.text, *(self.stem + ending for ending in endings)]))


def cleaned(text: str) -> str:
    """What was typed, to show again: one line, no control characters, at most `LONGEST_TEXT` long."""
    plain = unicodedata.normalize("NFC", text[: LONGEST_TEXT * 2])
    visible = "".join(" " if unicodedata.category(character)[0] in "CZ" else character for character in plain)
    return " ".join(visible.split())[:LONGEST_TEXT].strip()


def words_in(text: str) -> tuple[Word, ...]:
    """The words worth looking for, each once, in their order.

    Small words ("the", "what") are left out unless nothing else was typed, and so is
    what stands alone after an apostrophe ("people's").
    """
    found = [match.lower() for match in _WORD.findall(cleaned(text))]
    long_enough = [word for word in found if len(word) > 1 or word.isdigit()]
    telling = [word for word in long_enough if word not in _SMALL_WORDS] or long_enough
    return tuple(Word(word, stem(word)) for word in dict.fromkeys(telling))[:MOST_WORDS]


def stem(word: str) -> str:
    """A word without its ending, so that "prisons" finds "prison" and "visiting" finds "visits".

    Deliberately cruder than Porter's method (it never changes a letter): what it gives is
    always the beginning of the word, so `LIKE` and a highlighter can use it as well.
    """
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM and not word.endswith("ss"):
            return word[: -len(ending)]
    return word


def pattern_for(words: tuple[Word, ...]) -> re.Pattern[str] | None:
    """Finds the sought words in running text, in any form, at the beginning of a word only."""
    if not words:
        return None
    stems = "|".join(re.escape(word.stem) for word in sorted(words, key=lambda word: -len(word.stem)))
    return re.compile(rf"(?<![^\W_])(?:{stems})[^\W_]*", re.IGNORECASE)
