"""The list of an event as a facilitator reads it: who comes, who waits, what they need, how to reach them."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consultations.registrations import consenting
from consultations.registrations.access_needs import AccessNeed
from consultations.registrations.enums import Attendance, Source
from consultations.registrations.models import Registration
from consultations.registrations.words import Told
from vocabulary.role_groups import RoleGroup


@dataclass(frozen=True)
class Line:
    """One registration on the list."""

    key: int
    #: What they are called, or how many a group are and where they come from.
    name: str
    group: str
    people: int
    contact: str
    needs: str
    #: In the room or online, where somebody could choose and did.
    way: str
    food: str
    note: str
    expenses: bool
    is_in: bool
    is_group: bool


@dataclass(frozen=True)
class List:
    """The whole list."""

    coming: list[Line]
    waiting: list[Line]
    people_coming: int
    people_waiting: int
    #: Of those who have a place: what they need and how many of them, most asked for first.
    needs: list[tuple[str, int]]
    #: How many of them come in which way, where people could choose.
    ways: list[tuple[str, int]]
    #: What was asked, how many agreed, and how many people with a place did not, or were not asked so.
    consents: list[tuple[str, int, int]]


def list_of(page: Any) -> List:
    """Everybody on the list of an event, in the order of coming. One query."""
    rows = list(Registration.objects.on_the_list().filter(page=page).select_related("person", "place"))
    inside = [row for row in rows if row.is_in]
    return List(
        coming=[line_of(row) for row in inside],
        waiting=[line_of(row) for row in rows if not row.is_in],
        people_coming=sum(row.people for row in inside),
        people_waiting=sum(row.people for row in rows if not row.is_in),
        needs=_counted(inside),
        ways=Counter(way for row in inside if (way := _way(row.told))).most_common(),
        consents=_agreed(page, inside),
    )


def group_in_words(registration: Registration) -> str:
    """A group known by number: "4 people from HMP Somewhere"."""
    counted = ngettext("%(number)d person", "%(number)d people", registration.people) % {
        "number": registration.people
    }
    if registration.place is None:
        return counted
    return _("%(people)s from %(place)s") % {"people": counted, "place": registration.place}


def name_of(registration: Registration) -> str:
    """What a registration is called on the list."""
    if registration.source == Source.GROUP:
        return group_in_words(registration)
    return registration.name or _("Somebody who came")


def line_of(row: Registration) -> Line:
    """One registration as a line of a list. No query for a row that was read with person and place."""
    told, is_group = row.told, row.source == Source.GROUP
    return Line(
        key=row.pk,
        name=name_of(row),
        group=capfirst(str(RoleGroup(row.role_group).label)) if row.role_group else _("Not said"),
        people=row.people,
        contact=", ".join(filter(None, [row.address, told.phone])),
        needs=_needs(told),
        way=_way(told),
        food=told.food,
        note=told.note,
        expenses=row.expenses_claimed,
        is_in=row.is_in,
        is_group=is_group,
    )


def _way(told: Told) -> str:
    return str(Attendance(told.way).label) if told.way in Attendance.values else ""


def _needs(told: Told) -> str:
    counted = Counter(told.needs)
    named = [f"{number} × {_label(need)}" if number > 1 else _label(need) for need, number in counted.items()]
    return ". ".join([*named, *filter(None, [told.needs_words])])


def _counted(rows: list[Registration]) -> list[tuple[str, int]]:
    counted = Counter(need for row in rows for need in row.told.needs)
    return [(_label(need), number) for need, number in counted.most_common()]


def _agreed(page: Any, rows: list[Registration]) -> list[tuple[str, int, int]]:
    people = sum(row.people for row in rows)
    found = []
    for one in consenting.asked(page):
        yes = sum(row.people for row in rows if row.consents.get(one.key) is True)
        found.append((one.text, yes, people - yes))
    return found


def _label(need: str) -> str:
    return str(AccessNeed(need).label) if need in AccessNeed.values else need
