"""Reports as a document for word processors (DOCX): of one event, or of the programme over a time.

Headings are headings and the form is a table with a head that repeats, so that it can be read by ear and by
outline. The document carries the name of the site and the day, and of whoever wrote it only those whom the
event names itself.
"""

import datetime
import io
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from docx import Document
from docx.document import Document as Made
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import Table as WordTable
from docx.table import _Cell

from consultations.events.enums import Basis
from consultations.reporting.enums import Item, Part
from consultations.reporting.gripp2 import ASKS, SOURCE, parts_of
from consultations.reporting.known import attendance_of
from consultations.reporting.models import Report
from consultations.reporting.refusals import NothingThereError
from consultations.reporting.tables import words

_LANGUAGE = "en-GB"
_WIDTHS = (Cm(3.6), Cm(12.9))


def of_event(page: Any, report: Report, *, by: str, absolute: Callable[[str], str]) -> bytes:
    """The report of one event."""
    made = _begun(_("How people were involved: %(title)s") % {"title": page.title}, by)
    _event(made, page, report, absolute)
    _source(made)
    return _saved(made)


def of_programme(
    title: str,
    pages: Sequence[Any],
    reports: Mapping[int, Report],
    *,
    by: str,
    absolute: Callable[[str], str],
) -> bytes:
    """The reports of a programme over a time: an overview of all events, then each report that is complete.

    Raises:
        NothingThereError: none is complete.
    """
    complete = [page for page in pages if page.pk in reports and reports[page.pk].is_complete]
    if not complete:
        raise NothingThereError
    made = _begun(title, by)
    _overview(made, pages, reports)
    for page in complete:
        made.add_page_break()
        made.add_heading(words(page.title), level=1)
        _event(made, page, reports[page.pk], absolute)
    _source(made)
    return _saved(made)


# --- Parts ------------------------------------------------------------------------------------------


def _begun(title: str, by: str) -> Made:
    made = Document()
    today = timezone.localdate()
    about = made.core_properties
    about.title, about.author, about.last_modified_by = words(title), words(by), words(by)
    about.subject, about.keywords, about.comments = "GRIPP2", "", ""
    about.language, about.revision = _LANGUAGE, 1
    about.created = about.modified = datetime.datetime.combine(today, datetime.time())
    _speak_english(made)
    paper = made.sections[0]
    paper.page_width, paper.page_height = Cm(21), Cm(29.7)
    paper.left_margin = paper.right_margin = Cm(2.25)
    made.add_heading(words(title), level=0)
    made.add_paragraph(words(f"{by}, {date_format(today, 'j F Y')}"))
    return made


def _speak_english(made: Made) -> None:
    """Say in which language it is: the library's own is that of the United States."""
    for language in made.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), _LANGUAGE)
        language.set(qn("w:eastAsia"), _LANGUAGE)
    made.styles["Normal"].font.name, made.styles["Normal"].font.size = "Arial", Pt(11)


def _overview(made: Made, pages: Sequence[Any], reports: Mapping[int, Report]) -> None:
    """All events of the time, also those without a report: what was left out is said."""
    head = [_("When"), _("Event"), _("Who took part"), _("Report")]
    table = _table(made, head, (Cm(3.2), Cm(6.3), Cm(4.5), Cm(2.5)))
    for page in pages:
        report = reports.get(page.pk)
        told = attendance_of(page).total_text or _("not counted")
        state = str(report.get_state_display()).lower() if report else _("none yet")
        _fill(table, [page.when.text, page.title, told, state])
    made.add_paragraph()
    made.add_paragraph(
        _(
            "Numbers of people are those that the events’ pages tell. They are not added up: "
            "many come more than once, and sums over a chosen time could single people out."
        )
    )


def _event(made: Made, page: Any, report: Report, absolute: Callable[[str], str]) -> None:
    facts = [
        (_("When"), page.when.text),
        (_("Who took part"), _who(page)),
        (_("Basis"), _basis(page)),
        (_("Summary"), absolute(page.get_url() or "")),
    ]
    if not report.is_complete:
        facts.append((_("State"), _("A draft. Its writers do not call it complete.")))
    for label, fact in facts:
        paragraph = made.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(2)
        paragraph.add_run(f"{label}: ").bold = True
        paragraph.add_run(words(fact))
    made.add_paragraph()
    table = _table(made, [_("Item"), _("What we report")], _WIDTHS)
    for item in Item:
        _item(table, item, report)


def _who(page: Any) -> str:
    told = attendance_of(page)
    return ": ".join(filter(None, [told.total_text, told.groups_text])) or _("not counted")


def _basis(page: Any) -> str:
    told = str(Basis(page.basis).label)
    return "; ".join(filter(None, [told, " ".join(page.basis_references.split())]))


def _item(table: WordTable, item: Item, report: Report) -> None:
    row = table.add_row()
    _same_widths(row)
    name, told = row.cells
    _write(name, f"{item.value}. {item.label}", bold=True)
    _write(name, str(ASKS[item]), first=False)
    parts = parts_of(item)
    first = True
    for part in parts:
        if len(parts) > 1:
            _write(told, str(part.label), bold=True, first=first)
            first = False
        _lines(told, part, report, first=first)
        first = False


def _lines(cell: _Cell, part: Part, report: Report, *, first: bool) -> None:
    text = report.words()[part] or _("Nothing is written here yet.")
    for line in filter(str.strip, text.split("\n")):
        _write(cell, line, first=first)
        first = False


def _source(made: Made) -> None:
    made.add_paragraph()
    made.add_paragraph(
        _("The items are those of the short form of GRIPP2 (Staniszewska and others, 2017, %(source)s).")
        % {"source": SOURCE}
    )


# --- Tables -------------------------------------------------------------------------------------------


def _table(made: Made, head: Sequence[str], widths: Sequence[Any]) -> WordTable:
    table = made.add_table(rows=1, cols=len(head), style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for cell, title, width in zip(table.rows[0].cells, head, widths, strict=True):
        cell.width = width
        _write(cell, title, bold=True)
    _mark(table.rows[0], "w:tblHeader")
    return table


def _fill(table: WordTable, values: Sequence[str]) -> None:
    row = table.add_row()
    _same_widths(row)
    for cell, value in zip(row.cells, values, strict=True):
        _write(cell, value)


def _write(cell: _Cell, text: str, *, bold: bool = False, first: bool = True) -> None:
    """A paragraph in a cell; a cell begins with an empty one."""
    paragraph = cell.paragraphs[0] if first else cell.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(3)
    paragraph.add_run(words(text)).bold = bold


def _same_widths(row: Any) -> None:
    """Columns keep their widths in every row, whatever program opens it."""
    for cell, column in zip(row.cells, row.table.columns, strict=True):
        cell.width = column.width


def _mark(row: Any, name: str) -> None:
    properties = row._tr.get_or_add_trPr()
    mark = OxmlElement(name)
    mark.set(qn("w:val"), "true")
    properties.append(mark)


def _saved(made: Made) -> bytes:
    written = io.BytesIO()
    made.save(written)
    return written.getvalue()
