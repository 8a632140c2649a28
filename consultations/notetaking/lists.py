"""Reading a list of points as spreadsheets save it: each row checked, errors by line, good rows kept.

What stands between cells, encodings and formulas are dealt with in `sheets.reading`; here is what rows mean.
"""

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
from sheets import reading
from sheets.reading import BadRowError, SheetRow, UnreadableSheetError
from vocabulary.models import JourneyStage, Place, PlaceKind, Theme
from vocabulary.role_groups import RoleGroup

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


def decoded(data: bytes) -> str:
    """The text of an uploaded file.

    Raises:
        UnreadableListError: too large, or no text.
    """
    try:
        return reading.decoded(data)
    except UnreadableSheetError as wrong:
        raise UnreadableListError(str(wrong)) from wrong


def read(page_id: int, text: str, topics: Sequence[TopicOffered] = ()) -> ReadPoints:
    """Check every row. The first line names the columns; only that of the points has to be there.

    ``topics`` are those the event has: a row that names one by its title belongs to it.

    Raises:
        UnreadableListError: too many rows, or no column of points.
    """
    try:
        return _read(page_id, text, topics)
    except UnreadableSheetError as wrong:
        raise UnreadableListError(str(wrong)) from wrong


def _read(page_id: int, text: str, topics: Sequence[TopicOffered]) -> ReadPoints:
    checker = _Checker(page_id, topics)
    result, seen = ReadPoints(), dict[uuid.UUID, int]()
    for given in reading.rows(text, HEADINGS, needed=["text"]):
        try:
            row = checker.check(given)
            if row.key in seen:
                raise BadRowError(_("This repeats line %(line)s.") % {"line": seen[row.key]})
        except BadRowError as wrong:
            result.bad.append(BadRow(given.line, given.shown, str(wrong)))
        else:
            seen[row.key] = given.line
            result.good.append(row)
    return result


class _Checker:
    """Checks rows against the words of this site; looks these up once, three queries."""

    def __init__(self, page_id: int, topics: Sequence[TopicOffered]) -> None:
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

    def check(self, row: SheetRow) -> Row:
        if row.too_many:
            raise BadRowError(
                _("There are more cells than headings. Put words with a comma in quotation marks.")
            )
        given = row.cells
        text = row.words("text", LONGEST_TEXT)
        if not text:
            raise BadRowError(_("There is no point in this row."))
        title = row.words("topic_title", LONGEST_TOPIC)
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
        return Row(row.line, key_of(self.page_id, title, text), words)


def key_of(page_id: int, topic: str, text: str) -> uuid.UUID:
    """The key of a point from a list: the same words on the same topic are the same point."""
    return uuid.uuid5(_KEYS, "\n".join([str(page_id), topic.casefold(), text]))


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
        raise BadRowError(sentence % {"name": capfirst(name[:60])})
    return known[name.casefold()]


def _several(cell: str, known: Mapping[str, str], sentence: str) -> tuple[str, ...]:
    if tidied(cell).casefold() in known:
        return (known[tidied(cell).casefold()],)
    names = [name for name in map(tidied, _BETWEEN.split(cell)) if name]
    return tuple(dict.fromkeys(_one(name, known, sentence) for name in names))
