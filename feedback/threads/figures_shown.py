"""The figures of months as the page and its file tell them: both the same, and no others."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from feedback.threads.enums import Reason
from feedback.threads.figures import FEWER, TOO_FEW
from feedback.threads.models import MonthlyFigures
from sheets.writing import csv_file


@dataclass(frozen=True)
class Figure:
    """One number of a month, with what it counts."""

    name: str
    #: As it is shown: "35", "fewer than 8".
    value: str
    meaning: str
    #: Promises that were kept have the second colour.
    is_kept: bool = False


@dataclass(frozen=True)
class MonthShown:
    """A month that is over."""

    name: str
    figures: list[Figure]
    #: Of what was not shown, one for each reason.
    reasons: list[Figure]


@dataclass(frozen=True)
class FiguresPage:
    """The last month in whole, and all that came before as tables."""

    last: MonthShown | None
    head: list[str]
    rows: list[list[str]]
    reasons_head: list[str]
    reasons_rows: list[list[str]]


def page() -> FiguresPage:
    """All months that are over. One query."""
    months = [_month(row) for row in MonthlyFigures.objects.order_by("-month")]
    if not months:
        return FiguresPage(None, [], [], [], [])
    last, before = months[0], months[1:]
    return FiguresPage(
        last=last,
        head=[_("Month"), *(figure.name for figure in last.figures)],
        rows=[[month.name, *(figure.value for figure in month.figures)] for month in before],
        reasons_head=[_("Month"), *(figure.name for figure in last.reasons)],
        reasons_rows=[[month.name, *(figure.value for figure in month.reasons)] for month in before],
    )


def file() -> bytes:
    """The same as a table for spreadsheets: one number a line. One query."""
    rows = []
    for month in MonthlyFigures.objects.order_by("-month"):
        shown = _month(month)
        rows += [(f"{month.month:%Y-%m}", one.name, one.value, one.meaning) for one in shown.figures]
        not_shown = _("Not shown")
        rows += [
            (f"{month.month:%Y-%m}", f"{not_shown}: {one.name}", one.value, one.meaning)
            for one in shown.reasons
        ]
    return csv_file([_("Month"), _("What is counted"), _("Number"), _("What it means")], rows)


def _month(row: MonthlyFigures) -> MonthShown:
    return MonthShown(
        name=date_format(row.month, "F Y"),
        figures=list(_figures(row)),
        reasons=[
            Figure(str(reason.label).rstrip("."), _about(row.declined.get(reason.value, TOO_FEW)), _reason())
            for reason in Reason
        ],
    )


def _reason() -> str:
    return _("Answers that we did not show for this reason.")


def _figures(row: MonthlyFigures) -> Iterable[Figure]:
    yield Figure(_("Answers that came"), _about(row.received), _("What came out of our locked box."))
    yield Figure(
        _("Answers shown"),
        str(row.published),
        _("Those put on this site in the month, and still here when it was over."),
    )
    yield Figure(
        _("Sent back"),
        _about(row.returned),
        _("We asked the person who wrote it to change something first."),
    )
    yield Figure(
        _("Passed to safeguarding"),
        _about(row.escalated),
        _("Someone might get hurt. The person here who deals with that read it."),
    )
    yield Figure(
        _("Days to an answer"),
        days_text(row.median_days),
        _("Half of those who had an answer in the month had it in this time. We count from the Monday of "
          "the week in which their words came out of the box."),
    )  # fmt: skip
    yield Figure(
        _("Promises kept"),
        str(row.promises_kept),
        _("For each question we say by when an answer comes. This many came by that day."),
        is_kept=row.promises_kept > 0,
    )
    yield Figure(
        _("Promises late"),
        str(row.promises_late),
        _("The day fell in the month. The answer came later, or has not come."),
    )


def _about(number: int) -> str:
    if number == TOO_FEW:
        return _("fewer than %(number)d") % {"number": FEWER}
    return _("about %(number)d") % {"number": number}


def days_text(number: int | None) -> str:
    """How many days it took, as it is kept and shown: "about 10 days"; nothing kept is too few to say."""
    if number is None:
        return _("too few to say")
    if number == 0:
        return _("fewer than 3 days")
    return ngettext("about %(number)d day", "about %(number)d days", number) % {"number": number}
