"""Where somebody can be reached: email, phone, social media, postcode, street."""

import re
from collections.abc import Iterator

from feedback.detection.enums import Kind
from feedback.detection.matches import Match
from feedback.detection.phrases import Phrase
from feedback.detection.word_lists import listed

# --- Email ---------------------------------------------------------------------------

#: "@", also as "[at]", "(at)", with spaces around it.
_AT = r"(?:\s{0,2}+@\s{0,2}+|\s{0,2}+[\[({<]\s{0,2}+(?:at|@)\s{0,2}+[\])}>]\s{0,2}+)"
_DOT = r"(?:\.|\s{0,2}+[\[({<]\s{0,2}+(?:dot|\.)\s{0,2}+[\])}>]\s{0,2}+|\s{1,2}+dot\s{1,2}+)"
_BEFORE_AT = r"(?<![\w.%+'-])[\w.%+'-]++"
_EMAIL = Phrase(rf"{_BEFORE_AT}{_AT}[\w-]++(?:{_DOT}[\w-]++){{1,6}}+", re.IGNORECASE)
#: "sam at example dot com": words only, so the end has to be one that addresses have.
_ENDINGS = r"(?:com|org|net|info|me|uk|ie|eu|cymru|wales|scot)\b"
_SPOKEN_EMAIL = Phrase(
    rf"{_BEFORE_AT}\sat\s(?:[\w-]++\sdot\s){{1,3}}{_ENDINGS}"
    rf"|{_BEFORE_AT}\sat\s(?:gmail|googlemail|hotmail|outlook|yahoo|icloud|live|aol|proton|protonmail"
    rf"|btinternet|sky|virginmedia){_DOT}(?:[\w-]++{_DOT})?{_ENDINGS}",
    re.IGNORECASE,
)
#: "look at unlock dot org": not the name of a mailbox.
_NO_MAILBOX = listed(
    "look looked looking me us out is are was and or be it them you page site up not one find found work"
)


def emails(text: str) -> Iterator[Match]:
    """Email addresses, also with the signs in words or in brackets."""
    for found in _EMAIL.finditer(text):
        yield Match(Kind.EMAIL, found.start(), found.end())
    for found in _SPOKEN_EMAIL.finditer(text):
        if found.group().split()[0].lower() not in _NO_MAILBOX:
            yield Match(Kind.EMAIL, found.start(), found.end())


# --- Phone ----------------------------------------------------------------------------

_DIGIT_WORDS = {
    word: str(digit)
    for digit, words in enumerate(
        (
            "zero oh o nought naught nil",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
        )
    )
    for word in words.split()
}
_TIMES = {"double": 2, "triple": 3, "treble": 3}
_TYPED_AS_DIGITS = str.maketrans("OoIl", "0011")
_TOKEN = re.compile(r"[^\W_]+")
#: What may stand between two parts of one number.
_BETWEEN = re.compile(r"[ .,()\n:-]{0,4}\Z")
#: 01 and 02 are areas, 07 mobiles. 03, 08, 09 are not looked for: nobody's own number begins so.
_NATIONAL = re.compile(r"0(?:[127]\d{9}|1\d{8})\Z")
_FROM_ABROAD = re.compile(r"(?:00)?440?(?:[127]\d{9}|1\d{8})\Z")
_OTHER_COUNTRY = re.compile(r"(?:00)?[1-9]\d{8,14}\Z")
_MOBILE_WITHOUT_NOUGHT = re.compile(r"7\d{9}\Z")
_SAYS_PHONE = re.compile(r"\b(?:call|text|ring|phone|mobile|mob|tel|number|whatsapp)\b", re.IGNORECASE)
_MOST_DIGITS = 17
#: "double oh" is one name for two digits, and a typed number holds a few real ones.
_DIGIT_OR_ITS_NAME = re.compile(
    r"[0-9]|\b(?:oh|zero|nought|naught|nil|one|two|three|four|five|six|seven|eight|nine)\b", re.I
)
_FEWEST_DIGITS = 4


def phones(text: str) -> Iterator[Match]:
    """Phone numbers of the United Kingdom, and others that begin with a plus. Digits may be words.

    A list of numbers is read piece by piece from each beginning, so that a number
    that follows another one is found as well.
    """
    if len(_DIGIT_OR_ITS_NAME.findall(text)) < _FEWEST_DIGITS:
        return
    run: list[tuple[str, int, int]] = []
    for found in _TOKEN.finditer(text):
        digits = _digits(found.group())
        if run and (digits is None or not _BETWEEN.match(text[run[-1][2] : found.start()][:5])):
            yield from _phones_in(text, run)
            run = []
        if digits is not None:
            run.append((digits, found.start(), found.end()))
    yield from _phones_in(text, run)


def _digits(word: str) -> str | None:
    """The digits that a word stands for; "x2" for a doubling; None where it is no number."""
    if word.isascii() and word.isdigit():
        return word
    small = word.lower() if len(word) <= 6 else ""
    if small in _DIGIT_WORDS:
        return _DIGIT_WORDS[small]
    if small in _TIMES:
        return f"x{_TIMES[small]}"
    if small == "plus":
        return "+"
    typed = word.translate(_TYPED_AS_DIGITS)
    if typed.isascii() and typed.isdigit() and any(map(str.isdigit, word)):
        return typed
    return None


def _phones_in(text: str, run: list[tuple[str, int, int]]) -> Iterator[Match]:
    first = 0
    while first < len(run):
        last = _end_of_phone(text, run, first)
        if last is None:
            first += 1
            continue
        start = run[first][1]
        while start > 0 and text[start - 1] in "+(" and run[first][1] - start < 2:
            start -= 1
        yield Match(Kind.PHONE, start, run[last][2])
        first = last + 1


def _end_of_phone(text: str, run: list[tuple[str, int, int]], first: int) -> int | None:
    """Which part of the run ends the phone number that begins with part ``first``; None if none does."""
    plus = text[max(0, run[first][1] - 2) : run[first][1]].rstrip("(").endswith("+")
    number, times, longest = "", 1, None
    for place in range(first, min(first + _MOST_DIGITS, len(run))):
        part = run[place][0]
        if part == "+":
            if place > first:
                break
            plus = True
        elif part[0] == "x":
            times = int(part[1])
        else:
            number += part * times
            times = 1
        if len(number) > _MOST_DIGITS:
            break
        if _is_phone(number, plus=plus, first_part=run[first][0], whole=place == first) or (
            _MOBILE_WITHOUT_NOUGHT.match(number)
            and _SAYS_PHONE.search(text[max(0, run[first][1] - 25) : run[first][1]])
        ):
            longest = place
    return longest


def _is_phone(number: str, *, plus: bool, first_part: str, whole: bool) -> bool:
    """Whether digits are a phone number.

    "01" or "02" alone as a first part is a day or a month rather than an area.
    """
    if plus:
        return bool(_FROM_ABROAD.match(number) or _OTHER_COUNTRY.match(number))
    if first_part in ("01", "02"):
        return False
    if _NATIONAL.match(number):
        return len(number) == 11 or whole or len(first_part) >= 4
    return bool(number.startswith("0044") and _FROM_ABROAD.match(number))


# --- Social media ---------------------------------------------------------------------

_AT_NAME = Phrase(r"(?<![\w.@/])@([A-Za-z0-9_][\w.]{1,29})")
_NOT_AT = listed("home work the a my our court college school night least last first once gmail all risk")
_PROFILE = Phrase(
    r"\b(?:facebook|fb|instagram|insta|tiktok|twitter|x|snapchat|linkedin|youtube|threads|t)\.(?:com|me|net)/"
    r"(?:in/|add/|u/|user/)?@?[\w.?=-]{2,60}",
    re.IGNORECASE,
)
_PLATFORM = Phrase(
    r"\b(?:insta(?:gram)?|ig|snap(?:chat)?|tik ?tok|facebook|fb|twitter|telegram|discord|youtube"
    r"|linkedin|psn|xbox)\b"
    r"(?P<between>(?:[\s:=,-]{1,3}(?:user ?name|handle|name|account|profile|page|tag|id|its|it's|is|as"
    r"|on|under|at|my))"
    r"{0,4})(?P<sign>[\s:=,-]{1,3})(?P<name>@?\w[\w.]{2,29})",
    re.IGNORECASE,
)
_NAMES_ONE = re.compile(r"\b(?:user ?name|handle|tag|id)\b", re.IGNORECASE)


def handles(text: str) -> Iterator[Match]:
    """Names on social media: with an at-sign, in an address, or after the name of a service."""
    for found in _AT_NAME.finditer(text):
        name = found.group(1).rstrip(".")
        if name.lower() not in _NOT_AT and any(map(str.isalpha, name)):
            yield Match(Kind.HANDLE, found.start(), found.start() + 1 + len(name))
    for found in _PROFILE.finditer(text):
        yield Match(Kind.HANDLE, found.start(), found.start() + len(found.group().rstrip(".?")))
    for found in _PLATFORM.finditer(text):
        name = found.group("name").rstrip(".")
        telling = re.search(r"[\d_.]", name) and re.search(r"[A-Za-z]", name)
        said = _NAMES_ONE.search(found.group("between")) or found.group("sign").strip() in (":", "=")
        if telling or (said and name.lower() not in _NOT_AT | {"is", "was", "and", "not", "because"}):
            yield Match(Kind.HANDLE, found.start("name"), found.start("name") + len(name))


# --- Where somebody lives -------------------------------------------------------------

#: The areas that there are; the first of the two halves begins with one.
_AREAS = (
    "AB|AL|B|BA|BB|BD|BH|BL|BN|BR|BS|BT|CA|CB|CF|CH|CM|CO|CR|CT|CV|CW|DA|DD|DE|DG|DH|DL|DN|DT|DY|E|EC"
    "|EH|EN|EX"
    "|FK|FY|G|GL|GU|GY|HA|HD|HG|HP|HR|HS|HU|HX|IG|IM|IP|IV|JE|KA|KT|KW|KY|L|LA|LD|LE|LL|LN|LS|LU|M|ME|MK|ML|N"
    "|NE|NG|NN|NP|NR|NW|OL|OX|PA|PE|PH|PL|PO|PR|RG|RH|RM|S|SA|SE|SG|SK|SL|SM|SN|SO|SP|SR|SS|ST|SW|SY|TA|TD|TF"
    "|TN|TQ|TR|TS|TW|UB|W|WA|WC|WD|WF|WN|WR|WS|WV|YO|ZE"
)
_POSTCODE = re.compile(
    rf"(?<![A-Za-z0-9])(?=[A-Z]{{1,2}}\d)(?:{_AREAS})\d[A-Z\d]?[\s-]{{0,2}}\d[ABD-HJLNP-UW-Z]{{2}}(?![A-"
    r"Za-z0-9])",
    re.IGNORECASE,
)
#: "m1 5th" is no postcode, though it could be one.
_ORDINAL = re.compile(r"\d(?:st|nd|rd|th)\Z")
_FIRST_HALF = Phrase(
    rf"\bpost ?code(?:'s|\s(?:is|was|area))?[\s:]{{1,3}}((?:{_AREAS})\d[A-Z\d]?)\b", re.IGNORECASE
)

_STREET_WORDS = (
    "street|road|avenue|lane|close|drive|crescent|grove|terrace|gardens|walk|square|hill|park|view|rise|mews"
    "|parade|green|place|court|row|way|st|rd|ave|cres"
)
_HOUSE = r"(?:(?:flat|room|unit|apartment|apt)\s\d{1,4}[a-z]?,?\s)?\d{1,4}[a-z]?,?\s"
_ADDRESS = Phrase(rf"\b(?i:{_HOUSE})(?:[A-Z][\w']{{1,20}}\s){{1,3}}(?i:{_STREET_WORDS})\b(?!\s[a-z]+ing\b)")
_FLAT = Phrase(
    r"\b(?i:flat|apartment|apt)\s\d{1,4}[A-Za-z]?,?\s(?:\d{1,4}[a-z]?,?\s)?[A-Z][\w']{1,20}\s[A-Z][\w']{"
    r"1,20}\b"
)
_SMALL_ADDRESS = Phrase(
    rf"\b(?:liv(?:e|es|ed|ing)|moved|staying|stay|address is|lodging)\s(?:at|in|to|with\s\w+\sat)?\s?"
    rf"({_HOUSE}(?:[a-z']{{2,20}}\s){{1,3}}(?:{_STREET_WORDS}))\b",
    re.IGNORECASE,
)


def homes(text: str) -> Iterator[Match]:
    """Postcodes and street addresses with a number."""
    for found in _POSTCODE.finditer(text):
        if not _ORDINAL.search(found.group()):
            yield Match(Kind.POSTCODE, found.start(), found.end())
    for found in _FIRST_HALF.finditer(text):
        yield Match(Kind.POSTCODE, *found.span(1))
    for pattern in (_ADDRESS, _FLAT):
        for found in pattern.finditer(text):
            yield Match(Kind.ADDRESS, found.start(), found.end())
    for found in _SMALL_ADDRESS.finditer(text):
        yield Match(Kind.ADDRESS, *found.span(1))
