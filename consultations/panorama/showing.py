"""All that the page, the sheet for paper and the file tell: four figures, and when they were counted."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from consultations.panorama import kept, words, work
from consultations.panorama.heard import Heard, heard
from consultations.panorama.journey import Journey, journey
from consultations.panorama.promises import Promises, by_month, promises
from consultations.panorama.tables import Cell, Table
from consultations.panorama.waiting import NAMED, Waiting, waiting
from feedback.threads import published
from sheets.writing import csv_file

#: What is written by people here is in this language.
LANGUAGE = "en-GB"


@dataclass(frozen=True)
class Panorama:
    """The four figures."""

    journey: Journey
    heard: Heard
    waiting: Waiting
    promises: list[Promises]
    promised_by_month: Table
    #: The day of which everything tells that was not counted at the last emptying.
    today: date
    #: The day of the last count of words; nothing before the first.
    words_on: date | None
    language: str = LANGUAGE

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell yet."""
        return not any(
            stage.words or stage.proposals or stage.work for stage in self.journey.stages
        ) and not any(group.text for group in self.heard.groups)

    @property
    def day(self) -> str:
        """The day on which promises and work are read."""
        return day_text(self.today)

    @property
    def counted(self) -> str:
        """The day on which words were counted; empty before the first."""
        return day_text(self.words_on) if self.words_on else ""

    @property
    def figures(self) -> list[tuple[str, list[Table]]]:
        """The four figures by name, each as its tables."""
        return [
            (_("Words and work along the journey"), [self.journey.table]),
            (
                _("Who is heard, and who is not"),
                [self.heard.by_group, self.heard.by_place, self.heard.by_theme, self.heard.totals],
            ),
            (_("How long an answer takes"), [self.waiting.by_month, self.waiting.now]),
            (
                _("Promises kept, and promises late"),
                [*(one.table for one in self.promises), self.promised_by_month],
            ),
        ]

    def file(self) -> bytes:
        """All numbers as a table for spreadsheets, one a line."""
        head = [_("Figure"), _("Table"), _("Of what"), _("What is counted"), _("Number")]
        return csv_file(head, self._lines())

    def _lines(self) -> Iterator[list[Cell]]:
        yield [_("Words were counted on"), "", "", "", self.words_on.isoformat() if self.words_on else "–"]
        yield [_("Promises and work were read on"), "", "", "", self.today.isoformat()]
        for name, tables in self.figures:
            for table in tables:
                for first, *numbers in table.rows:
                    for column, number in zip(table.head[1:], numbers, strict=True):
                        yield [name, table.caption, first, column, number]


def panorama(request: HttpRequest | None, today: date) -> Panorama:
    """The four figures as they stand on a day. Seven queries, however much there is."""
    counts, names = kept.read(), words.words(request)
    months, promised = published.months(), published.promised(today)
    return Panorama(
        journey=journey(counts, names.stages, work.per_stage()),
        heard=heard(counts, names),
        waiting=waiting(months, promised, published.late_threads(today, NAMED)),
        promises=promises(months, work.steps(today), promised),
        promised_by_month=by_month(months),
        today=today,
        words_on=counts.words_on,
    )


def day_text(day: date) -> str:
    """A whole date: "14 December 2026"."""
    return date_format(day, "j F Y")
