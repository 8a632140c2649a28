"""What somebody says, as it travels in a letter; and what the words of it may hold."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

#: The longest words, in characters.
LONGEST = 5_000
#: The longest message to those who read here, and the longest reason of a report.
LONGEST_MESSAGE = 2_000

#: What is said: an answer to the question of a thread; and in threads of other rooms (`hosting`) a change to
#: a part, a remark about the whole, a reason for a vote.
ANSWER, AMENDMENT, REMARK, REASON = "answer", "amendment", "remark", "reason"

#: Emoji are written with invisible joiners, the flags of Wales, Scotland and England with invisible letters.
_FLAG = re.compile("\U0001f3f4[\U000e0061-\U000e007a]{2,6}\U000e007f")
_JOINERS = "\u200c\u200d"
_BRACKETS = str.maketrans({"⟦": "[", "⟧": "]"})
#: Nothing that anybody writes; some programs stop at them.
_NO_CHARACTERS = re.compile("[\ufdd0-\ufdef\ufffe\uffff]")
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_SPACES_AT_LINE_ENDS = re.compile(r"[ \t]+(?=\n|$)")


@dataclass(frozen=True)
class Said:
    """One contribution as its author gave it: words, what they chose, what they allow."""

    words: str = ""
    kind: str = ANSWER
    #: What it is about within the thread: a part, as `sockets.parts` calls it; empty for the whole.
    about: str = ""
    role_group: str = ""
    stage: str = ""
    other: bool = False
    face: int | None = None
    choices: Mapping[str, str] = field(default_factory=dict)
    may_show: bool = False
    may_research: bool = False

    def body(self) -> dict[str, Any]:
        """As the letter holds it."""
        return {
            "words": self.words, "kind": self.kind, "about": self.about, "role_group": self.role_group,
            "stage": self.stage, "other": self.other, "face": self.face, "choices": dict(self.choices),
            "may_show": self.may_show, "may_research": self.may_research,
        }  # fmt: skip

    def with_words(self, words: str) -> "Said":
        """The same with other words."""
        return replace(self, words=words)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was said, in words or by choosing."""
        return not (self.words.strip() or self.face or self.choices)


def plain(words: str) -> str:
    """Words without what nobody can see: the same to a reader, to a moderator and to a program.

    Nothing that can be read is lost. Invisible characters go, but for those that make an emoji or
    a letter of another script; ⟦ and ⟧, with which we show what was taken out, become brackets.
    """
    words = _LINE_ENDS.sub("\n", unicodedata.normalize("NFC", words)).translate(_BRACKETS)
    words = _NO_CHARACTERS.sub("", words)
    pieces: list[str] = []
    done = 0
    for flag in _FLAG.finditer(words):
        pieces += [_seen(words[done : flag.start()]), flag[0]]
        done = flag.end()
    pieces.append(_seen(words[done:]))
    return _SPACES_AT_LINE_ENDS.sub("", "".join(pieces)).strip()


def _seen(words: str) -> str:
    if words.isascii() and words.isprintable():
        return words
    return "".join(letter for at, letter in enumerate(words) if _is_seen(words, at, letter))


def _is_seen(words: str, at: int, letter: str) -> bool:
    if letter in "\n\t":
        return True
    kind = unicodedata.category(letter)
    if kind == "Cf":
        return letter in _JOINERS and _joins(words, at)
    return kind not in ("Cc", "Cs")


def _joins(words: str, at: int) -> bool:
    """Whether a joiner stands between what needs one: never beside Latin letters, figures or spaces."""
    beside = words[at - 1 : at] + words[at + 1 : at + 2]
    return len(beside) == 2 and all(ord(one) > 0x2FF and not one.isspace() for one in beside)
