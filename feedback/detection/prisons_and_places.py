"""Prisons by their names, and the places that an installation knows.

A prison named in the words counts as a place of theirs, so that nobody from there moderates them
(docs/trust.md, rule 17). That is why a place is rather named once too often than missed.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from feedback.detection.enums import Kind
from feedback.detection.given_names import NO_NAMES
from feedback.detection.matches import Match
from feedback.detection.phrases import Phrase
from feedback.detection.plain_text import plain
from feedback.detection.word_lists import listed

# --- By the look of the name ----------------------------------------------------------

_PREFIX = (
    r"(?:hm\s?prison(?:\s(?:and|&)\s(?:yoi|young offender institution))?"
    r"|hmp\s?(?:/|&|and)?\s?(?:yoi)?|hm\s?yoi|hmyoi|yoi)"
)
_NAMED = Phrase(
    rf"\b(?i:{_PREFIX})\s(?P<name>(?:(?i:isle of|the|low|high|great|new|north|south|east|west|long|full"
    r"|swinfen|east)\s)?"
    r"[A-Za-z][\w'-]{2,20}(?:\s(?!Prison|Staff|Service|Wing|Healthcare|Education|Probation|Unit|I\b"
    r"|The\b|In\b|On\b|And\b)"
    r"[A-Z][a-z]{2,15}){0,2})"
)
_AFTER_NAME = Phrase(
    r"\b(?P<said>(?P<name>[A-Z][a-z]{2,15}(?:\s[A-Z][a-z]{2,15})?)\s(?:[Pp]rison|[Jj]ail|[Nn]ick"
    r"|YOI))\b(?!\s(?:[Ss]ervice|[Rr]eform))"
)
#: "did my time in Ravensmoor", "shipped out to Ravensmoor"
_TIME_IN = Phrase(
    r"\b(?i:time|bird|stretch|remand|banged up|locked up|ghosted(?: out)?|shipped(?: out)?|transferred"
    r"|sent down)"
    r" (?i:in|at|to|from) (?P<name>[A-Z][a-z]{3,15}(?: [A-Z][a-z]{2,15})?)\b"
)
#: Words beside "HMP" or "Prison" that are no prison's name.
_NO_PRISON = listed(
    """
    staff rules rule service services forms form and or is was are were has have had the a an in on at
    of to for from prison prisons officers officer governor governors healthcare inspectorate policy
    policies system should can will this that these those it i we they you he she my our your his her
    their every each any some no not all both many open closed local womens women's men's mens women men
    category cat high security modern victorian big small new old private public english british
    scottish welsh irish american norwegian foreign another other one first last main training reception
    after before during inside outside since when while leaving left life where what which her his like
    with without but so because then if once under over through between about against through-the-gate
    young adult whole entire our state federal debtors debtor's national healthy health drug education
    probation post community court crown he's who whose monday tuesday wednesday thursday friday
    saturday sunday being going most good bad real proper overcrowded three two four five establishments
    sites estates estate units library libraries mr mrs ms miss dr
    """
)


def prisons(text: str) -> Iterator[Match]:
    """Prisons named with HMP, HMYOI, YOI or HM Prison before them, or Prison after them."""
    for found in _NAMED.finditer(text):
        first, last = found.group("name").split()[0], found.group("name").split()[-1]
        if first.lower() in _NO_FIRST or last.lower() in _NO_PRISON:
            continue
        written_small = found.group().islower()
        if last[0].isupper() or (
            last not in NO_NAMES
            and (written_small or _SAYS_THERE.search(text[max(0, found.start() - 12) : found.start()]))
        ):
            yield Match(Kind.PRISON, found.start(), found.end())
    for found in _TIME_IN.finditer(text):
        if found.group("name").split()[0].lower() not in _NO_PLACE:
            yield Match(Kind.PRISON, *found.span("name"))
    for found in _AFTER_NAME.finditer(text):
        words = found.group("name").split()
        telling = [word for word in words if word.lower() not in _NO_PRISON]
        if telling and words[-1] == telling[-1]:
            start = found.start() + found.group("name").index(telling[0])
            yield Match(Kind.PRISON, start, found.end())


_NO_FIRST = _NO_PRISON - listed("the new high")
_NO_PLACE = NO_NAMES | _NO_PRISON
#: Just before a name that is where somebody was.
_SAYS_THERE = re.compile(
    r"\b(?:in|at|to|from|near|leaving|left|around|into|through|of|hmp|prison|yoi|outside|called)\s\Z",
    re.IGNORECASE,
)

# --- From a list ------------------------------------------------------------------------

_IN_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_PRISON_PREFIX = re.compile(rf"\s*{_PREFIX}\b\s*", re.IGNORECASE)
_ENDS_WITH_PREFIX = re.compile(rf"\b{_PREFIX}\s*\Z", re.IGNORECASE)
_SAYS_PRISON = re.compile(r"\s(?:prison|jail|nick|yoi)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")
#: Nothing else may stand between the words of one name.
_WITHIN_NAME = re.compile(r"[\s.,'&/-]{0,3}\Z")
#: Places that are called like an ordinary word: they need capitals, and something that says "there".
_ORDINARY_WORDS = listed(
    """
    send ford mount forest spring hill park hall down high low new holme wood castle bridge ash hope
    reading bury sale rugby bath deal battle rye wells sandwich stone street wing ware guys march eye
    the of end long full grand garth green field stocken east west north south central middle lane light
    vale wold downs view isle
    """
)


class Known(NamedTuple):
    """One name of a list: its words, whether it is said to be a prison, and the slug of its place."""

    words: tuple[str, ...]
    is_prison: bool
    slug: str


class Named(NamedTuple):
    """A name that stands in the words, and the places it may mean."""

    kind: Kind
    start: int
    end: int
    slugs: frozenset[str]


def named(text: str, places: Mapping[str, str]) -> Iterator[Named]:
    """Where the words name one of the places (name → slug).

    "HMP", and what stands in brackets, may be missing. "HMP Fernhollow" means the prison; the bare
    "Fernhollow" may mean the prison or the town, and counts as both.
    """
    if not places:
        return
    by_first_word = _index(tuple(sorted(places.items())))
    words = [(found.group().lower(), found.start(), found.end()) for found in _WORD.finditer(text)]
    for position, (word, start, _end) in enumerate(words):
        if word not in by_first_word:
            continue
        here = [known for known in by_first_word[word] if _stands(text, words, position, known.words)]
        if not here:
            continue
        longest = here[0].words
        here = [known for known in here if known.words == longest]
        end = words[position + len(longest) - 1][2]
        says_prison = _says_prison(text, start, end)
        if not says_prison and not _is_meant(text, start, end, longest):
            continue
        meant = [known for known in here if known.is_prison] if says_prison else here
        kind = Kind.PRISON if any(known.is_prison for known in here) else Kind.PLACE
        yield Named(kind, start, end, frozenset(known.slug for known in meant or here))


def named_matches(text: str, places: Mapping[str, str]) -> Iterator[Match]:
    """The same as plain matches."""
    for each in named(text, places):
        yield Match(each.kind, each.start, each.end)


@lru_cache(maxsize=8)
def _index(places: tuple[tuple[str, str], ...]) -> dict[str, list[Known]]:
    """Names by their first word, the longest first."""
    by_first_word: dict[str, list[Known]] = {}
    for name, slug in places:
        whole = _IN_BRACKETS.sub(" ", plain(name).text)
        prefix = _PRISON_PREFIX.match(whole)
        words = tuple(word.lower() for word in _WORD.findall(whole[prefix.end() :] if prefix else whole))
        is_prison = prefix is not None
        if len(words) > 1 and words[-1] in ("prison", "yoi"):
            words, is_prison = words[:-1], True
        if words:
            by_first_word.setdefault(words[0], []).append(Known(words, is_prison, slug))
    for known in by_first_word.values():
        known.sort(key=lambda each: -len(each.words))
    return by_first_word


def _stands(text: str, words: list[tuple[str, int, int]], position: int, sought: tuple[str, ...]) -> bool:
    """Whether these words follow one another from here, with hardly anything between them."""
    if position + len(sought) > len(words):
        return False
    for offset in range(1, len(sought)):
        word, start, _end = words[position + offset]
        if word != sought[offset] or not _WITHIN_NAME.match(
            text[words[position + offset - 1][2] : start][:4]
        ):
            return False
    return True


def _says_prison(text: str, start: int, end: int) -> bool:
    """Whether "HMP" or the like stands before, or "prison" behind."""
    return bool(
        _ENDS_WITH_PREFIX.search(text[max(0, start - 30) : start]) or _SAYS_PRISON.match(text[end : end + 10])
    )


def _is_meant(text: str, start: int, end: int, words: tuple[str, ...]) -> bool:
    """Whether a name without "HMP" is that name and not an ordinary word ("send", "the mount")."""
    if any(word not in _ORDINARY_WORDS for word in words):
        return True
    last = text[start:end].split()[-1]
    return last[:1].isupper() and _SAYS_THERE.search(text[max(0, start - 12) : start]) is not None
