"""The list at the door, as a facilitator sees and prints it: who is expected, who is here, how many."""

from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from consultations.registrations import attending, checking_in
from consultations.registrations.enums import Source
from consultations.registrations.lists import Line, line_of
from consultations.registrations.models import Registration

#: Empty lines at the end of the printed list, for those who come without having registered.
EMPTY_LINES = 6


@dataclass(frozen=True)
class Expected:
    """One registration at the door."""

    line: Line
    #: How many of them came; nothing while nobody looked.
    came: int | None
    waits: bool

    @property
    def is_here(self) -> bool:
        """Whether anybody of it came."""
        return bool(self.came)

    @property
    def anchor(self) -> str:
        """Where it stands on the page."""
        return f"r{self.line.key}"


@dataclass(frozen=True)
class Desk:
    """The whole list, by name."""

    expected: list[Expected]
    waiting: list[Expected]
    people_expected: int
    attended: attending.Attended
    is_the_day: bool

    @property
    def head(self) -> list[str]:
        """The heads of the numbers by group."""
        return [_("Group"), _("Came")]

    @property
    def by_group(self) -> list[list[str | int]]:
        """The numbers by group: exact, for whoever runs the event."""
        rows: list[list[str | int]] = [
            [capfirst(str(group.label)), number] for group, number in self.attended.groups.items()
        ]
        return [*rows, [_("Not said"), self.attended.not_said]] if self.attended.not_said else rows

    @property
    def empty_lines(self) -> range:
        """For the printed list."""
        return range(EMPTY_LINES)


def desk_of(page: Any) -> Desk:
    """Everybody on the list of an event, by name. Two queries."""
    rows = list(Registration.objects.on_the_list().filter(page=page).select_related("person", "place"))
    all_of_them = sorted((_expected(row) for row in rows), key=lambda one: one.line.name.casefold())
    return Desk(
        expected=[one for one in all_of_them if not one.waits],
        waiting=[one for one in all_of_them if one.waits],
        people_expected=sum(row.people for row in rows if row.is_in and row.source != Source.WALK_IN),
        attended=attending.attended(page),
        is_the_day=checking_in.is_the_day(page),
    )


def _expected(row: Registration) -> Expected:
    return Expected(line_of(row), row.came, waits=not row.is_in)
