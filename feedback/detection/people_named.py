"""Names of people: by what stands before them, and by being names.

Writers leave out capitals, so a capital letter helps and is not asked for. After "my son" a
capitalised word is a name unless it is a known word; a small one is, unless it is a word that
follows "my son" in ordinary speech. So a name need not be in any list to be found there.
Where a whole text is in capitals they say nothing, and it is read as if it were small.
"""

import re
from collections.abc import Iterator
from enum import IntEnum

from feedback.detection.enums import Kind
from feedback.detection.given_names import (
    ALSO_SURNAMES,
    CAPITAL_NAMES,
    DOUBTFUL_NAMES,
    FIRST_NAMES,
    FOLLOWERS,
    NO_NAMES,
    PLAIN_NAMES,
    SURNAMES,
    WORD_NAMES,
)
from feedback.detection.leads import (
    ADDRESS,
    AND,
    AND_ME,
    BESIDE_ME,
    CALLED,
    COMPOUNDS,
    KISSES,
    OFFICE,
    OPENING,
    OUR,
    OWN_NAME_PERHAPS,
    OWN_NAME_SURELY,
    RELATION_IS,
    RELATION_LEAD,
    THEIR_NAME,
    TITLE,
    TITLE_LETTERS,
    WHOSE,
)
from feedback.detection.matches import Match
from feedback.detection.plain_text import small
from feedback.detection.word_lists import listed


class Lead(IntEnum):
    """How surely a name follows."""

    #: "link worker": a word with a capital is a name, a small one if it is a known name.
    PERHAPS = 1
    #: "my link worker", "officer": a small one too, unless it is a word that often follows.
    LIKELY = 2
    #: "my son is called", "Mr": anything but an ordinary word.
    SURELY = 3


#: First names that are so much oftener something else that even "my partner Christian" needs more.
_NEVER_ALONE = listed("christian march august trust")
_INITIAL = re.compile(r"[B-HJ-Z]\Z")
_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_GAP = re.compile(r"[ \n]{1,3}")
#: A larger share of capitals, in more than a few letters, and they say nothing.
_MOST_CAPITALS, _FEW_LETTERS = 0.6, 12
#: Endings of verbs and adjectives; small words with them are not taken for names.
_NO_ENDING = re.compile(r"(?:ed|ing|ly|s|ness|ment|tion|ful|less|able|ible|ous|n't)\Z")
_SHORTEST = 3
#: As much as stands before a relation that says whose it is.
_WHOSE_LENGTH = 25
#: A word of so few capitals stands for an office or a form.
_LETTERS_OF_OFFICE = 4
#: Written small, oftener what somebody did or was than what they are called, even after "my dad".
_OFTENER_WORDS = listed(
    "will drew rose rich lucky ace art chip dick dot sky reg skip mat grant miles sal ken ion stew ward "
    "wade lane"
)
#: Behind a first name: then it is the name of a house, a street, an organisation.
_NOT_PEOPLE = listed(
    """
    league house street road avenue lane hospital centre center trust prize foundation day college
    school park court prison hall award awards unit wing ward project palace square station church
    cathedral society community hostel bank club pub inn arms bridge hill gardens garden close drive way
    gate institute university report review act inquiry programme test scale method library theatre
    gallery museum museums cup stadium island islands river water beach bay cross harbour clinic surgery
    practice fund academy s's conquest wood woods lee's army rooms mosque temple lewis's bus
    """
)
#: Before a first name.
_NOT_BEFORE = listed(
    "st saint king queen prince princess lake port fort mount hmp hmyoi yoi camp san santa los"
)
_ARTICLES = listed("a an the this that these those no any every some")
#: Houses, funds and rules that have a person's name, and people whom everybody has heard of.
_KNOWN_TO_ALL = frozenset(
    name.strip()
    for name in [
        "john lewis",
        " marie curie",
        " nelson mandela",
        " elizabeth fry",
        " mary seacole",
        " florence nightingale",
        " winston churchill",
        "\n    martin luther king",
        " bob marley",
        " marcus garvey",
        " marcus rashford",
        " stephen lawrence",
        " charles dickens",
        " oscar wilde",
        " alan turing",
        "\n    jimmy savile",
        " harry potter",
        " robin hood",
        " father christmas",
        " jesus christ",
        " william shakespeare",
        " charlie chaplin",
    ]
)
#: What a person does: a name at the beginning of a sentence that could be a word is followed by it.
_DOES = listed(
    "said says told was is has had came went helped helps got gave left knew thinks thought asked from "
    "who he she rang never used runs ran"
)
_ENDS_SENTENCE = ".!?:;\n\"'(-*"
#: Behind a first name without a lead these are places before they are surnames.
_PLACES_FIRST = listed(
    "park house street church close bridge bridges cross lane hall bank banks field north south west "
    "forest spring castle king"
    " grand green wells black white"
)

_NOT_CERTAIN = DOUBTFUL_NAMES | NO_NAMES
_NOT_SMALL = _NOT_CERTAIN | _OFTENER_WORDS


class _Words:
    """A text in words, and what its capitals are worth."""

    def __init__(self, text: str) -> None:
        self.text = text
        letters = sum(map(str.isalpha, text))
        self.capitals_tell = letters <= _FEW_LETTERS or sum(map(str.isupper, text)) < _MOST_CAPITALS * letters

    def capital(self, word: str) -> bool:
        """Whether a word is written with a capital that means something."""
        return self.capitals_tell and word[0].isupper()

    def word_at(self, position: int) -> re.Match[str] | None:
        """The word that begins here, behind at most three spaces."""
        gap = _GAP.match(self.text, position)
        return _WORD.match(self.text, gap.end() if gap else position)


def names(text: str) -> Iterator[Match]:
    """Names of the writer, of people the writer knows, and of others."""
    words = _Words(text)
    yield from _own_names(words)
    yield from _titled(words)
    yield from _related(words)
    yield from _introduced(words)
    yield from _bare(words)


# --- With a lead -----------------------------------------------------------------------------


def _own_names(words: _Words) -> Iterator[Match]:
    text = words.text
    for found in OWN_NAME_SURELY.finditer(text):
        yield from _name(words, found.end(), Lead.SURELY, Kind.OWN_NAME)
    for found in OWN_NAME_PERHAPS.finditer(text):
        first = words.word_at(found.end())
        says_me = found.group().lower().endswith((" me", "hi its"))
        if first and _is_nickname(words, first):
            yield from _name(words, found.end(), Lead.SURELY, Kind.OWN_NAME)
        elif first and ((says_me and words.capital(first.group())) or _is_certain(words, first.group())):
            yield from _name(words, found.end(), Lead.PERHAPS, Kind.OWN_NAME)
    for found in KISSES.finditer(text):
        if _is_first_name(words, found.group(1)) or _is_unknown_capital(words, found.group(1)):
            yield Match(Kind.OWN_NAME, *found.span(1))


def _titled(words: _Words) -> Iterator[Match]:
    text = words.text
    for found in TITLE.finditer(text):
        if found.group() == "MS" and words.capitals_tell:  # the illness, or a company's programs
            continue
        yield from _name(words, found.end(), Lead.SURELY, Kind.NAME, title=True, start=found.start())
    for found in ADDRESS.finditer(text):
        if text[found.end() : found.end() + 1] == " ":
            lead = Lead.LIKELY if found.group().lower().startswith("dr") else Lead.PERHAPS
            yield from _name(words, found.end(), lead, Kind.NAME, title=True, start=found.start())
    for found in OFFICE.finditer(text):
        lead = Lead.LIKELY if found.group().lower() in ("officer", "governor", "nurse") else Lead.PERHAPS
        yield from _name(words, found.end(), lead, Kind.NAME, title=True)
    if words.capitals_tell:
        for found in TITLE_LETTERS.finditer(text):
            yield from _name(words, found.end(), Lead.PERHAPS, Kind.NAME, title=True)


def _related(words: _Words) -> Iterator[Match]:
    text = words.text
    in_small = small(text)
    for found in RELATION_LEAD.finditer(in_small):
        before = in_small[max(0, found.start() - _WHOSE_LENGTH) : found.start()]
        close = found.group() not in COMPOUNDS and WHOSE.search(before)
        yield from _name(words, found.end(), Lead.LIKELY if close else Lead.PERHAPS, Kind.RELATION)
        opening = OPENING.match(text, found.end())
        first = words.word_at(opening.end() if opening else found.end())
        if not first:
            continue
        if TITLE.match(first.group()) or (ADDRESS.match(first.group()) and words.capital(first.group())):
            after = first.end() + (text[first.end() : first.end() + 1] == ".")
            yield from _name(words, after, Lead.PERHAPS, Kind.RELATION, title=True, start=first.start())
        elif opening and _opens(words, opening.group(), first):
            yield from _name(words, opening.end(), Lead.PERHAPS, Kind.RELATION)
    for found in RELATION_IS.finditer(text):
        yield from _name(words, found.end(), Lead.SURELY if found["surely"] else Lead.PERHAPS, Kind.RELATION)
    for found in OUR.finditer(text):
        first = words.word_at(found.end())
        if first and _is_first_name(words, first.group()) and first.group().lower() not in DOUBTFUL_NAMES:
            yield from _name(words, found.end(), Lead.PERHAPS, Kind.RELATION)


def _introduced(words: _Words) -> Iterator[Match]:
    for pattern in (CALLED, THEIR_NAME):
        for found in pattern.finditer(words.text):
            yield from _name(words, found.end(), Lead.SURELY, Kind.NAME)
    for found in AND_ME.finditer(words.text):
        if _is_unknown_capital(words, found.group(1)):
            yield Match(Kind.NAME, *found.span(1))
    for found in BESIDE_ME.finditer(words.text):
        yield from _name(words, found.end(), Lead.PERHAPS, Kind.NAME)


def _opens(words: _Words, opening: str, first: re.Match[str]) -> bool:
    """Whether a name follows a relation and a comma or bracket: "my son, Jamie", not "my son, thank God"."""
    if _is_first_name(words, first.group()):
        return True
    if not _is_unknown_capital(words, first.group()):
        return False
    if "(" in opening:
        return words.text[first.end() : first.end() + 1] in (")", " ")
    second = words.word_at(first.end())
    return second is not None and _is_unknown_capital(words, second.group())


def _name(
    words: _Words, position: int, lead: Lead, kind: Kind, *, title: bool = False, start: int | None = None
) -> Iterator[Match]:
    """The name that begins here, if one does, and further ones joined to it by "and".

    ``start`` is where the title stands that belongs to the name.
    """
    first = words.word_at(position)
    if first is None or not _may_be_name(words, first, lead, kind, title=title):
        return
    end = _end_of_name(words, first, lead)
    yield Match(kind, first.start() if start is None else start, end)
    for _further in range(5):
        joined = AND.match(words.text, end)
        after = joined and words.word_at(joined.end())
        if not joined or not after or not _is_joined(words, joined.group(), after.group()):
            return
        end = _end_of_name(words, after, lead)
        yield Match(kind, after.start(), end)


# --- Whether a word is a name --------------------------------------------------------------------


def _base(word: str) -> str:
    """A word in small letters, without the 's of what belongs to somebody."""
    return word.lower().removesuffix("'s")


def _may_be_name(words: _Words, first: re.Match[str], lead: Lead, kind: Kind, *, title: bool) -> bool:
    """Whether a word is a name, given what stands before it."""
    word, base = first.group(), _base(first.group())
    known_surname = title and (base in SURNAMES or base in ALSO_SURNAMES)
    if words.capital(word):
        if known_surname or (base in FIRST_NAMES and base not in _NEVER_ALONE):
            return True
        if _INITIAL.match(word) and not title:
            after = words.word_at(first.end() + (words.text[first.end() : first.end() + 1] == "."))
            return after is not None and _is_unknown_capital(words, after.group())
        if word.isupper() and 1 < len(word) <= _LETTERS_OF_OFFICE and not title:
            return False
        if base in NO_NAMES:  # "they call me Big Dave"
            return not title and lead >= Lead.LIKELY and _is_nickname(words, first)
        return (len(word) > 1 or title) and base.split("'")[0] not in NO_NAMES
    if _is_first_name(words, word) or (known_surname and (lead is Lead.SURELY or base in SURNAMES)):
        return True
    if base in NO_NAMES or base.split("'")[0] in NO_NAMES or len(word) < _SHORTEST:
        return False
    follows = base in FOLLOWERS or base in _OFTENER_WORDS or _NO_ENDING.search(word.lower()) is not None
    return lead is Lead.SURELY or (lead is Lead.LIKELY and not follows)


def _is_nickname(words: _Words, first: re.Match[str]) -> bool:
    """Whether an ordinary word with a capital begins a name: "Big Lenny"."""
    after = words.word_at(first.end())
    return bool(
        after
        and words.capital(first.group())
        and _base(first.group()) in NO_NAMES
        and words.capital(after.group())
        and _is_first_name(words, after.group())
        and len(first.group()) > 1
    )


def _is_first_name(words: _Words, word: str) -> bool:
    """Whether a word is a first name by itself, beside a word that makes one likely."""
    base = _base(word)
    if words.capital(word):
        return base in FIRST_NAMES
    return base in FIRST_NAMES and base not in _NOT_SMALL


def _is_certain(words: _Words, word: str) -> bool:
    """Whether a word can hardly be anything but a first name: "I am jamie", not "I am Grace itself"."""
    return _is_first_name(words, word) and _base(word) not in _NOT_CERTAIN


def _is_unknown_capital(words: _Words, word: str) -> bool:
    """Whether a word has a capital, and is none of those that have one for another reason."""
    return words.capital(word) and len(word) > 1 and _base(word) not in NO_NAMES


def _is_joined(words: _Words, between: str, word: str) -> bool:
    """Whether a word after "and" or a comma is a further name."""
    return _is_first_name(words, word) or ("," not in between and _is_unknown_capital(words, word))


def _end_of_name(words: _Words, first: re.Match[str], lead: Lead | None = None) -> int:
    """Where a name ends that begins with this word: a second word and a third may belong to it."""
    end = first.end()
    for _further in range(2):
        gap = _GAP.match(words.text, end)
        after = gap and "\n" not in gap.group() and _WORD.match(words.text, gap.end())
        if not after or not _goes_on(words, first.group(), after.group(), lead):
            break
        end = after.end()
    return end - 2 if words.text[:end].endswith("'s") and end - first.start() > 3 else end


def _goes_on(words: _Words, first: str, second: str, lead: Lead | None) -> bool:
    """Whether a second word belongs to the name that the first one begins. No lead: a bare name."""
    base = _base(second)
    if words.capital(second) and words.capital(first):
        if base in ALSO_SURNAMES:
            return lead is not None or base not in _PLACES_FIRST
        return base not in NO_NAMES and base not in _NOT_PEOPLE
    if base in NO_NAMES or base in FOLLOWERS or words.capital(first):
        return base in SURNAMES and base not in NO_NAMES and base not in FOLLOWERS
    return base in SURNAMES or (
        lead is Lead.SURELY
        and len(second) >= _SHORTEST
        and not _NO_ENDING.search(base)
        and base not in _NOT_PEOPLE
    )


# --- Without a lead ------------------------------------------------------------------------------


def _bare(words: _Words) -> Iterator[Match]:
    """First names with nothing before them that announces one."""
    text, before, done = words.text, "", 0
    for found in _WORD.finditer(text):
        base = _base(found.group())
        may_be = found.start() >= done and base in FIRST_NAMES and before not in _NOT_BEFORE
        if may_be and _stands_as_name(words, found, base, before):
            done = _end_of_name(words, found)
            if not _is_famous(words, found.start(), done):
                yield Match(Kind.NAME, found.start(), done)
        before = base


def _is_famous(words: _Words, start: int, end: int) -> bool:
    """Whether a name is that of a house, an organisation or somebody known to all."""
    after = words.word_at(end)
    if after and after.group().lower() in _NOT_PEOPLE:
        return True
    return _base(words.text[start:end]) in _KNOWN_TO_ALL


def _stands_as_name(words: _Words, found: re.Match[str], base: str, before: str) -> bool:
    """Whether a first name is meant as one, where nothing announces it."""
    word = found.group()
    initials = words.capitals_tell and word.isupper() and len(word) <= _LETTERS_OF_OFFICE
    if initials or base in DOUBTFUL_NAMES:
        return False
    if base in PLAIN_NAMES:
        return words.capital(word) or word.islower() or not words.capitals_tell
    if not words.capital(word) or before in _ARTICLES:
        return False
    if base in CAPITAL_NAMES:
        return base not in NO_NAMES or not _begins_sentence(words.text, found.start())
    if base in WORD_NAMES:
        if not _begins_sentence(words.text, found.start()):
            return True
        after = words.word_at(found.end())
        return bool(after and after.group().lower() in _DOES)
    return False


def _begins_sentence(text: str, position: int) -> bool:
    """Whether a word stands where any word has a capital."""
    before = text[max(0, position - 4) : position].rstrip(" ")
    return position == 0 or not before or before[-1] in _ENDS_SENTENCE
