"""What this room's pages show, ready to print: templates compute nothing."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.forms import BoundField
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from consultations.reporting import periods, points, queries
from consultations.reporting.enums import Item, Part
from consultations.reporting.forms import ReportForm
from consultations.reporting.gripp2 import ASKS, parts_of
from consultations.reporting.known import Known
from consultations.reporting.models import Report
from consultations.reporting.periods import Period

#: Events listed at a time.
PAGE_LENGTH = 30
_CURSOR = re.compile(r"(?P<sort_key>\d{4}-\d\d-\d\dT\d\d:\d\d)\.(?P<pk>\d{1,18})")


# --- The list -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Row:
    """An event in the list."""

    title: str
    url: str
    when: str
    state: str


@dataclass(frozen=True)
class Listing:
    """A page of the list, and the address of the next."""

    rows: Sequence[Row]
    older: str


def listing(cursor: str) -> Listing:
    """Events from a place in the list on; a broken place is the beginning. Two queries."""
    events = queries.reportable().for_lists()
    found = _CURSOR.fullmatch(cursor)
    if found:
        events = events.before(found["sort_key"], int(found["pk"]))
    pages = list(events[: PAGE_LENGTH + 1])
    reports = queries.reports_of([page.pk for page in pages])
    older = ""
    if len(pages) > PAGE_LENGTH:
        last = pages[PAGE_LENGTH - 1]
        older = f"?{urlencode({'page': f'{last.sort_key}.{last.pk}'})}"
    return Listing([_row(page, reports.get(page.pk)) for page in pages[:PAGE_LENGTH]], older)


def _row(page: Any, report: Report | None) -> Row:
    state = str(report.get_state_display()) if report else _("Not begun")
    return Row(page.title, reverse("reporting:report", args=[page.pk]), capfirst(page.when.text), state)


# --- One report -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class PartShown:
    """A part with its field, its words, and what the platform knows today."""

    label: str
    field: BoundField
    words: str
    known: str


@dataclass(frozen=True)
class ItemShown:
    """An item of the form."""

    number: str
    title: str
    asks: "str | Promise"
    parts: Sequence[PartShown]


def items(form: ReportForm, known: Mapping[Part, str]) -> list[ItemShown]:
    """The five items with their fields."""
    return [ItemShown(item.value, str(item.label), ASKS[item], _parts(item, form, known)) for item in Item]


def _parts(item: Item, form: ReportForm, known: Mapping[Part, str]) -> list[PartShown]:
    return [
        PartShown(str(part.label), form[part.value], form[part.value].value() or "", known.get(part, ""))
        for part in parts_of(item)
    ]


# --- Files -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class FileShown:
    """A file to take out."""

    title: str
    url: str
    kind: str


def _labels() -> dict[tuple[str, str], tuple[str, str]]:
    return {
        ("gripp2", "docx"): (_("The report, to read and change"), "DOCX"),
        ("gripp2", "csv"): (_("The report as a table"), "CSV"),
        ("points", "xlsx"): (_("Points raised, with what each column means"), "XLSX"),
        ("points", "csv"): (_("Points raised"), "CSV"),
        ("points-dictionary", "csv"): (_("What the columns of points mean"), "CSV"),
        ("attendance", "xlsx"): (_("Who took part, with what each column means"), "XLSX"),
        ("attendance", "csv"): (_("Who took part"), "CSV"),
        ("attendance-dictionary", "csv"): (_("What the columns of who took part mean"), "CSV"),
    }


def files_of_event(known: Known, report: Report | None) -> list[FileShown]:
    """What can be taken out of an event now."""
    page, left_out = known.page, set[str]()
    if report is None:
        left_out.add("gripp2")
    if not known.points or points.waits_for_approval(page):
        left_out |= {"points", "points-dictionary"}
    if known.attendance.total is None and not known.attendance.groups:
        left_out |= {"attendance", "attendance-dictionary"}
    return [
        FileShown(title, reverse("reporting:event-file", args=[page.pk, what, kind]), told)
        for (what, kind), (title, told) in _labels().items()
        if what not in left_out
    ]


@dataclass(frozen=True)
class TimeShown:
    """A time with its events and files."""

    text: str
    rows: Sequence[Row]
    complete: int
    files: Sequence[FileShown]


def time(period: Period) -> TimeShown:
    """What there is of a time. Two queries."""
    pages = list(queries.held_between(period.first, period.last).for_lists())
    reports = queries.reports_of([page.pk for page in pages])
    months = [periods.written(period.first), periods.written(period.last)]
    files = [
        FileShown(title, reverse("reporting:months-file", args=[*months, what, kind]), told)
        for (what, kind), (title, told) in _labels().items()
    ]
    complete = sum(report.is_complete for report in reports.values())
    if not complete:
        files = [file for file in files if "/gripp2." not in file.url]
    rows = [_row(page, reports.get(page.pk)) for page in pages]
    return TimeShown(period.text, rows, complete, files if pages else [])


def address_of_months(period: Period) -> str:
    """The page of a time."""
    asked = {"first": periods.written(period.first), "last": periods.written(period.last)}
    return f"{reverse('reporting:months')}?{urlencode(asked)}"
