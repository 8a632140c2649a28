"""Numbers that an office gave to somebody, and number plates. Checked where a check exists."""

import re
from collections.abc import Iterator

from stdnum.gb import nhs

from feedback.detection.enums import Kind
from feedback.detection.matches import Match
from feedback.detection.word_lists import listed

_ALONE_BEFORE, _ALONE_AFTER = r"(?<![A-Za-z0-9])", r"(?![A-Za-z0-9])"
_NEAR = 30

#: Two letters that are a word: "on 12 34 56 a" is no number of anybody's.
_SHORT_WORDS = listed(
    "in of on at or if is it we he me my no so to up us go do by be as am an pm mm cm km kg ft ml uk st "
    "nd rd th"
)


def _near(text: str, position: int, words: re.Pattern[str]) -> bool:
    """Whether one of the words stands shortly before."""
    return words.search(text[max(0, position - _NEAR) : position]) is not None


# --- National Insurance ----------------------------------------------------------------

#: Taken by its form: there is no check digit, and letters that are not given out may be a slip of the pen.
_NI = re.compile(rf"{_ALONE_BEFORE}([A-Z]{{2}})((?:[ -]?\d\d){{3}})[ -]?[A-Z]{_ALONE_AFTER}", re.IGNORECASE)
_NI_WITHOUT_LETTER = re.compile(rf"{_ALONE_BEFORE}[A-Z]{{2}}(?:[ -]?\d\d){{3}}{_ALONE_AFTER}", re.IGNORECASE)
_SAYS_NI = re.compile(r"\b(?:ni|nino|n\.i\.?|national insurance|insurance)\b", re.IGNORECASE)


def ni_numbers(text: str) -> Iterator[Match]:
    """National Insurance numbers; without their last letter only where the words say what they are."""
    for found in _NI.finditer(text):
        if not (found.group(1) in _SHORT_WORDS and " " in found.group()):
            yield Match(Kind.NI_NUMBER, found.start(), found.end())
    for found in _NI_WITHOUT_LETTER.finditer(text):
        if _near(text, found.start(), _SAYS_NI):
            yield Match(Kind.NI_NUMBER, found.start(), found.end())


# --- NHS ----------------------------------------------------------------------------------

_TEN_DIGITS = re.compile(rf"{_ALONE_BEFORE}\d{{3}}[ -]?\d{{3}}[ -]?\d{{4}}{_ALONE_AFTER}")
_SAYS_NHS = re.compile(r"\bnhs\b", re.IGNORECASE)


def nhs_numbers(text: str) -> Iterator[Match]:
    """NHS numbers by their checksum, or by the letters NHS before them, since people mistype."""
    for found in _TEN_DIGITS.finditer(text):
        if nhs.is_valid(found.group()) or _near(text, found.start(), _SAYS_NHS):
            yield Match(Kind.NHS_NUMBER, found.start(), found.end())


# --- Prison and probation ------------------------------------------------------------------

_PRISON = re.compile(rf"{_ALONE_BEFORE}([A-Z])[ -]?\d{{4}}([ -]?)([A-Z]{{2}}){_ALONE_AFTER}", re.IGNORECASE)
#: Given out until about 2008; also looks like much else.
_OLD_PRISON = re.compile(rf"{_ALONE_BEFORE}[A-Z]{{2}}[ -]?\d{{4}}{_ALONE_AFTER}", re.IGNORECASE)
_SAYS_NUMBER = re.compile(r"\b(?:number|no|num|prison|nomis)\b", re.IGNORECASE)
_CRN = re.compile(rf"{_ALONE_BEFORE}[A-Z]\d{{6}}{_ALONE_AFTER}", re.IGNORECASE)
_SPACED_CRN = re.compile(rf"{_ALONE_BEFORE}[A-Z][ -]?\d{{3}}[ -]?\d{{3}}{_ALONE_AFTER}", re.IGNORECASE)
_LONG_CRN = re.compile(rf"{_ALONE_BEFORE}[A-Z]{{2}}\d{{4}}[A-Z]{{2}}{_ALONE_AFTER}", re.IGNORECASE)
_SAYS_CRN = re.compile(r"\bcrn\b|\bprobation\b", re.IGNORECASE)


def prison_numbers(text: str) -> Iterator[Match]:
    """Prison numbers (A1234BC), and the older form (AB1234) where the words say that it is a number."""
    for found in _PRISON.finditer(text):
        if not (found.group(2) and found.group(3) in _SHORT_WORDS):
            yield Match(Kind.PRISON_NUMBER, found.start(), found.end())
    for found in _OLD_PRISON.finditer(text):
        if _near(text, found.start(), _SAYS_NUMBER):
            yield Match(Kind.PRISON_NUMBER, found.start(), found.end())


def probation_numbers(text: str) -> Iterator[Match]:
    """Case reference numbers of probation (A123456), and the form AB1234CD."""
    for pattern in (_CRN, _LONG_CRN):
        for found in pattern.finditer(text):
            yield Match(Kind.PROBATION_NUMBER, found.start(), found.end())
    for found in _SPACED_CRN.finditer(text):
        if _near(text, found.start(), _SAYS_CRN):
            yield Match(Kind.PROBATION_NUMBER, found.start(), found.end())


# --- Police -----------------------------------------------------------------------------------

#: The check letter of a PNC number: the last two digits of the year and the serial number, padded to seven,
#: read as one number, modulo 23. Source: PNCIdentifier.kt in the Ministry of Justice's public repository
#: ministryofjustice/hmpps-person-record, whose test names 1979/0163001B and 2002/0073319Z as right.
#: CRO numbers (serial/year) have the same letter over six digits: CROIdentifier.kt there.
CHECK_LETTERS = "ZABCDEFGHJKLMNPQRTUVWXY"
_PNC = re.compile(rf"{_ALONE_BEFORE}(\d{{4}}|\d\d)/(\d{{1,7}})([A-Z]){_ALONE_AFTER}", re.IGNORECASE)
_PNC_WITHOUT_SLASH = re.compile(rf"{_ALONE_BEFORE}(\d{{4}})(\d{{7}})([A-Z]){_ALONE_AFTER}", re.IGNORECASE)
_CRO = re.compile(rf"{_ALONE_BEFORE}(\d{{3,6}})/(\d\d)([A-Z]){_ALONE_AFTER}", re.IGNORECASE)
_SAYS_PNC = re.compile(r"\b(?:pnc|cro)\b", re.IGNORECASE)
#: Shorter ones are as often a date or a fraction with a letter behind it.
_TELLING_SERIAL = 3


def check_letter(year: str, serial: str, *, digits: int = 7) -> str:
    """The letter that a police number of this year and serial number must end with."""
    return CHECK_LETTERS[int(year[-2:] + serial.zfill(digits)) % len(CHECK_LETTERS)]


def police_numbers(text: str) -> Iterator[Match]:
    """PNC and CRO numbers with the right check letter, or any where the words say what they are."""
    for pattern in (_PNC, _PNC_WITHOUT_SLASH):
        for found in pattern.finditer(text):
            year, serial, letter = found.groups()
            right = len(serial) >= _TELLING_SERIAL and check_letter(year, serial) == letter.upper()
            if right or _near(text, found.start(), _SAYS_PNC):
                yield Match(Kind.POLICE_NUMBER, found.start(), found.end())
    for found in _CRO.finditer(text):
        serial, year, letter = found.groups()
        if check_letter(year, serial, digits=6) == letter.upper() or _near(text, found.start(), _SAYS_PNC):
            yield Match(Kind.POLICE_NUMBER, found.start(), found.end())


# --- Vehicles ------------------------------------------------------------------------------------

#: The present form, in capitals, is like nothing else.
_PLATE = re.compile(rf"{_ALONE_BEFORE}[A-HJ-PR-Y]{{2}}\d\d ?[A-HJ-PR-Z]{{3}}{_ALONE_AFTER}")
_ANY_PLATE = re.compile(
    rf"{_ALONE_BEFORE}(?:[A-Z]{{2}}\d\d[ -]?[A-Z]{{3}}|[A-Z]\d{{1,3}}[ -]?[A-Z]{{3}}"
    rf"|[A-Z]{{3}}[ -]?\d{{1,3}}[A-Z]"
    rf"|[A-Z]{{3}} ?\d{{4}}){_ALONE_AFTER}",
    re.IGNORECASE,
)
_SAYS_VEHICLE = re.compile(
    r"\b(?:reg|registration|plates?|car|van|lorry|motor|motorbike|bike|scooter|taxi)\b", re.IGNORECASE
)


def plates(text: str) -> Iterator[Match]:
    """Number plates; older and small-letter ones only where the words speak of a vehicle."""
    for found in _PLATE.finditer(text):
        yield Match(Kind.VEHICLE, found.start(), found.end())
    for found in _ANY_PLATE.finditer(text):
        if _near(text, found.start(), _SAYS_VEHICLE):
            yield Match(Kind.VEHICLE, found.start(), found.end())
