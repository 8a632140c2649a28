"""Days in somebody's life: birth, release, and what a court or the police did."""

import re
from collections.abc import Iterator

from feedback.detection.enums import Kind
from feedback.detection.matches import Match

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = (
    r"(?:\d{1,2}(?:\s?(?:st|nd|rd|th))?|(?:twenty|thirty)[ -](?:first|second|third|fourth|fifth|sixth|seventh"
    r"|eighth|ninth)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth"
    r"|thirteenth"
    r"|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth)"
)
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?,?\s{1,2})?"
_YEAR = r"(?:,?\s{1,2}(?:of\s)?(?:(?:19|20)\d\d|'?\d\d(?!\d|\s?(?:am|pm|:))))?"
_FULL = (
    r"\d{1,2}\s?[./-]\s?\d{1,2}\s?[./-]\s?(?:\d{4}|\d\d)"
    r"|(?:19|20)\d\d[./-]\d{1,2}[./-]\d{1,2}"
    rf"|{_WEEKDAY}(?:the\s)?{_DAY}\s{{1,2}}(?:of\s)?{_MONTH}{_YEAR}"
    r"|boxing day|christmas (?:day|eve)|new year'?s (?:day|eve)|good friday|easter (?:sunday|monday)"
    r"|valentine'?s day|bonfire night"
    rf"|{_WEEKDAY}{_MONTH}\s{{1,2}}(?:the\s)?\d{{1,2}}(?:st|nd|rd|th)?(?!\d|\s?(?:am|pm)\b){_YEAR}"
)
_DATE = re.compile(rf"(?<![\w./-])(?:{_FULL})(?![\w/-])", re.IGNORECASE)
#: Enough beside a word of birth or release, and nothing otherwise.
_MONTH_AND_YEAR = re.compile(rf"\b{_MONTH}\s{{1,2}}(?:of\s)?(?:19|20)\d\d\b", re.IGNORECASE)
#: Where none of these stands there is no date.
_DAY_OF_ANY_KIND = re.compile(
    r"[0-9]|\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth"
    r"|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth|boxing|christmas"
    r"|new year|good friday|easter|valentine|bonfire)",
    re.IGNORECASE,
)
_BARE_YEAR = re.compile(r"\bborn (?:back )?in ((?:19|20)\d\d)\b", re.IGNORECASE)
_DIGITS_IN_A_ROW = re.compile(r"(?<!\w)(?:\d\d \d\d (?:\d{4}|\d\d)|\d{6}|\d{8}|\d{1,2}[./-]\d{1,2})(?!\w)")

_BIRTH = r"\b(?:d\.?\s?o\.?\s?b\b\.?|date of birth|birth ?date|birthday|born)"
_RELEASE = (
    r"\b(?:releas(?:e|ed|ing)|let (?:me |him |her |us )?out|(?:i|he|she|we|they|me|him"
    r"|her) (?:\w+ )?(?:get|gets|got|came"
    r"|come|comes) out|i'm out|im out|out on|getting out|coming out|crd|ard|hdc(?:ed)?|tagging? date"
    r"|home on tag|erd|due out|due for release|conditional release"
    r"|sed|led|licen[cs]e (?:ends|expires|ended|expiry)|sentence (?:ends|expires|ended|expiry)"
    r"|walked out|freed)\b"
)
_CASE = (
    r"\b(?:arrest(?:ed)?|recall(?:ed)?|sentenced|convicted|charged|remanded|sent down|weighed off|court"
    r"|trial|hearing"
    r"|parole|sentencing|on the run|pleaded|nicked|raided|banged up|came in|been in since|inside since"
    r"|in here since|transferred|shipped)\b"
)
_LEADS = re.compile(rf"(?P<birth>{_BIRTH})|(?P<release>{_RELEASE})|(?P<case>{_CASE})", re.IGNORECASE)
_TRAILS = re.compile(
    r"\W{0,4}(?:\w+\W{1,2}){0,2}?(?:(?P<birth>(?:my )?(?:birthday|dob|date of birth)|i was born"
    r"|when i was born)"
    r"|(?P<release>my (?:release|crd|hdc|tag)\b|i (?:get|got|came|come|was let) out|i was released)"
    r"|(?P<case>my (?:court|trial|hearing|parole)\b|i was (?:sentenced|recalled|arrested|sent down)))",
    re.IGNORECASE,
)
_SAYS_WHICH = {"birth": Kind.BIRTH_DATE, "release": Kind.RELEASE_DATE, "case": Kind.CASE_DATE}
#: How far from a date the word may stand that says what the date is, and what may not stand between them.
_NEAR = 45
_END_OF_SENTENCE = re.compile(r"[!?\n]|\.\s")
#: Directly before the digits; otherwise six digits are any number.
_TIGHT = 24


def dates(text: str) -> Iterator[Match]:
    """Dates beside words of birth, release, arrest, court or recall. Other dates tell nobody apart."""
    if not _DAY_OF_ANY_KIND.search(text):
        return
    for found in _DATE.finditer(text):
        kind = _kind_of(text, found.start(), found.end())
        if kind is not None:
            yield Match(kind, found.start(), found.end())
    for found in _MONTH_AND_YEAR.finditer(text):
        kind = _kind_of(text, found.start(), found.end())
        if kind is not None:
            yield Match(kind, found.start(), found.end())
    for found in _DIGITS_IN_A_ROW.finditer(text):
        lead = _lead_before(text, found.start(), _TIGHT)
        if lead in (Kind.BIRTH_DATE, Kind.RELEASE_DATE):
            yield Match(lead, found.start(), found.end())
    for found in _BARE_YEAR.finditer(text):
        yield Match(Kind.BIRTH_DATE, *found.span(1))


def _kind_of(text: str, start: int, end: int) -> Kind | None:
    """What a date is about: the nearest word before it in its sentence, or what directly follows."""
    trail = _TRAILS.match(text[end : end + _NEAR])
    if trail and trail.lastgroup:
        return _SAYS_WHICH[trail.lastgroup]
    return _lead_before(text, start, _NEAR)


def _lead_before(text: str, start: int, near: int) -> Kind | None:
    window = text[max(0, start - near) : start]
    kind = None
    for lead in _LEADS.finditer(window):
        if lead.lastgroup and not _END_OF_SENTENCE.search(window, lead.end()):
            kind = _SAYS_WHICH[lead.lastgroup]
    return kind
