"""Answers for research: one thread as two tables, answers and what their columns mean, in one file.

Only words whose author allowed research, only from threads whose basis is evaluation or research and whose
approvals are noted. Published words go out as they are published. Words that were read and are not shown go
out if their author allows research all the same; nobody has taken anything out of them by hand, so all that
`detection` finds is taken out here, and the table says which they are. Of an answer nothing goes out that
leads back to it: a key drawn for this file alone, the month, no receipt; the order is that of the keys.
"""

import io
import logging
import secrets
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from disclosure.tables import LEAST
from feedback.detection import findings
from feedback.detection.redaction import redact
from feedback.moderation.arrivals import Prisons
from feedback.moderation.enums import Attention
from feedback.moderation.models import Item, ResearchExport
from feedback.moderation.permissions import Act, may
from feedback.moderation.turns import MayNotError
from feedback.moderation.words import opened
from feedback.threads import bars
from feedback.threads.enums import Basis, State
from feedback.threads.gate import RefusedError
from feedback.threads.models import Contribution, Thread
from people.models import Person
from sheets.writing import csv_file

log = logging.getLogger(__name__)

#: On what basis answers may be studied.
BASES = (Basis.EVALUATION, Basis.RESEARCH)
PUBLISHED, READ_ONLY = "published", "read-only"
#: Every file of a zip has a day; this one says nothing.
_NO_DAY = (1980, 1, 1, 0, 0, 0)
_AT_ONCE = 500


class NotForResearchError(RefusedError):
    """The thread's basis does not allow it, or nobody noted the approvals."""

    sentence = gettext_lazy(
        "This question was not asked for research or evaluation, or its approvals are not noted yet. "
        "Its answers cannot be taken out."
    )


def exportable() -> QuerySet[Thread]:
    """The threads whose answers may be studied."""
    return Thread.objects.public().filter(basis__in=BASES).exclude(references="")


@transaction.atomic
def export(thread: Thread, *, by: Person) -> bytes:
    """A zip with the answers and the dictionary of their columns; that it was taken is noted, with the day.

    Raises:
        MayNotError: they may not.
        NotForResearchError: the thread is not for research.
    """
    if not may(by, Act.EXPORT):
        raise MayNotError(_("You may not take out answers for research."))
    if not thread.references.strip() or not exportable().filter(pk=thread.pk).exists():
        raise NotForResearchError
    rows = sorted(_rows(thread, by), key=lambda row: row.key)
    table = Table(thread, rows)
    ResearchExport.objects.create(thread=thread, by=by, day=timezone.localdate())
    return _zipped({"answers.csv": table.answers(), "dictionary.csv": table.dictionary()})


# --- Which answers, and what of them --------------------------------------------------------


@dataclass(frozen=True)
class Row:
    """An answer as it goes out."""

    #: Drawn for this file.
    key: str
    month: str
    kind: str
    source: str
    words: str
    themes: str
    stage: str
    role_group: str
    for_somebody_else: bool
    face: int | None
    choices: dict[str, Any]
    asks_for_change: bool
    warnings: str


def answers_of(thread: Thread, person: Person) -> QuerySet[Contribution]:
    """Whose authors said yes to research: what is published, and what was read and is not for showing.

    Of the latter nothing that safeguarding has or had, and nothing about a prison that the person is tied to.
    """
    read = Item.objects.filter(attention__gt=Attention.ESCALATED).without_prisons_of(person).values("pk")
    kept = Q(state=State.HELD, was_read=True, may_show=False, item__in=read)
    rows = Contribution.objects.filter(Q(state=State.PUBLISHED) | kept, thread=thread, may_research=True)
    return rows.order_by("pk")


def _rows(thread: Thread, person: Person) -> Iterator[Row]:
    prisons = Prisons()
    found = answers_of(thread, person).select_related("stage").prefetch_related("themes")  # type: ignore[misc]
    for one in found.iterator(chunk_size=_AT_ONCE):
        words = _published(one) if one.state == State.PUBLISHED else _redacted(one, prisons)
        if words is None:
            log.error("Words given to research cannot be opened; they are left out of an export.")
            continue
        yield Row(
            key=secrets.token_hex(8),
            month=f"{one.week:%Y-%m}",
            kind=one.kind,
            source=PUBLISHED if one.state == State.PUBLISHED else READ_ONLY,
            words=words,
            themes="; ".join(sorted(theme.slug for theme in one.themes.all())),
            stage=one.stage.key if one.stage else "",
            role_group=one.role_group,
            for_somebody_else=one.for_somebody_else,
            face=one.face,
            choices=one.choices,
            asks_for_change=one.asks_for_change,
            warnings="; ".join(one.warnings),
        )


def _published(one: Contribution) -> str:
    return bars.told(one.words)


def _redacted(one: Contribution, prisons: Prisons) -> str | None:
    """Words that nobody published, without what was found in them; none if they cannot be opened."""
    said = opened(one)
    if said.locked:
        return None
    found = findings.find(said.words, places=prisons.slugs)
    return bars.told(bars.written(redact(said.words, [(span.start, span.end, span.kind) for span in found])))


# --- The two tables -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Column:
    """One column: its name, what it means, what can stand in it."""

    name: str
    meaning: str
    values: str


class Table:
    """Answers and their dictionary."""

    def __init__(self, thread: Thread, rows: Sequence[Row]) -> None:
        self.thread, self.rows = thread, rows
        groups = Counter(row.role_group for row in rows if row.role_group)
        #: The same rule as on the page: a group stands beside words once there are 8 of it.
        self.shown_groups = {group for group, number in groups.items() if number >= LEAST}
        self.asked: list[dict[str, Any]] = list(thread.choices)

    def answers(self) -> bytes:
        """One row for each answer."""
        return csv_file([column.name for column in self.columns()], (self._cells(row) for row in self.rows))

    def dictionary(self) -> bytes:
        """What the file is, and what each column means."""
        about = [Column("(this file)", meaning, values) for meaning, values in self._about()]
        rows = [(one.name, one.meaning, one.values) for one in [*about, *self.columns()]]
        return csv_file(["column", "meaning", "values"], rows)

    def columns(self) -> list[Column]:
        """All columns, in their order."""
        yes_no = "yes, no"
        return [
            Column("id", "drawn by chance for this file; it is found nowhere else", "16 characters"),
            Column("month", "month of the week in which the answer came out of the box", "year-month"),
            Column("kind", "what it is", "answer, or a kind of a later room"),
            Column(
                "source",
                "published: as everybody can read it, moderators took out what could give somebody away. "
                "read-only: its author wants it in research and not shown. A program took out what it found; "
                "nobody has checked it. Treat these words as identifiable.",
                f"{PUBLISHED}, {READ_ONLY}",
            ),
            Column(
                "words",
                "the words; what was taken out stands as [taken out: a name]; an apostrophe stands before "
                "what a spreadsheet would calculate",
                "text, may be empty",
            ),
            Column("themes", "themes that moderators gave it", "short names, with semicolons"),
            Column("stage", "part of the journey it is about", "short name; empty: none given"),
            Column(
                "role_group",
                f"group its author chose; left empty for groups of fewer than {LEAST} answers in this file",
                ", ".join(sorted(self.shown_groups)) or "none in this file",
            ),
            Column("for_somebody_else", "its author told it for somebody else", yes_no),
            Column("face", str(self.thread.asks_faces) or "not asked", "1 (very bad) to 5 (very good)"),
            Column("asks_for_change", "moderators saw in it a wish for something to change", yes_no),
            Column("warnings", "what may be hard to read in it", "short names, with semicolons"),
            *(
                Column(
                    f"choice_{asked['key']}",
                    str(asked["question"]),
                    "; ".join(f"{value}: {label}" for value, label in asked["options"]),
                )
                for asked in self.asked
            ),
        ]  # fmt: skip

    def _cells(self, row: Row) -> list[object]:
        return [
            row.key, row.month, row.kind, row.source, row.words, row.themes, row.stage,
            row.role_group if row.role_group in self.shown_groups else "",
            _yes(row.for_somebody_else), row.face or "", _yes(row.asks_for_change), row.warnings,
            *(row.choices.get(asked["key"], "") for asked in self.asked),
        ]  # fmt: skip

    def _about(self) -> list[tuple[str, str]]:
        return [
            ("the question", str(self.thread.question)),
            ("on what basis people were asked", str(Basis(self.thread.basis).value)),
            ("approvals and references", str(self.thread.references)),
            ("who is in it", "only answers whose authors said yes to research"),
            ("what is not in it", "names, days, receipts, who has an account: none of these is known here"),
            (
                "what you owe",
                "whoever takes their words back later is gone from the next file, not from this one: "
                "delete it when your approval says so, and pass it on to nobody",
            ),
        ]


def _yes(value: bool) -> str:
    return "yes" if value else "no"


def _zipped(files: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, date_time=_NO_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return packed.getvalue()
