"""Reading a list of services: each row checked against the words and places of this site, errors by line."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.utils.translation import gettext as _

from consultations.directory.entering import OfferWords
from consultations.directory.enums import ActivityKind
from consultations.directory.models import LONGEST_LINE, LONGEST_NAME, LONGEST_WORDS
from consultations.directory.refusals import RefusedError
from sheets.reading import BadRowError, SheetRow, rows, tidied
from vocabulary.models import Place

#: Headings as people write them, in any case. The first of each is the one we ask for.
HEADINGS = {
    "name": "name", "what": "name", "activity": "name", "service": "name",
    "organisation": "organisation", "organization": "organisation", "who runs it": "organisation",
    "place": "place", "where": "place", "location": "place",
    "kind": "kind", "type": "kind",
    "for whom": "for_whom", "audience": "for_whom",
    "how often": "how_often", "when": "how_often",
    "about": "about", "description": "about",
    "email": "email", "telephone": "phone", "phone": "phone", "website": "website", "url": "website",
}  # fmt: skip
NEEDED = ("name", "organisation", "place", "kind", "for_whom", "how_often")
_MOST = {
    "name": LONGEST_NAME, "organisation": LONGEST_NAME, "for_whom": LONGEST_LINE, "how_often": LONGEST_LINE,
    "about": LONGEST_WORDS, "email": LONGEST_LINE, "phone": 30, "website": LONGEST_LINE,
}  # fmt: skip
_website = URLValidator(schemes=["http", "https"])


@dataclass(frozen=True)
class GoodRow:
    """A service that can be taken in; ``line`` is the line of the file on which it begins, from 1."""

    line: int
    words: OfferWords


@dataclass(frozen=True)
class BadRow:
    """A row that cannot be used: its line, what it says, what is wrong."""

    line: int
    shown: str
    reason: str


@dataclass
class ReadServices:
    """The rows of a list."""

    good: list[GoodRow] = field(default_factory=list)
    bad: list[BadRow] = field(default_factory=list)


def read(text: str) -> ReadServices:
    """Check every row. One query.

    Raises:
        UnreadableSheetError: no row, too many, or a column is missing.
    """
    checker, result = _Checker(), ReadServices()
    for row in rows(text, HEADINGS, needed=NEEDED):
        try:
            result.good.append(GoodRow(row.line, checker.check(row)))
        except (BadRowError, RefusedError) as wrong:
            result.bad.append(BadRow(row.line, row.shown, str(wrong)))
    return result


class _Checker:
    """Checks rows one after another, and knows those before."""

    def __init__(self) -> None:
        self.by_address = {place.slug: place for place in Place.objects.all()}
        self.by_name: dict[str, list[Place]] = {}
        for place in self.by_address.values():
            self.by_name.setdefault(tidied(place.name).casefold(), []).append(place)
        self.kinds = _by_name(ActivityKind.choices)
        self.seen: dict[tuple[int, str, str], int] = {}

    def check(self, row: SheetRow) -> OfferWords:
        if row.too_many:
            raise BadRowError(
                _("There are more cells than headings. Put words with a comma in quotation marks.")
            )
        given = {name: row.words(name, most) for name, most in _MOST.items()}
        place, kind = self._place(row), self._kind(row)
        _refuse_addresses(given)
        words = OfferWords(place=place, kind=kind, **given)
        words.refuse()
        self._refuse_twice(words, row.line)
        return words

    def _place(self, row: SheetRow) -> Place:
        name = row.words("place", LONGEST_NAME)
        if name in self.by_address:
            return self.by_address[name]
        called = self.by_name.get(name.casefold(), [])
        if not called:
            raise BadRowError(_("There is no place “%(name)s”.") % {"name": name[:60]})
        # A prison and an area may have one name.
        if len(called) > 1:
            raise BadRowError(_("More than one place is called that. Put the short address of the place."))
        return called[0]

    def _kind(self, row: SheetRow) -> str:
        name = row.words("kind", LONGEST_NAME)
        if name.casefold() not in self.kinds:
            raise BadRowError(_("There is no kind “%(name)s”.") % {"name": name[:60]})
        return self.kinds[name.casefold()]

    def _refuse_twice(self, words: OfferWords, line: int) -> None:
        key = (words.place.pk, words.organisation.casefold(), words.name.casefold())
        if key in self.seen:
            raise BadRowError(_("This repeats line %(line)s.") % {"line": self.seen[key]})
        self.seen[key] = line


def _refuse_addresses(given: Mapping[str, str]) -> None:
    try:
        if given["email"]:
            validate_email(given["email"])
        if given["website"]:
            _website(given["website"])
    except ValidationError as wrong:
        raise BadRowError(_("The mail address or the website is none.")) from wrong


def _by_name(choices: Sequence[tuple[str, object]]) -> dict[str, str]:
    return {name.casefold(): value for value, label in choices for name in (value, str(label))}
