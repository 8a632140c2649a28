"""Which wing, landing or cell somebody is in, and which court they stood before."""

import re
from collections.abc import Iterator

from feedback.detection.enums import Kind
from feedback.detection.matches import Match
from feedback.detection.phrases import Phrase
from feedback.detection.word_lists import listed

# --- Wing, landing, cell ---------------------------------------------------------------

_HOW_MANY = (
    r"\s?(?:hours?|hrs?|days?|times|people|men|of us|minutes|mins|weeks|months|years|/7|x\b|by\b|am\b|pm\b"
    r"|to a\b|per\b)"
)
_STOREYS = r"(?:ones?|twos?|threes?|fours?|fives?|[1-6]'?s)"
#: Words before "wing" that say which kind of wing and not which one.
_ANY_WING = listed(
    """
    the this that my our your his her their every each another one other any no which what right left
    far next same healthcare health hospital induction enhanced basic drug free recovery vulnerable
    prisoner vp remand lifer lifers women womens men mens old new main whole entire political detox
    residential prison on in of and off to from wellbeing standard education library works kitchen care
    stroke intensive assessment crime fraud resettlement segregation first second third both all some if
    when then but so only is was are were a an i they we you he she it open closed party
    """
)
_CELL_PATTERNS = tuple(
    Phrase(pattern)
    for pattern in (
        # "B wing", "b-wing", "Bwing"; "a wing" and "I wing" need more, see below
        r"(?<![\w'])(?P<said>(?:[B-HJ-Zb-hj-z]\d?|[AIai]\d)[ -](?i:wing|spur)|[B-HJ-NP-RT-Z]wing"
        r"|[b-hj-np-rt-z]wing)\b",
        r"(?<![\w'])(?P<said>(?P<letter>[A-Z])(?:\s|-)?(?:WING|SPUR))\b",
        r"(?i:\b(?:on|in|to|from|off|over|of|like|and)\s)(?P<said>[AI](?:\s|-)?[Ww]ing)\b(?!\sit)",
        r"(?:^|[.!?\n]\s?)(?P<said>A(?:\s|-)?[Ww]ing)\b(?!\s(?:of|that|where|with|for|can|could|should"
        r"|needs?|and a prayer))",
        r"\b(?P<said>(?i:wing)\s[A-Z]\d?)(?![\w'])(?<!\sI)(?<!\sA)",
        r"(?i:\b(?P<said>(?:on|in|to|off|from)\s(?:wing)\s[b-hj-z]\d?))(?![\w'])",
        # "Kestrel wing", "Beech Unit", "North Wing"
        r"\b(?P<said>(?P<called>[A-Z][a-z]{2,15})\s(?:[Ww]ing|Unit|[Hh]ouse ?[Bb]lock|[Ss]pur))\b",
        # "houseblock 4", "HB3", "house block B", "residence 2"
        r"\b(?P<said>(?i:house ?-?block|residential unit|residential|residence|spur|billet|hut"
        r"|unit(?= [1-9]\b(?! of)))\s(?:(?i:no\.?|number)\s)?(?:\d{1,2}|[A-Z])(?![\w'-]))",
        r"(?<![\w])(?P<said>(?:HB|hb|Hb)\s?\d{1,2}|RB\s?\d)\b",
        # "cell 14", "cell C3-14", "cell number 3"
        r"\b(?P<said>(?i:cell|pad)\s?(?:(?i:no\.?|number"
        rf"|num)\s?)?(?:[A-Za-z]\d?[-/ ]?)?(?!2[34]\s?/)\d{{1,3}}(?:[-/]\d{{1,3}}){{0,2}})"
        rf"(?![\w-])(?!(?i:{_HOW_MANY}))",
        # "on Oak House"
        r"\b(?:[Oo]n|[Oo]ff|[Oo]nto) (?P<said>(?P<called>[A-Z][a-z]{2,15}) House)\b",
        r"\b(?:in|to|from|cell|pad) (?P<said>[1-9]-\d{2})(?![\w-])",
        # "B2-17", "A3-2-04"
        r"(?<![\w-])(?P<said>[A-K][1-6][-/]\d{1,3}(?:[-/]\d{1,3})?)(?![\w-])",
        # "A3 landing", "the twos landing", "landing 3", "on the 3s"
        r"(?i:(?<![\w])(?P<said>[a-z][1-6]\s?landing|landing\s[a-z]?[1-6]))\b",
        rf"(?i:\b(?P<said>(?:the\s)?(?:{_STOREYS}|(?:first|second|third|fourth|ground|top"
        r"|bottom)\sfloor)\slanding))\b",
        r"(?i:\b(?:on|down on|up on|from)\s(?P<said>the\s(?:ones|twos|threes|fours|fives"
        r"|[1-5]'?s))\b)(?!\s(?:and|of|that|who)\b)",
        r"\b(?:on|to|off|from|over on)\s(?P<said>[A-K][1-6])(?![\w-])(?=\s?(?:[,.;!?\n]|$|landing|wing"
        r"|and|for|at|with|when|but|in))",
    )
)


def cells(text: str) -> Iterator[Match]:
    """Wings, spurs, house blocks, landings and cells that are named or numbered."""
    for pattern in _CELL_PATTERNS:
        for found in pattern.finditer(text):
            called = found.groupdict().get("called")
            if called is None or not (
                called.lower() in _ANY_WING or called.endswith(("al", "ing", "ive", "ic", "tion"))
            ):
                yield Match(Kind.CELL, *found.span("said"))


# --- Courts ----------------------------------------------------------------------------

_COURT_KIND = r"(?:crown|magistrates?'?s?'?|mags|county|youth|family|sheriff|juvenile|high)\scourt"
_COURT = Phrase(rf"\b(?P<town>[a-z][\w']{{1,20}}) (?:combined )?{_COURT_KIND}\b", re.IGNORECASE)
#: "up at Larchester Crown": the town needs its capital, and "the Crown" is none.
_SHORT_COURT = Phrase(
    r"\b(?P<town>[A-Z][a-z]{2,20}) (?:Crown|Mags|Magistrates'?)\b(?! (?:Court|Prosecution|Copyright|Jewels))"
)
_COURT_IN = Phrase(rf"\b(?P<said>{_COURT_KIND}\s(?:in|at)\s(?P<town>[a-z][\w'-]{{2,20}}))\b", re.IGNORECASE)
_KNOWN_COURTS = Phrase(r"\b(?:the\s)?old bailey\b", re.IGNORECASE)
#: Words before "Crown Court" that are no town.
_NO_TOWN = listed(
    """
    the a an my his her their our your at in to from of and or local nearest every any this that same
    each some when then before after outside inside for on through via by near attend attending attended
    went go going with old new another first last next no is was but so high crown magistrates like
    leaving left called up both because between if court into about one two three whole us me him them
    you it we they all most many big small combined judge morning afternoon night day week month year
    today tomorrow yesterday
    """
)


def courts(text: str) -> Iterator[Match]:
    """Courts by the name of their town."""
    for pattern in (_COURT, _SHORT_COURT):
        for found in pattern.finditer(text):
            if found.group("town").lower() not in _NO_TOWN:
                yield Match(Kind.COURT, found.start(), found.end())
    for found in _COURT_IN.finditer(text):
        if found.group("town").lower() not in _NO_TOWN:
            yield Match(Kind.COURT, *found.span("said"))
    for found in _KNOWN_COURTS.finditer(text):
        yield Match(Kind.COURT, found.start(), found.end())
