"""What can be taken out, by its name: of one event, or of all events over whole months."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from cms.models import Programme
from consultations.reporting import attendance_tables, gripp2, points, queries, tables
from consultations.reporting.periods import Period
from consultations.reporting.permissions import Act, may
from consultations.reporting.refusals import MayNotError, NothingThereError
from people.models import Person

CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
#: Everything there is: what, and in which form.
KINDS = {
    ("gripp2", "docx"): DOCX,
    ("gripp2", "csv"): CSV,
    ("points", "csv"): CSV,
    ("points", "xlsx"): XLSX,
    ("points-dictionary", "csv"): CSV,
    ("attendance", "csv"): CSV,
    ("attendance", "xlsx"): XLSX,
    ("attendance-dictionary", "csv"): CSV,
}
_DICTIONARY = "-dictionary"


@dataclass(frozen=True)
class File:
    """A file to hand over."""

    name: str
    content: bytes
    content_type: str


@dataclass(frozen=True)
class Wanted:
    """What somebody asks for. ``absolute`` makes a whole address of one of this site."""

    what: str
    kind: str
    absolute: Callable[[str], str]


def of_event(page: Any, wanted: Wanted, *, by: Person) -> File:
    """A file about one event.

    Raises:
        MayNotError: they take out nothing.
        RefusedError: there is nothing, or it may not go out yet.
    """
    _refuse_unless_may(by)
    return _file([page], wanted, stem=page.slug, title="")


def of_period(period: Period, wanted: Wanted, *, by: Person) -> File:
    """A file about all events that began in a time; of reports, those that are complete.

    Raises:
        MayNotError, RefusedError.
    """
    _refuse_unless_may(by)
    with override(settings.LANGUAGE_CODE):
        title = (
            _("How people were involved: %(when)s") if wanted.what == "gripp2" else _("Events: %(when)s")
        ) % {"when": period.text}
    pages = list(queries.held_between(period.first, period.last))
    return _file(pages, wanted, stem=period.slug, title=title)


def _refuse_unless_may(by: Person) -> None:
    if not may(by, Act.TAKE_OUT):
        raise MayNotError(_("You may not take out reports and exports."))


def _file(pages: Sequence[Any], wanted: Wanted, *, stem: str, title: str) -> File:
    """Written in the language of the programme, whoever asks: files are compared with each other."""
    content_type = KINDS[wanted.what, wanted.kind]
    with override(settings.LANGUAGE_CODE):
        content = _content(pages, wanted, title)
    return File(f"{stem}-{wanted.what}.{wanted.kind}", content, content_type)


def _content(pages: Sequence[Any], wanted: Wanted, title: str) -> bytes:
    if wanted.what == "gripp2":
        return _reports(pages, wanted, title)
    what = wanted.what.removesuffix(_DICTIONARY)
    table = points.table(pages, wanted.absolute) if what == "points" else attendance_tables.table(pages)
    if wanted.what.endswith(_DICTIONARY):
        table = table.dictionary()
    if wanted.kind == "csv":
        return tables.as_csv(table)
    from consultations.reporting import workbooks  # loaded when somebody asks for one

    return workbooks.as_xlsx(table, title=title or pages[0].title, by=Programme.load().name)


def _reports(pages: Sequence[Any], wanted: Wanted, title: str) -> bytes:
    """The report of one event as it stands, or those of a time as far as they are complete (``title``)."""
    reports = queries.reports_of([page.pk for page in pages])
    if wanted.kind == "csv":
        complete = {pk: report for pk, report in reports.items() if report.is_complete or not title}
        return tables.as_csv(gripp2.table(pages, complete))
    from consultations.reporting import documents  # loaded when somebody asks for one

    by = Programme.load().name
    if title:
        return documents.of_programme(title, pages, reports, by=by, absolute=wanted.absolute)
    report = reports.get(pages[0].pk)
    if report is None:
        raise NothingThereError
    return documents.of_event(pages[0], report, by=by, absolute=wanted.absolute)
