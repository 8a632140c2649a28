"""Reading a list of points as spreadsheets save it: each row checked, errors by line, good rows kept.

Commas, semicolons, tabs or bars between the columns, UTF-8, UTF-16 or the Windows encoding, and line breaks
inside a cell are all read. A quotation mark that is never closed spoils its own row, not the rest. What looks
like a formula is no words of anybody, and is refused; it is never run and nobody else's spreadsheet gets it.
"""

import csv
import re
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from consultations.events.enums import Strength
from consultations.notetaking.models import LONGEST_TEXT, LONGEST_TOPIC
from consultations.notetaking.refusals import UnreadableListError
from consultations.notetaking.topics import TopicOffered
from consultations.notetaking.words import Words, new_topic, tidied
from vocabulary.models import JourneyStage, Place, PlaceKind, Theme
from vocabulary.role_groups import RoleGroup

LARGEST_BYTES = 8 * 1024 * 1024
MOST_ROWS = 10_000
#: More lines than that many rows can have: counted before anything is parsed.
_MOST_LINES = 5 * MOST_ROWS
#: A cell with more line breaks than this is a quotation mark that was never closed.
_LONGEST_CELL_LINES = 30
_LONGEST_ROW = 20_000
_LONGEST_SHOWN = 160
_SEPARATORS = ",;\t|"
#: Headings as people write them, in any case.
HEADINGS = {
    "point": "text", "points": "text", "text": "text", "what was said": "text", "note": "text",
    "topic": "topic_title", "subject": "topic_title",
    "stage": "stage", "journey stage": "stage", "part of the journey": "stage",
    "theme": "themes", "themes": "themes",
    "said by": "said_by", "who said it": "said_by", "group": "said_by", "groups": "said_by",
    "strength": "strength", "how widely it was shared": "strength", "how widely shared": "strength",
    "custody": "custody", "place of custody": "custody", "prison": "custody",
    "release": "release", "place of release": "release", "area of release": "release",
}  # fmt: skip
#: "=2+2", "=cmd|…", "+SUM(A1)", "-HYPERLINK(…)", "@SUM(…)"; not "- they said so", not "-5 degrees".
_FORMULA = re.compile(r"=|@\w+\(|[+-][\w.$]*\(|[+-]\w+[|!]")
#: What exports put before a cell that a spreadsheet would take for a formula.
_GUARDED = re.compile(r"'(?=[=+\-@\t\r])")
#: Several names in one cell.
_BETWEEN = re.compile(r"[|+;]")
#: Namespace of the keys of points that come from lists. Never change it.
_KEYS = uuid.UUID("b7c1f5b2-7d0e-4df1-8d0c-5f9b9f1c2a55")


@dataclass(frozen=True)
class Row:
    """A point that can be taken in. ``line`` is the line of the file on which it begins, from 1."""

    line: int
    key: uuid.UUID
    words: Words


@dataclass(frozen=True)
class BadRow:
    """A row that cannot be used: its line, what it says, what is wrong."""

    line: int
    shown: str
    reason: str


@dataclass
class ReadPoints:
    """The good rows and the bad ones."""

    good: list[Row] = field(default_factory=list)
    bad: list[BadRow] = field(default_factory=list)


class _BadRowError(Exception):
    """What is wrong with a row, as a sentence."""


def decoded(data: bytes) -> str:
    """The text of an uploaded file.

    Raises:
        UnreadableListError: too large, or no text.
    """
    if len(data) > LARGEST_BYTES:
        raise too_long()
    with_mark = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    for encoding in ("utf-16",) if with_mark else ("utf-8-sig", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise UnreadableListError(_("This file is not a list in text. Save it as CSV and try again."))


def too_long() -> UnreadableListError:
    """What is said of a list that nobody could look through."""
    sentence = _("This list is too long. Take in at most %(rows)s points at a time.") % {
        "rows": f"{MOST_ROWS:,}"
    }
    return UnreadableListError(sentence)


def read(page_id: int, text: str, topics: Sequence[TopicOffered] = ()) -> ReadPoints:
    """Check every row. The first line names the columns; only that of the points has to be there.

    ``topics`` are those the event has: a row that names one by its title belongs to it.

    Raises:
        UnreadableListError: too many rows, or no column of points.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if len(lines) > _MOST_LINES:
        raise too_long()
    separator = _separator(lines)
    rows = _rows(lines, separator)
    columns = _columns(next((cells for _line, cells in rows if any(cells)), []))
    checker = _Checker(page_id, topics, separator)
    result, seen, count = ReadPoints(), dict[uuid.UUID, int](), 0
    for line, cells in rows:
        if not any(cells):
            continue
        count += 1
        if count > MOST_ROWS:
            raise too_long()
        try:
            row = checker.check(line, cells, columns)
            if row.key in seen:
                raise _BadRowError(_("This repeats line %(line)s.") % {"line": seen[row.key]})
        except _BadRowError as wrong:
            result.bad.append(BadRow(line, _shown(cells), str(wrong)))
        else:
            seen[row.key] = line
            result.good.append(row)
    if not count:
        raise UnreadableListError(_("There is nothing below the headings."))
    return result


def _columns(heading: Sequence[str]) -> list[str]:
    columns = [HEADINGS.get(tidied(cell).casefold(), "") for cell in heading]
    if "text" not in columns:
        raise UnreadableListError(
            _("The first line has to name the columns, and one of them has to be called “point”.")
        )
    return columns


def _separator(lines: Sequence[str]) -> str:
    first = next((line for line in lines if line.strip()), "")
    return max(_SEPARATORS, key=first.count)


def _rows(lines: Sequence[str], separator: str) -> Iterator[tuple[int, list[str]]]:
    """Rows with the line on which they begin; a cell may go over several lines."""
    at = 0
    while at < len(lines):
        last = min(at + _LONGEST_CELL_LINES, len(lines))
        reader = csv.reader((f"{lines[n]}\n" for n in range(at, last)), delimiter=separator, strict=True)
        try:
            cells, used = next(reader, []), reader.line_num
        except csv.Error:
            # A quotation mark that nothing closes is a character like any other: this line stands alone.
            alone = csv.reader([lines[at][:_LONGEST_ROW]], delimiter=separator, quoting=csv.QUOTE_NONE)
            cells, used = next(alone, []), 1
        yield at + 1, [cell.strip() for cell in cells]
        at += used


def _shown(cells: Sequence[str]) -> str:
    return tidied(", ".join(filter(None, cells)))[:_LONGEST_SHOWN]


class _Checker:
    """Checks rows against the words of this site; looks these up once, three queries."""

    def __init__(self, page_id: int, topics: Sequence[TopicOffered], separator: str) -> None:
        self.page_id = page_id
        self.topics = {one.title.casefold(): one for one in topics}
        stages = JourneyStage.objects.values_list("key", "name", "short_name")
        self.stages = _by_name((one[0], one) for one in stages)
        self.themes = _by_name((one[0], one) for one in Theme.objects.values_list("slug", "name"))
        self.groups = _by_name((one.value, (one.value, str(one.label))) for one in RoleGroup)
        self.strengths = _by_name((one.value, (one.value, str(one.label))) for one in Strength)
        places = list(Place.objects.values_list("kind", "slug", "name"))
        self.custody = _places(places, PlaceKind.PRISON, PlaceKind.REGION)
        self.release = _places(places, PlaceKind.RELEASE_AREA, PlaceKind.REGION)

    def check(self, line: int, cells: Sequence[str], columns: Sequence[str]) -> Row:
        if len(cells) > len(columns) and any(cells[len(columns) :]):
            raise _BadRowError(
                _("There are more cells than headings. Put words with a comma in quotation marks.")
            )
        given = {name: _unguarded(cell) for name, cell in zip(columns, cells, strict=False) if name}
        text = self._words(given.get("text", ""), LONGEST_TEXT)
        if not text:
            raise _BadRowError(_("There is no point in this row."))
        title = self._words(given.get("topic_title", ""), LONGEST_TOPIC)
        known = self.topics.get(title.casefold())
        words = Words(
            text=text,
            topic=known.key if known else new_topic(self.page_id, title) if title else None,
            topic_title=known.title if known else title,
            stage=_one(given.get("stage", ""), self.stages, _("There is no part of the journey “%(name)s”.")),
            themes=_several(given.get("themes", ""), self.themes, _("There is no theme “%(name)s”.")),
            said_by=_several(
                given.get("said_by", ""),
                self.groups,
                _("There is no group “%(name)s”."),
            ),
            strength=_one(
                given.get("strength", ""),
                self.strengths,
                _("There is no strength “%(name)s”."),
            ),
            custody=_one(
                given.get("custody", ""), self.custody, _("There is no prison or region “%(name)s”.")
            ),
            release=_one(given.get("release", ""), self.release, _("There is no area or region “%(name)s”.")),
        )
        return Row(line, key_of(self.page_id, title, text), words)

    def _words(self, cell: str, most: int) -> str:
        words = tidied(cell)
        if _FORMULA.match(words):
            raise _BadRowError(_("This begins like a formula. Put the words that were said."))
        if len(words) > most:
            raise _BadRowError(
                _("This is too long. Use at most %(most)s letters in a cell.") % {"most": most}
            )
        return words


def key_of(page_id: int, topic: str, text: str) -> uuid.UUID:
    """The key of a point from a list: the same words on the same topic are the same point."""
    return uuid.uuid5(_KEYS, "\n".join([str(page_id), topic.casefold(), text]))


def _unguarded(cell: str) -> str:
    return _GUARDED.sub("", cell, count=1) if cell.startswith("'") else cell


def _by_name(pairs: "Iterator[tuple[str, Sequence[str]]]") -> dict[str, str]:
    """What is stored, by each of its names in any case."""
    return {tidied(name).casefold(): stored for stored, names in pairs for name in names}


def _places(places: Sequence[tuple[str, str, str]], *kinds: PlaceKind) -> dict[str, str]:
    return _by_name((slug, (slug, name)) for kind, slug, name in places if kind in kinds)


def _one(cell: str, known: Mapping[str, str], sentence: str) -> str:
    name = tidied(cell)
    if not name:
        return ""
    if name.casefold() not in known:
        raise _BadRowError(sentence % {"name": capfirst(name[:60])})
    return known[name.casefold()]


def _several(cell: str, known: Mapping[str, str], sentence: str) -> tuple[str, ...]:
    if tidied(cell).casefold() in known:
        return (known[tidied(cell).casefold()],)
    names = [name for name in map(tidied, _BETWEEN.split(cell)) if name]
    return tuple(dict.fromkeys(_one(name, known, sentence) for name in names))
