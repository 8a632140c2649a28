"""How long somebody was sent to prison for, which with little else says who they are."""

import re
from collections.abc import Iterator

from feedback.detection.enums import Kind
from feedback.detection.matches import Match
from feedback.detection.phrases import Phrase

_COUNT = (
    r"(?:\d{1,2}(?:\.\d)?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen"
    r"|fourteen|fifteen"
    r"|sixteen|seventeen|eighteen|nineteen|twenty(?:[ -](?:one|two|three|four|five|six|seven|eight"
    r"|nine))?|thirty"
    r"|twenty-?(?:one|two|four|five|six|eight)|a couple of)"
)
_LONG_UNIT = r"(?:years?|yrs?|y|months?|mths?|mnths?)"
_UNIT = rf"(?:{_LONG_UNIT}|weeks?|wks?|days?)"
_HALF = r"(?:\sand a half)?"
_LONG_TERM = rf"{_COUNT}{_HALF}\s{{0,2}}{_LONG_UNIT}(?:\sand a half|(?:\sand|,)?\s{_COUNT}\s{{0,2}}{_UNIT})?"
_TERM = rf"{_COUNT}{_HALF}\s{{0,2}}{_UNIT}(?:\sand a half|(?:\sand|,)?\s{_COUNT}\s{{0,2}}{_UNIT})?"
_OF_ANOTHER = rf"(?:\s(?:out )?of (?:a|an|my) {_COUNT}(?:[ -](?:year|month|stretch)s?)?)?"

#: What follows when the time was spent on something else: "got 6 months of support".
_SOMETHING_ELSE = (
    r"(?![\w-]|\s(?:of (?!an? |my \d|it\b|that\b|my sentence)|to\b|ago|later|clean|sober|off\b|left"
    r"|at\b|old|before|after|early|late|notice|free"
    r"|worth|without|on (?:the |a |my )?(?:course|script|methadone|waiting|list|out\b)|in (?:the "
    r"|a )?(?:army|navy|forces"
    r"|college|rehab|hostel|work|school)|waiting|wait|course|programme|program|project|placement"
    r"|training|trial|pilot"
    r"|session|apprenticeship|contract|tenancy|script|detox|rehab|group|visit|class|rent|pay|wages"
    r"|experience|support"
    r"|therapy|college|working|volunteering|of work|living|with no|apart|away|in a (?:row|hostel)"
    r"|from (?:now|the)"
    r"|between|in between|by the|until|till|for (?:a|the) (?:place|bed|gp|dentist|appointment|course)"
    r"|break|gap|plan"
    r"|extra\b|younger|older|longer|more to))"
)
_WHOM = r"(?:(?:me|him|her|us|them|it was)\s)?"
_ABOUT = r"(?:(?:about|over|around|nearly|almost|just|only|another|at least|my|a total of|all)\s)?"
_PATTERNS = tuple(
    Phrase(pattern, re.IGNORECASE)
    for pattern in (
        # "got 4 years", "did six years of a twelve"
        r"\b(?:got|getting|gave|given|giving|served|serving|serve|doing|did|done|do|handed|received"
        r"|facing|looking at"
        r"|in for|in on|went down for|potted off (?:for|with)|weighed off(?: with| for)?|been inside"
        rf"|been inside for|inside for|landed|copped|done about|been in)\s{_WHOM}{_ABOUT}(?:an?\s)?"
        rf"(?P<said>{_LONG_TERM}{_OF_ANOTHER}){_SOMETHING_ELSE}",
        # "spent eight years inside"
        rf"\b(?P<said>{_TERM}) (?:inside|in (?:prison|jail|custody|nick)|behind bars|banged up"
        r"|on remand|of (?:my|his|her|a|the) sentence)\b",
        # "sentenced to nine months", "jailed for 26 weeks"
        r"\b(?:sentenced to|sent down for|jailed for|banged up for|locked up for|weighed off (?:with"
        r"|for)|sentence (?:is|was)"
        r"|serving|was given|were given|judge gave me|custody for|prison for|inside for"
        rf"|imprisoned for)\s{_WHOM}{_ABOUT}"
        rf"(?:an?\s)?(?P<said>{_TERM}{_OF_ANOTHER}){_SOMETHING_ELSE}",
        # "an 18-month sentence", "a ten stretch", "my 5 year tariff"
        rf"(?P<said>(?:\b(?:an?|my|his|her|the)\s)?\b{_COUNT}{_HALF}[ -]{{0,2}}(?:{_UNIT}[ -](?:\w+[ -])?"
        r"(?:sentence|stretch|tariff|bird|custodial|suspended|jail term|prison term|ipp|eds)|(?:stretch"
        r"|tariff|ipp|eds))\b)",
        # "6 of a 12", "doing a 4."
        rf"\b(?:did|done|doing|served|serving)\s(?P<said>{_COUNT}\s(?:out )?of an? {_COUNT})\b",
        rf"\b(?:got|doing|serving|given|gave me)\s(?P<said>an?\s{_COUNT})(?=\s?(?:[,;!]|\.(?:\s|$)|$|\n"
        r"|but\b|with \d))",
        # "a 12 with 8 on licence", "22 months into my sentence"
        rf"\b(?P<said>(?:an? )?{_COUNT}(?: {_LONG_UNIT})? (?:with"
        rf"|and) {_COUNT}(?: {_LONG_UNIT})? on (?:extended )?licence)\b",
        rf"\b(?P<said>{_TERM}) into (?:my|a|his|her|the) (?:\w+[ -]){{0,3}}(?:sentence|stretch|bird|ipp)\b",
        # life
        r"\b(?P<said>(?:doing|got|given|serving|gave me|gave him|on)\s(?:a\s)?(?:mandatory\s"
        r"|double\s)?life(?:\ssentence)?\b"
        rf"(?:,?\swith\s(?:an?\s)?(?:minimum\s(?:term\s)?(?:of\s)?)?{_COUNT}[ -]?(?:{_UNIT})?(?:[ "
        r"-]tariff)?)?)"
        r"(?!\s(?:story|skill|coach|changing|course|in\b|insurance|support|line|again|back|long|and\b"
        r"|more|my\b|the\b|her\b))",
        rf"\b(?P<said>life,? with (?:an?\s)?(?:minimum (?:term )?of\s)?{_COUNT}\b(?:[ -]{_UNIT})?(?:[ "
        r"-]tariff)?)",
        r"\b(?P<said>(?:i'm|i am|im|i was|he's|he is|she's|she is|as) a lifer)\b",
        # tariffs, and sentences without an end
        rf"\b(?P<said>(?:(?:tariff|minimum term) (?:is|was|of|set at) {_COUNT}(?:[ -]{{0,2}}{_UNIT})?"
        rf"|minimum of {_COUNT}[ -]{{0,2}}{_LONG_UNIT}))\b(?![,.]\d)",
        r"\b(?P<said>(?:(?:on|serving|doing|got|given|have|had|with|i'm|im|i am|he's) (?:an? |my |his "
        rf"|her )|(?:my|his|her) )(?:{_COUNT}[ -]"
        rf"{_UNIT} )?(?:ipp|dpp|eds|extended sentence)(?: sentence)?)\b",
        r"\b(?P<said>(?:i'm|im|i am|i was|he's|he is|been|still|my|been on|me on) (?:on |an? |in on "
        r"|serving )?ipp)\b",
    )
)
#: "12 months or less": about sentences, and nobody's own.
_OR_LESS = re.compile(
    r"\s?(?:or (?:less|more|under|over|fewer|longer)|and (?:under|over|above)|minimum|max)\b", re.IGNORECASE
)


def terms(text: str) -> Iterator[Match]:
    """Lengths of sentences that somebody got or serves."""
    for pattern in _PATTERNS:
        for found in pattern.finditer(text):
            start, end = found.span("said")
            if not _OR_LESS.match(text[end : end + 12]):
                yield Match(Kind.SENTENCE, start, end)
