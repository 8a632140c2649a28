"""Who took part, to be taken out: for each event exactly what its page tells (rule 24 of docs/trust.md).

Nothing is added up over events. A sum over a time that somebody may choose would, taken from another such
sum, give what no page shows; and who came twice would count twice.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from consultations.reporting.known import attendance_of
from consultations.reporting.refusals import NothingThereError
from consultations.reporting.tables import Column, Table, Value
from disclosure.tables import LEAST, LEAST_STAFF, STEP, Exactness
from vocabulary.role_groups import RoleGroup

ALL = "all"
NOT_TOLD = "not told"
COLUMNS = (
    Column("event", "the event's short name, as in its address", "short name"),
    Column("event_title", "what the event is called", "text", 40),
    Column("date", "when it was, as exactly as it is known", "year-month, or a day, or a day with a time"),
    Column("group", "a group that took part, or all together", f"{ALL}, {', '.join(RoleGroup.values)}"),
    Column(
        "people",
        f"how many; by group only where every group had at least {LEAST} people ({LEAST_STAFF} for staff), "
        f"and then rounded to {STEP}",
        "number; empty: not told",
        10,
    ),
    Column(
        "exactness",
        "how to read the number",
        f"{', '.join(one.value for one in Exactness)}, {NOT_TOLD}",
    ),
)


def table(pages: Sequence[Any]) -> Table:
    """Who took part in these events. No query.

    Raises:
        NothingThereError: nothing is told of any.
    """
    rows = [row for page in pages for row in _rows(page)]
    if not rows:
        raise NothingThereError
    about = [
        ("what it is", "who took part in knowledge-exchange events, as their pages tell"),
        ("what not to do", "add numbers up over events: many people come more than once"),
    ]
    return Table("attendance", COLUMNS, rows, about)


def _rows(page: Any) -> Iterator[Sequence[Value]]:
    told = attendance_of(page)
    event = (page.slug, page.title, page.when.iso)
    if told.total is not None:
        yield (*event, ALL, told.total.number, told.total.exactness.value)
    numbers = dict(told.rows)
    for group in told.groups:
        if group in numbers:
            yield (*event, group.value, numbers[group], Exactness.ABOUT.value)
        else:
            yield (*event, group.value, "", NOT_TOLD)
