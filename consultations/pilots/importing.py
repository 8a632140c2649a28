"""Values from a list: every row that cannot be used is told with its line, and nothing is half taken in."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation

from django.db import transaction
from django.utils.translation import gettext as _

from consultations.pilots import measuring
from consultations.pilots.measuring import Counted
from consultations.pilots.models import Measure
from consultations.pilots.refusals import NoValueError
from people.models import Person
from sheets import reading
from sheets.reading import BadRowError, SheetRow
from vocabulary.models import Place
from vocabulary.role_groups import RoleGroup

MOST_ROWS = 2_000
HEADINGS = {
    "day": "day", "date": "day", "from": "day", "value": "value", "number": "value", "people": "people",
    "place": "place", "group": "group",
}  # fmt: skip
_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})/(\d{1,2})/(\d{4})")


@dataclass(frozen=True)
class Wrong:
    """A row that cannot be used: its line, what it says, and why."""

    line: int
    shown: str
    why: str


@dataclass(frozen=True)
class Looked:
    """A list that was looked through."""

    counted: list[Counted] = field(default_factory=list)
    wrong: list[Wrong] = field(default_factory=list)


def look_through(measure: Measure, data: bytes) -> Looked:
    """Read a list; nothing is taken in. One query.

    Raises:
        UnreadableSheetError: it is no list.
    """
    places = {place.name.casefold(): place for place in Place.objects.all()}
    groups = {str(label).casefold(): value for value, label in RoleGroup.choices}
    groups |= {value: value for value in RoleGroup.values}
    looked, seen = Looked(), set()
    text = reading.decoded(data)
    for row in reading.rows(text, HEADINGS, needed=("day", "value"), most=MOST_ROWS):
        try:
            one = _counted(row, places, groups)
            measuring.refuse_value(measure, one)
            what = (one.day, one.place, one.group)
            if what in seen:
                raise BadRowError(_("A value is there twice."))
            seen.add(what)
        except BadRowError as bad:
            looked.wrong.append(Wrong(row.line, row.shown, str(bad)))
        except NoValueError as bad:
            looked.wrong.append(Wrong(row.line, row.shown, str(bad.sentence)))
        else:
            looked.counted.append(one)
    return looked


@transaction.atomic
def take_in(measure: Measure, data: bytes, *, by: Person) -> Looked:
    """Take in a list if every row of it can be used; else nothing of it.

    Raises:
        UnreadableSheetError, MayNotError, NoCriteriaError, ClosedError: as in `measuring.enter`.
    """
    looked = look_through(measure, data)
    if not looked.wrong:
        measuring.enter(measure, looked.counted, by=by)
    return looked


def _counted(row: SheetRow, places: Mapping[str, Place], groups: Mapping[str, str]) -> Counted:
    if row.too_many:
        raise BadRowError(_("This row has more cells than there are headings."))
    place, group = row.words("place", 120), row.words("group", 80)
    if place and place.casefold() not in places:
        raise BadRowError(_("There is no such place here."))
    if group and group.casefold() not in groups:
        raise BadRowError(_("There is no such group."))
    return Counted(
        day=_day(row.words("day", 10)),
        number=_number(row.words("value", 12)),
        people=_people(row.words("people", 9)),
        place=places[place.casefold()] if place else None,
        group=groups[group.casefold()] if group else "",
    )


def _day(words: str) -> date:
    found = _DAY.fullmatch(words)
    try:
        if found and found[1]:
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found:
            return date(int(found[6]), int(found[5]), int(found[4]))
    except ValueError:
        pass
    raise BadRowError(_("Write the day as 2026-11-30 or 30/11/2026."))


def _number(words: str) -> Decimal:
    try:
        number = Decimal(words)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or number.as_tuple().exponent < -2:  # type: ignore[operator]
        raise BadRowError(_("Write the value as a number with at most two places after the point."))
    return number


def _people(words: str) -> int | None:
    if words and not (words.isascii() and words.isdecimal()):
        raise BadRowError(_("Write how many people as a whole number."))
    return int(words) if words else None
