"""Reading a list: each row checked against the words and places of this site, errors by line.

A list is of things on offer or of teams of link workers. What may stand in an entry is the same as in the
form (`entering`): never a person's contact.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.utils.translation import gettext as _

from consultations.directory.entering import OfferWords, TeamWords, Words
from consultations.directory.enums import ActivityKind, Sort
from consultations.directory.models import LONGEST_LINE, LONGEST_NAME, LONGEST_WEEKS, LONGEST_WORDS
from consultations.directory.refusals import RefusedError
from sheets.reading import BadRowError, SheetRow, rows, tidied
from vocabulary.models import Place, PlaceKind


@dataclass(frozen=True)
class Layout:
    """How a list of one sort looks.

    ``headings`` are what columns may be called, in any case: the first of each is the one we ask for.
    ``most`` is how many letters a cell may hold.
    """

    headings: Mapping[str, str]
    needed: tuple[str, ...]
    most: Mapping[str, int]


_OF_ALL = {
    "organisation": "organisation", "organization": "organisation", "who runs it": "organisation",
    "email": "email", "telephone": "phone", "phone": "phone", "website": "website", "url": "website",
}  # fmt: skip
_MOST_OF_ALL = {
    "organisation": LONGEST_NAME, "email": LONGEST_LINE, "phone": 30, "website": LONGEST_LINE,
}  # fmt: skip
LAYOUTS: dict[str, Layout] = {
    Sort.OFFER: Layout(
        headings={
            "name": "name", "what": "name", "activity": "name", "service": "name",
            "place": "place", "where": "place", "location": "place",
            "kind": "kind", "type": "kind",
            "for whom": "for_whom", "audience": "for_whom",
            "how often": "how_often", "when": "how_often",
            "about": "about", "description": "about",
            **_OF_ALL,
        },
        needed=("name", "organisation", "place", "kind", "for_whom", "how_often"),
        most={
            "name": LONGEST_NAME, "for_whom": LONGEST_LINE, "how_often": LONGEST_LINE,
            "about": LONGEST_WORDS, **_MOST_OF_ALL,
        },
    ),
    Sort.LINK_WORKERS: Layout(
        headings={
            "area": "place", "area of release": "place", "place": "place",
            "how to refer": "how_to_refer", "referral": "how_to_refer", "how": "how_to_refer",
            "weeks before": "weeks_before", "weeks before release": "weeks_before",
            "from when": "weeks_before",
            **_OF_ALL, "team": "organisation",
        },
        needed=("organisation", "place", "how_to_refer"),
        most={"how_to_refer": LONGEST_WORDS, **_MOST_OF_ALL},
    ),
}  # fmt: skip
_website = URLValidator(schemes=["http", "https"])


@dataclass(frozen=True)
class GoodRow:
    """An entry that can be taken in; ``line`` is the line of the file on which it begins, from 1."""

    line: int
    words: Words


@dataclass(frozen=True)
class BadRow:
    """A row that cannot be used: its line, what it says, what is wrong."""

    line: int
    shown: str
    reason: str


@dataclass
class ReadList:
    """The rows of a list."""

    good: list[GoodRow] = field(default_factory=list)
    bad: list[BadRow] = field(default_factory=list)


def read(text: str, sort: str) -> ReadList:
    """Check every row of a list of this sort. One query.

    Raises:
        UnreadableSheetError: no row, too many, or a column is missing.
    """
    layout, checker, result = LAYOUTS[sort], _CHECKERS[sort](), ReadList()
    for row in rows(text, layout.headings, needed=layout.needed):
        try:
            result.good.append(GoodRow(row.line, checker.check(row, layout)))
        except (BadRowError, RefusedError) as wrong:
            result.bad.append(BadRow(row.line, row.shown, str(wrong)))
    return result


def identity(words: Words) -> tuple[str, ...]:
    """By what two rows, or a row and an entry, are the same within a place and an organisation."""
    return (words.name.casefold(),) if isinstance(words, OfferWords) else ()


class _Checker:
    """Checks rows one after another, and knows those before."""

    def __init__(self) -> None:
        self.by_address = {place.slug: place for place in Place.objects.all()}
        self.by_name: dict[str, list[Place]] = {}
        for place in self.by_address.values():
            self.by_name.setdefault(tidied(place.name).casefold(), []).append(place)
        self.seen: dict[tuple[Any, ...], int] = {}

    def check(self, row: SheetRow, layout: Layout) -> Words:
        """What a row says, as the form would.

        Raises:
            BadRowError, RefusedError.
        """
        if row.too_many:
            raise BadRowError(
                _("There are more cells than headings. Put words with a comma in quotation marks.")
            )
        given = {name: row.words(name, most) for name, most in layout.most.items()}
        place = self._place(row)
        _refuse_addresses(given)
        words = self._words(row, place, given)
        words.refuse()
        self._refuse_twice((place.pk, words.organisation.casefold(), *identity(words)), row.line)
        return words

    def _words(self, row: SheetRow, place: Place, given: dict[str, str]) -> Words:
        raise NotImplementedError

    def _fits(self, place: Place) -> bool:
        """Whether it can be meant where several places have the name."""
        return True

    def _place(self, row: SheetRow) -> Place:
        name = row.words("place", LONGEST_NAME)
        if name in self.by_address:
            return self.by_address[name]
        called = self.by_name.get(name.casefold(), [])
        if not called:
            raise BadRowError(_("There is no place “%(name)s”.") % {"name": name[:60]})
        # A prison and an area may have one name.
        called = list(filter(self._fits, called)) or called
        if len(called) > 1:
            raise BadRowError(_("More than one place is called that. Put the short address of the place."))
        return called[0]

    def _refuse_twice(self, key: tuple[Any, ...], line: int) -> None:
        if key in self.seen:
            raise BadRowError(_("This repeats line %(line)s.") % {"line": self.seen[key]})
        self.seen[key] = line


class _OfferChecker(_Checker):
    """Of things on offer."""

    def __init__(self) -> None:
        super().__init__()
        self.kinds = _by_name(ActivityKind.choices)

    def _words(self, row: SheetRow, place: Place, given: dict[str, str]) -> Words:
        name = row.words("kind", LONGEST_NAME)
        if name.casefold() not in self.kinds:
            raise BadRowError(_("There is no kind “%(name)s”.") % {"name": name[:60]})
        return OfferWords(place=place, kind=self.kinds[name.casefold()], **given)


class _TeamChecker(_Checker):
    """Of teams of link workers."""

    def _words(self, row: SheetRow, place: Place, given: dict[str, str]) -> Words:
        weeks = row.words("weeks_before", LONGEST_LINE) or "0"
        if not (weeks.isascii() and weeks.isdecimal() and len(weeks) < 4 and int(weeks) <= LONGEST_WEEKS):
            raise BadRowError(_("Put how many weeks before release as a number, from 0 to 52."))
        return TeamWords(area=place, weeks_before=int(weeks), **given)

    def _fits(self, place: Place) -> bool:
        return place.kind != PlaceKind.PRISON


_CHECKERS: dict[str, Callable[[], _Checker]] = {Sort.OFFER: _OfferChecker, Sort.LINK_WORKERS: _TeamChecker}


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
