"""Reading a list of people to invite, pasted or uploaded: each row checked, errors by line, good rows kept.

A row is an email address and, if wanted, a role group, permission groups and
places, in that order or under a first line of headings. Spreadsheets save such
lists with commas, semicolons or tabs, and in several encodings; all are read.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from people.permission_groups import PermissionGroup
from vocabulary.models import Place
from vocabulary.role_groups import RoleGroup

LARGEST_BYTES = 256 * 1024
MOST_ROWS = 500
LONGEST_EMAIL = 254
LONGEST_ROW = 2000
#: Headings as people write them, in any case.
HEADINGS = {
    "email": "email",
    "email address": "email",
    "e-mail": "email",
    "role": "role_group",
    "role group": "role_group",
    "permissions": "groups",
    "permission groups": "groups",
    "groups": "groups",
    "places": "places",
    "place": "places",
}
ORDER = ("email", "role_group", "groups", "places")


class ListUnreadableError(ValidationError):
    """The list as a whole cannot be read: too large, too many rows, not text."""


@dataclass(frozen=True)
class Row:
    """Somebody to invite. ``line`` is the line in the list, counted from 1."""

    line: int
    email: str
    role_group: str
    groups: tuple[str, ...]
    places: tuple[Place, ...]


@dataclass(frozen=True)
class BadRow:
    """A row that cannot be used: its line, what it says, what is wrong, and the row as it was given."""

    line: int
    text: str
    reason: str
    given: str


@dataclass
class ReadList:
    """The good rows and the bad ones, and the line of headings if there was one."""

    good: list[Row] = field(default_factory=list)
    bad: list[BadRow] = field(default_factory=list)
    heading: str = ""

    def left_out(self) -> str:
        """The bad rows as a list again, to be corrected."""
        return "\n".join([*([self.heading] if self.heading else []), *(bad.given for bad in self.bad)])


@dataclass(frozen=True)
class Defaults:
    """What a row gets that does not say otherwise, and what may be given at all."""

    role_group: str
    groups: tuple[str, ...] = (PermissionGroup.MEMBER,)
    places: tuple[Place, ...] = ()
    groups_allowed: frozenset[str] = frozenset(PermissionGroup.values)


def decode(data: bytes) -> str:
    """The text of an uploaded file. Raises ListUnreadableError."""
    if len(data) > LARGEST_BYTES:
        raise ListUnreadableError(
            _("This file is too large. Use at most %(rows)s rows.") % {"rows": MOST_ROWS}
        )
    encodings = ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise ListUnreadableError(_("This file is not a list in text. Save it as CSV and try again."))


def read(text: str, defaults: Defaults) -> ReadList:
    """Check every row of a list. Raises ListUnreadableError when it is too long to be a list of people."""
    if len(text.encode()) > LARGEST_BYTES:
        raise ListUnreadableError(
            _("This list is too long. Use at most %(rows)s rows.") % {"rows": MOST_ROWS}
        )
    result, seen, count = ReadList(), dict[str, int](), 0
    checker = _Checker(defaults)
    columns: Sequence[str] = ORDER
    for line, given, cells in _rows(text.lstrip("\ufeff").replace("\0", "")):
        if not any(cells):
            continue
        if count == 0 and _is_heading(cells):
            columns = [HEADINGS.get(cell.casefold(), "") for cell in cells]
            result.heading = given
            continue
        count += 1
        if count > MOST_ROWS:
            raise ListUnreadableError(
                _("This list is too long. Use at most %(rows)s rows.") % {"rows": MOST_ROWS}
            )
        try:
            row = checker.check(line, dict(zip(columns, cells, strict=False)))
            if row.email in seen:
                raise ValidationError(_("This repeats line %(line)s.") % {"line": seen[row.email]})
        except ValidationError as error:
            result.bad.append(BadRow(line, _shown(cells), " ".join(error.messages), given))
        else:
            seen[row.email] = line
            result.good.append(row)
    return result


def _rows(text: str) -> Iterator[tuple[int, str, list[str]]]:
    """Every line by itself, with its number: a stray quotation mark spoils one row, not the rest."""
    lines = text.splitlines()
    delimiter = _delimiter(lines)
    for number, line in enumerate(lines, start=1):
        given = line[:LONGEST_ROW]
        cells = next(csv.reader(io.StringIO(given), delimiter=delimiter), [])
        yield number, given, [cell.strip() for cell in cells]


def _delimiter(lines: Iterable[str]) -> str:
    first = next((line for line in lines if line.strip()), "")
    return max(",;\t", key=first.count)


def _is_heading(cells: Sequence[str]) -> bool:
    return any(HEADINGS.get(cell.casefold()) == "email" for cell in cells)


def _shown(cells: Sequence[str]) -> str:
    return ", ".join(cells)[:120]


class _Checker:
    """Checks rows against the words of this site; looks the places up once."""

    def __init__(self, defaults: Defaults) -> None:
        self.defaults = defaults
        self._places: dict[str, Place] | None = None
        self._role_groups = {value.casefold(): value for value in RoleGroup.values}
        self._role_groups |= {str(label).casefold(): value for value, label in RoleGroup.choices}
        self._groups = {value.casefold(): value for value in PermissionGroup.values}
        self._groups |= {str(label).casefold(): value for value, label in PermissionGroup.choices}

    def check(self, line: int, cells: dict[str, Any]) -> Row:
        return Row(
            line,
            self._email(cells.get("email", "")),
            self._role_group(cells.get("role_group", "")),
            self._given_groups(cells.get("groups", "")),
            self._given_places(cells.get("places", "")),
        )

    def _email(self, text: str) -> str:
        email = text.strip("<>").lower()
        try:
            if len(email) > LONGEST_EMAIL:
                raise ValidationError("")
            validate_email(email)
        except ValidationError:
            raise ValidationError(_("This is not an email address.")) from None
        return email

    def _role_group(self, text: str) -> str:
        if not text:
            return self.defaults.role_group
        if text.casefold() not in self._role_groups:
            raise ValidationError(_("There is no role group “%(name)s”.") % {"name": text[:60]})
        return self._role_groups[text.casefold()]

    def _given_groups(self, text: str) -> tuple[str, ...]:
        names = _parts(text)
        for name in names:
            group = self._groups.get(name.casefold())
            if group is None:
                raise ValidationError(_("There is no permission group “%(name)s”.") % {"name": name[:60]})
            if group not in self.defaults.groups_allowed:
                raise ValidationError(
                    _("You may not give the permissions of “%(name)s”.") % {"name": name[:60]}
                )
        return tuple(self._groups[name.casefold()] for name in names) or self.defaults.groups

    def _given_places(self, text: str) -> tuple[Place, ...]:
        names = _parts(text)
        if names and self._places is None:
            self._places = {place.name.casefold(): place for place in Place.objects.all()}
        found = []
        for name in names:
            place = (self._places or {}).get(name.casefold())
            if place is None:
                raise ValidationError(_("There is no place “%(name)s”.") % {"name": name[:60]})
            found.append(place)
        return tuple(found) or self.defaults.places


def _parts(text: str) -> list[str]:
    """Several names in one cell are parted by a plus sign or a bar."""
    return [part.strip() for part in text.replace("|", "+").split("+") if part.strip()]
