"""Names of people: by what stands before them, and by being names.

Writers leave out capitals, so a capital letter helps and is not asked for: after "my son" a
capitalised word is a name unless it is a known word, a small one only if it is a known name.
Where a whole text is in capitals they say nothing, and it is read as if it were small.
"""

import re
from collections.abc import Iterator
from enum import IntEnum

from feedback.detection.enums import Kind
from feedback.detection.given_names import (
    CAPITAL_NAMES,
    DOUBTFUL_NAMES,
    FIRST_NAMES,
    NO_NAMES,
    PLAIN_NAMES,
    SURNAMES,
    WORD_NAMES,
)
from feedback.detection.matches import Match
from feedback.detection.word_lists import listed


class Lead(IntEnum):
    """How surely a name follows."""

    #: "my son": often a name, often "is six".
    PERHAPS = 1
    #: "my son is called", "Mr": a name unless it is an ordinary word.
    SURELY = 2


#: First names that are so much oftener something else that even "my partner Christian" needs more.
_NEVER_ALONE = listed("christian march august trust")
_FIRST_LETTER = re.compile(r"[B-HJ-Z]\Z")
_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_GAP = re.compile(r"[ \n]{1,3}")
#: A larger share of capitals, in more than a few letters, and they say nothing.
_MOST_CAPITALS, _FEW_LETTERS = 0.6, 12

# --- Leads ------------------------------------------------------------------------------

_OWN_NAME_SURELY = re.compile(
    r"\b(?:my|me) (?:full |first |real |street )?name(?:'s|s| is| was)(?=[ :])[ :]{1,2}"
    r"|\b(?:i'm|im|i am|i was|i get|i'm just) called\b|\bi go by\b(?: the name(?: of)?)?"
    r"|\b(?:they|people|everyone|everybody|mates|lads|friends|family) (?:all )?(?:call|know) me(?: as)?\b"
    r"|\bknown (?:to \w+ )?as\b|\bsigned[,:-]|\byours (?:sincerely|faithfully|truly)[,:-]?|\b(?:kind |best )?regards[,:-]?"
    r"|\bmany thanks,\n",
    re.IGNORECASE,
)
_OWN_NAME_PERHAPS = re.compile(
    r"\b(?:call|calls|called) me\b|\b(?:i'm|im|i am)\b|\b(?:it's|its|this is)(?= [^\W\d_]+(?: [^\W\d_]+)? (?:here|again|speaking|writing)\b)"
    r"|\A[^\n]{0,60}?\bhi(?:ya)?,? (?:its|it's|i'm|im)\b",
    re.IGNORECASE,
)
#: How somebody is addressed, in any case; part of the name.
_TITLE = re.compile(r"\b(?:mr|mrs|ms|mx)\b\.?", re.IGNORECASE)
#: The same, but also words, or standing for something else.
_ADDRESS = re.compile(
    r"\b(?:miss|dr|father|sister|brother|lord|lady|sir|dame|auntie|aunty|aunt|uncle|nanny|nan|grandad)\b\.?",
    re.IGNORECASE,
)
#: What somebody is. It stays when the name goes.
_OFFICE = re.compile(
    r"\b(?:doctor|officer|screw|governor|gov|guv|judge|recorder|magistrate|nurse|matron|imam|rabbi|pastor|vicar"
    r"|reverend|revd?|deacon|chaplain|prof|professor|inspector|sergeant|sgt|constable|detective|hhj|custodial manager"
    r"|wing manager|director|gp|consultant|dentist|tutor|instructor|teacher)\b\.?",
    re.IGNORECASE,
)
_TITLE_LETTERS = re.compile(r"\b(?:SO|CM|PO|PC|DC|DS|DI|WPC|HHJ|OSG|QC|KC|HCA|POM|COM|S\.O\.|C\.M\.)(?=[ ])")
_STAFF = (
    r"(?:support|key|link|social|case|youth|drug|drugs|recovery|outreach|housing|resettlement|family|mental health|health"
    r"|personal|community|peer|night|duty)[ -]?(?:worker|coordinator|navigator)s?"
)
_RELATION = (
    r"(?:step)?(?:son|daughter|dad|father|mum|mam|mom|mother|brother|sister|bro|sis)|sons|daughters|brothers|sisters"
    r"|kids|children|boys|girls|lads|twins|kid|child|baby|little (?:one|girl|boy|lad)|eldest|youngest|oldest"
    r"|nan|nana|nanna|nanny|gran|granny|grandma|grandmother|grandad|granddad|grandfather|grandson|granddaughter|grandkids"
    r"|uncle|aunt|auntie|aunty|cousin|niece|nephew|godson|goddaughter|godmother"
    r"|wife|husband|partner|fianc[e]e?|missus|mrs|girlfriend|boyfriend|bird|fella|fellow|ex|ex[ -](?:partner|wife|husband)|baby ?(?:mum|mother|dad|father)"
    r"|mother-in-law|father-in-law|brother-in-law|sister-in-law|(?:mum|dad)-in-law|foster (?:mum|dad|carer|mother|father)"
    r"|cell ?-?mate|pad ?-?mate|cellie|padmate|roommate|room mate|flatmate|housemate|neighbour|landlord|landlady"
    r"|best (?:mate|friend)|mate|mates|friend|friends|pal|pals|boss|manager|sponsor|mentor|buddy|listener|co-?d|co-?defendant|codee"
    r"|solicitor|barrister|lawyer|brief|counsellor|therapist|psychologist|psychiatrist|doctor|gp|nurse|keyworker|linkworker"
    r"|probation(?: (?:officer|practitioner|worker))?|offender manager|prison offender manager|case manager|po|pom|com|om|personal officer"
    rf"|officer|chaplain|teacher|tutor|trainer|coach|volunteer|prescriber|social prescriber|navigator|{_STAFF}"
    r"|peer (?:supporter|mentor|worker)|supporter|carer|dog|cat"
)
_RELATION_LEAD = re.compile(rf"\b(?:{_RELATION})\b", re.IGNORECASE)
#: "my son's name is", "my partner is called", "my support worker at the hostel is"
_RELATION_IS = re.compile(
    rf"\b(?:my|his|her|our|their|your|the) (?:\w+ ){{0,2}}?(?:{_RELATION})(?:'s)? (?:(?:at|in|from|of|on) (?:\w+ ){{1,3}}?)?"
    r"(?:(?P<surely>(?:first |full )?name(?:'s| is| was)|(?:is |was |'s |are |were |they )?(?:called|named)|by the name of)|is|was|'s|are|were)(?= )",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"\b(?:man|lad|bloke|guy|fella|geezer|woman|girl|lady|person|officer|prisoner|someone|somebody|boy|one|kid|worker|volunteer"
    r"|chap|nurse|teacher|friend|mate|screw|dealer|inmate|con|governor|sister|brother|cousin|youth|people|dog)"  # word-avoided
    r" (?:(?:in|on|from|at) (?:\w+ ){1,3}?)?(?:is |was |who is |who was |who's )?(?:called|named|by the name of)(?= )",
    re.IGNORECASE,
)
_THEIR_NAME = re.compile(
    r"\b(?:his|her|their|whose) (?:first |full |real |sur|last )?name(?:'s|s| is| was)(?= )", re.IGNORECASE
)
_OUR = re.compile(r"\bour(?= )", re.IGNORECASE)
#: Between a relation and the name: "my son, Jamie", "my boys: Noah", "my girlfriend (Shanice)".
_OPENING = re.compile(r"(?: ?,| ?:| ?-{1,2}| ?\()[ \n]?")
_AND = re.compile(r"(?:,? (?:and|&|n) |, )(?:my \w+ |little |our |his \w+ |her \w+ )?", re.IGNORECASE)

# --- Bare names ----------------------------------------------------------------------------

#: Written small, oftener what somebody did or was than what they are called, even after "my dad".
_OFTENER_WORDS = listed(
    "will drew rose rich lucky ace art chip dick dot sky reg skip mat grant miles sal ken ion stew ward wade lane"
)
#: Behind a first name: then it is the name of a house, a street, an organisation.
_NOT_PEOPLE = listed(
    """
    league house street road avenue lane hospital centre center trust prize foundation day college school park court prison hall award
    awards unit wing ward project palace square station church cathedral society community hostel bank club pub inn arms bridge
    hill gardens garden close drive way gate institute university report review act inquiry programme test scale method library
    theatre gallery museum museums cup stadium island islands river water beach bay cross harbour clinic surgery practice fund academy
    s's conquest wood woods lee's army rooms mosque temple lewis's bus
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
    for name in """john lewis, marie curie, nelson mandela, elizabeth fry, mary seacole, florence nightingale, winston churchill,
    martin luther king, bob marley, marcus garvey, marcus rashford, stephen lawrence, charles dickens, oscar wilde, alan turing,
    jimmy savile, harry potter, robin hood, father christmas, jesus christ, william shakespeare, charlie chaplin""".split(
        ","
    )
)
#: What a person does: a name at the beginning of a sentence that could be a word is followed by it.
_DOES = listed(
    "said says told was is has had came went helped helps and got gave left knew thinks thought asked from who he she rang never used runs ran"
)
_ENDS_SENTENCE = ".!?:;\n\"'(-*"


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
    yield from _bare(words)


def _own_names(words: _Words) -> Iterator[Match]:
    for found in _OWN_NAME_SURELY.finditer(words.text):
        yield from _name(words, found.end(), Lead.SURELY, Kind.OWN_NAME)
    for found in _OWN_NAME_PERHAPS.finditer(words.text):
        first = words.word_at(found.end())
        says_me = found.group().lower().endswith((" me", "hi its"))
        if first and (says_me and words.capital(first.group()) or _is_certain(words, first.group())):
            yield from _name(words, found.end(), Lead.PERHAPS, Kind.OWN_NAME)


def _is_certain(words: _Words, word: str) -> bool:
    """Whether a word can hardly be anything but a first name: "I am jamie", not "I am Grace itself"."""
    small = word.lower()
    return _is_first_name(words, word) and small not in DOUBTFUL_NAMES | NO_NAMES


def _titled(words: _Words) -> Iterator[Match]:
    text = words.text
    for found in _TITLE.finditer(text):
        yield from _name(words, found.end(), Lead.SURELY, Kind.NAME, title=True, start=found.start())
    for found in _ADDRESS.finditer(text):
        if text[found.end() : found.end() + 1] == " ":
            yield from _name(words, found.end(), Lead.PERHAPS, Kind.NAME, title=True, start=found.start())
    for found in _OFFICE.finditer(text):
        if text[found.end() : found.end() + 1] == " ":
            yield from _name(words, found.end(), Lead.PERHAPS, Kind.NAME, title=True)
    if words.capitals_tell:
        for found in _TITLE_LETTERS.finditer(text):
            yield from _name(words, found.end(), Lead.PERHAPS, Kind.NAME, title=True)


def _related(words: _Words) -> Iterator[Match]:
    text = words.text
    for found in _RELATION_LEAD.finditer(text):
        yield from _name(words, found.end(), Lead.PERHAPS, Kind.RELATION)
        opening = _OPENING.match(text, found.end())
        first = words.word_at(opening.end() if opening else found.end())
        if not first:
            continue
        if _TITLE.match(first.group()) or (_ADDRESS.match(first.group()) and words.capital(first.group())):
            after = first.end() + (text[first.end() : first.end() + 1] == ".")
            yield from _name(words, after, Lead.PERHAPS, Kind.RELATION, title=True, start=first.start())
        elif opening:
            closed = "(" in opening.group() and text[first.end() : first.end() + 1] in (")", " ")
            if _is_first_name(words, first.group()) or (closed and words.capital(first.group())):
                yield from _name(words, opening.end(), Lead.PERHAPS, Kind.RELATION)
    for found in _RELATION_IS.finditer(text):
        yield from _name(words, found.end(), Lead.SURELY if found["surely"] else Lead.PERHAPS, Kind.RELATION)
    for pattern, kind in ((_CALLED, Kind.NAME), (_THEIR_NAME, Kind.NAME)):
        for found in pattern.finditer(text):
            yield from _name(words, found.end(), Lead.SURELY, kind)
    for found in _OUR.finditer(text):
        first = words.word_at(found.end())
        if first and _is_first_name(words, first.group()) and first.group().lower() not in DOUBTFUL_NAMES:
            yield from _name(words, found.end(), Lead.PERHAPS, Kind.RELATION)


def _name(
    words: _Words, position: int, lead: Lead, kind: Kind, *, title: bool = False, start: int | None = None
) -> Iterator[Match]:
    """The name that begins here, if one does, and further ones joined to it by "and".

    ``start`` is where the title stands that belongs to the name.
    """
    first = words.word_at(position)
    if first is None or not _may_be_name(words, first, lead, title=title):
        return
    end = _end_of_name(words, first)
    yield Match(kind, first.start() if start is None else start, end)
    for _further in range(5):
        joined = _AND.match(words.text, end)
        after = joined and words.word_at(joined.end())
        if not joined or not after or not _is_joined(words, joined.group(), after.group()):
            return
        end = _end_of_name(words, after)
        yield Match(kind, after.start(), end)


def _is_joined(words: _Words, between: str, word: str) -> bool:
    """Whether a word after "and" or a comma is a further name."""
    certain = "," not in between and words.capital(word) and len(word) > 1
    return _is_first_name(words, word) or (certain and word.lower() not in NO_NAMES)


def _may_be_name(words: _Words, first: re.Match[str], lead: Lead, *, title: bool) -> bool:
    """Whether a word is a name, given what stands before it."""
    word = first.group()
    small = word.lower().removesuffix("'s")
    if small in FIRST_NAMES and words.capital(word) and small not in _NEVER_ALONE:
        return True
    if words.capital(word) and _FIRST_LETTER.match(word) and not title:
        after = words.word_at(first.end() + (words.text[first.end() : first.end() + 1] == "."))
        return bool(after and words.capital(after.group()) and after.group().lower() not in NO_NAMES)
    if small in NO_NAMES or small.split("'")[0] in NO_NAMES:
        after = words.word_at(first.end())
        return bool(
            words.capital(word)
            and after
            and words.capital(after.group())
            and _is_first_name(words, after.group())
        )
    if words.capital(word) or not word.isascii():
        return len(word) > 1 or title
    if title and small in SURNAMES:
        return True
    return _is_first_name(words, word) or (lead is Lead.SURELY and len(word) > 2)


def _is_first_name(words: _Words, word: str) -> bool:
    """Whether a word is a first name by itself, beside a word that makes one likely."""
    small = word.lower().removesuffix("'s")
    if words.capital(word):
        return small in FIRST_NAMES
    return small in FIRST_NAMES and small not in DOUBTFUL_NAMES | NO_NAMES | _OFTENER_WORDS


def _end_of_name(words: _Words, first: re.Match[str]) -> int:
    """Where a name ends that begins with this word: a second word and a third may belong to it."""
    end = first.end()
    for _second in range(2):
        gap = _GAP.match(words.text, end)
        after = gap and "\n" not in gap.group() and _WORD.match(words.text, gap.end())
        if not after:
            break
        small = after.group().lower().removesuffix("'s")
        if small in NO_NAMES or small in _NOT_PEOPLE:
            break
        if (
            not (words.capital(after.group()) and words.capital(first.group()))
            and small not in SURNAMES - NO_NAMES
        ):
            break
        end = after.end()
    return end - 2 if words.text[:end].endswith("'s") and end - first.start() > 3 else end


def _bare(words: _Words) -> Iterator[Match]:
    """First names with nothing before them that announces one."""
    text, before, done = words.text, "", 0
    for found in _WORD.finditer(text):
        small = found.group().lower().removesuffix("'s")
        if found.start() >= done and small in FIRST_NAMES and before not in _NOT_BEFORE:
            if _stands_as_name(words, found, small, before):
                done = _end_of_name(words, found)
                if not _is_famous(words, found.start(), done):
                    yield Match(Kind.NAME, found.start(), done)
        before = small


def _is_famous(words: _Words, start: int, end: int) -> bool:
    """Whether a name is that of a house, an organisation or somebody known to all."""
    after = words.word_at(end)
    if after and after.group().lower() in _NOT_PEOPLE:
        return True
    return words.text[start:end].lower().removesuffix("'s") in _KNOWN_TO_ALL


def _stands_as_name(words: _Words, found: re.Match[str], small: str, before: str) -> bool:
    """Whether a first name is meant as one, where nothing announces it."""
    word = found.group()
    initials = words.capitals_tell and word.isupper() and len(word) <= 4
    if initials or small in DOUBTFUL_NAMES:
        return False
    if small in PLAIN_NAMES:
        return words.capital(word) or word.islower() or not words.capitals_tell
    if not words.capital(word) or before in _ARTICLES:
        return False
    if small in CAPITAL_NAMES:
        return small not in NO_NAMES or not _begins_sentence(words.text, found.start())
    if small in WORD_NAMES:
        if not _begins_sentence(words.text, found.start()):
            return True
        after = words.word_at(found.end())
        return bool(after and after.group().lower() in _DOES)
    return False


def _begins_sentence(text: str, position: int) -> bool:
    """Whether a word stands where any word has a capital."""
    before = text[max(0, position - 4) : position].rstrip(" ")
    return position == 0 or not before or before[-1] in _ENDS_SENTENCE
