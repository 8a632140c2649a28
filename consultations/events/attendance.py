"""Who took part, as far as it may be told (rule 24 of docs/trust.md)."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from disclosure.tables import Exactness, Total, shown, total_alone
from vocabulary.role_groups import STAFF, RoleGroup


@dataclass(frozen=True)
class Attendance:
    """What a page says about who took part. ``rows`` are empty unless the table may be shown."""

    total: Total | None
    groups: tuple[RoleGroup, ...]
    rows: tuple[tuple[RoleGroup, int], ...] = ()

    @property
    def total_text(self) -> str:
        """How many: "36 people", "about 45 people", "14 people or fewer"; empty if nobody counted."""
        if self.total is None:
            return ""
        number = self.total.number
        match self.total.exactness:
            case Exactness.EXACT:
                return ngettext("%(number)d person", "%(number)d people", number) % {"number": number}
            case Exactness.ABOUT:
                return _("about %(number)d people") % {"number": number}
            case Exactness.AT_MOST:
                return _("%(number)d people or fewer") % {"number": number}

    @property
    def groups_text(self) -> str:
        """The groups in words: "link workers, prison staff and researchers"."""
        return get_text_list([str(group.label) for group in self.groups], _("and")) if self.groups else ""

    @property
    def bars(self) -> list[tuple[str, int]]:
        """Group and rounded number, for a chart or a table."""
        return [(str(group.label), number) for group, number in self.rows]


def attendance(total: int | None, groups: Sequence[tuple[str, int | None]]) -> Attendance:
    """What may be told of an attendance.

    ``groups`` are values of role groups, each with its number if it was counted. Only if all
    were counted can there be a table, and then its sum counts, not ``total``.
    """
    named = tuple(RoleGroup(group) for group, _number in groups)
    counted = {RoleGroup(group): number for group, number in groups if number is not None}
    if named and len(counted) == len(named):
        table = shown(counted, staff=STAFF)
        if table.by_group:
            return Attendance(table.total, named, tuple(table.cells.items()))
        total = max(total or 0, sum(counted.values()))
    if not total:
        return Attendance(None, named)
    return Attendance(total_alone(total, groups_named=len(named)), named)
