"""The short form of GRIPP2 as a table: what each item asks, and what a report says to it.

Source: Staniszewska S, Brett J, Simera I et al. GRIPP2 reporting checklists: tools to improve reporting of
patient and public involvement in research. Research Involvement and Engagement 2017;3:13. The titles of the
items are theirs, what they ask is said in our words.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from consultations.reporting.enums import Item, Part
from consultations.reporting.models import Report
from consultations.reporting.refusals import NothingThereError
from consultations.reporting.tables import Column, Table, Value

SOURCE = "doi:10.1186/s40900-017-0062-2"
#: What each item asks for.
ASKS: dict[Item, "str | Promise"] = {
    Item.AIM: _("Say what people were involved for."),
    Item.METHODS: _("Say clearly how people were involved: who, when, how, on what terms."),
    Item.RESULTS: _("Say what came of involving people, good and bad."),
    Item.DISCUSSION: _("Say how far it influenced the work as a whole. Name good effects and bad ones."),
    Item.REFLECTIONS: _("Look back critically: what went well, what did not, what others can learn."),
}
COLUMNS = (
    Column("event", "the event's short name, as in its address", "short name"),
    Column("event_title", "what the event is called", "text"),
    Column("date", "when it was, as exactly as it is known", "year-month, or a day, or a day with a time"),
    Column("item", "number of the item in the short form of GRIPP2", "1 to 5"),
    Column("item_title", "title of the item", "text"),
    Column("part", "items 3 and 4 have two parts, good and bad", ", ".join(Part.values)),
    Column("text", "what is reported", "text"),
    Column("state", "whether its writers call the report complete", "draft, complete"),
    Column("completed_on", "the day on which they did", "day; empty: a draft"),
)


def parts_of(item: Item) -> list[Part]:
    """What is written for an item."""
    return [part for part in Part if part.item is item]


def table(pages: Sequence[Any], reports: Mapping[int, Report]) -> Table:
    """One row for each part of each report, in the order of the events. No query.

    Raises:
        NothingThereError: no event has a report.
    """
    rows = [row for page in pages if page.pk in reports for row in _rows(page, reports[page.pk])]
    if not rows:
        raise NothingThereError
    return Table(
        "gripp2", COLUMNS, rows, [("what it is", f"reports after the short form of GRIPP2, {SOURCE}")]
    )


def _rows(page: Any, report: Report) -> Iterator[Sequence[Value]]:
    day = report.completed_on.isoformat() if report.completed_on else ""
    for part, text in report.words().items():
        item = part.item
        yield (
            page.slug, page.title, page.when.iso, int(item.value), str(item.label), part.value, text,
            report.state, day,
        )  # fmt: skip
