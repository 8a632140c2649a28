"""Writing the report of an event: saving it, calling it complete, opening it again."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from consultations.reporting import queries
from consultations.reporting.enums import Part, ReportState
from consultations.reporting.models import Report
from consultations.reporting.permissions import Act, may
from consultations.reporting.refusals import (
    MayNotError,
    NotADraftError,
    NotHeldError,
    NotReadyError,
    StaleError,
    TooLongError,
)
from people.models import Person

#: Letters in a part: about three pages.
LONGEST = 8000


@transaction.atomic
def save(page: Any, words: Mapping[Part, str], *, by: Person, version: int) -> Report:
    """Save parts of the report as they were typed; parts that are not named stay as they are.

    ``version`` is that of the text from which this one was made; nought where there was none.

    Raises:
        MayNotError: they write no reports.
        NotHeldError: the event is not held, or not public.
        NotADraftError: the report is complete.
        StaleError: somebody saved meanwhile; carries both texts. Nothing was changed.
        TooLongError.
    """
    report = _taken(page, by)
    if report.is_complete:
        raise NotADraftError
    typed = {part: _tidy(part, text) for part, text in words.items()}
    if report.version != version:
        raise StaleError(report.words(), typed)
    for part, text in typed.items():
        setattr(report, part.value, text)
    report.version += 1
    report.saved_by = by
    report.save()
    return report


@transaction.atomic
def complete(page: Any, *, by: Person) -> Report:
    """Call it complete: nothing is empty, and it can go into the programme's report. May be repeated.

    Raises:
        MayNotError, NotHeldError.
        NotReadyError: parts are empty; names them.
    """
    report = _taken(page, by)
    if report.is_complete:
        return report
    missing = [part for part, text in report.words().items() if not text.strip()]
    if missing:
        raise NotReadyError(missing)
    report.state, report.completed_on = ReportState.COMPLETE, timezone.localdate()
    report.save(update_fields=["state", "completed_on"])
    return report


@transaction.atomic
def open_again(page: Any, *, by: Person) -> Report:
    """Make it a draft again. What was taken out before stays as it was. May be repeated.

    Raises:
        MayNotError, NotHeldError.
    """
    report = _taken(page, by)
    if report.is_complete:
        report.state, report.completed_on = ReportState.DRAFT, None
        report.save(update_fields=["state", "completed_on"])
    return report


def _taken(page: Any, by: Person) -> Report:
    """The report of an event with its row locked, or a new one that is not saved yet."""
    if not may(by, Act.WRITE):
        raise MayNotError(_("You may not write reports."))
    # Two who begin the same report wait for each other at its event.
    Page.objects.select_for_update().only("pk").get(pk=page.pk)
    if not queries.reportable().filter(pk=page.pk).exists():
        raise NotHeldError
    return Report.objects.filter(page_id=page.pk).first() or Report(page_id=page.pk)


def _tidy(part: Part, text: str) -> str:
    """Without null bytes and with one kind of line ends; words stay as they are."""
    tidied = text.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n").strip()
    if len(tidied) > LONGEST:
        raise TooLongError(part, LONGEST)
    return tidied
