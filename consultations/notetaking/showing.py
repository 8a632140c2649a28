"""What pages of this room say, ready to print: templates compute nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from codes import sheets
from codes.sheets import NotAShortAddressError
from consultations.events import queries as of_events
from consultations.events.queries import Names
from consultations.events.showing import shared_text
from consultations.notetaking.models import Note
from consultations.notetaking.permissions import Act, may
from consultations.notetaking.words import Words, of
from feedback.threads import published
from people.names import shown_name


@dataclass(frozen=True)
class EventRow:
    """An event at which notes are taken."""

    title: str
    when: str
    url: str
    wall: str


@dataclass(frozen=True)
class WordsRow:
    """What a note says, in words."""

    text: str
    topic: str
    #: "Said by link workers": how widely and by whom, if that is known.
    shared: str
    #: Part of the journey, themes and places.
    about: str
    on_wall: bool


@dataclass(frozen=True)
class NoteRow(WordsRow):
    """A note with its number and who typed it."""

    number: int = 0
    scribe: str = ""


@dataclass(frozen=True)
class WallPoint:
    """A point as the room reads it. ``topic`` is said where it is another than that of the point above."""

    number: int
    text: str
    shared: str
    topic: str


@dataclass(frozen=True)
class Alone:
    """Where something can be said alone: the question, the address as typed, a square that leads there."""

    question: str
    lang: str
    address: str
    url: str
    qr: SafeString | None


@dataclass(frozen=True)
class TopicToChoose:
    """A topic with those of its points that are not in the draft yet. ``key`` is empty for no topic."""

    key: str
    title: str
    points: list["PointToChoose"]


@dataclass(frozen=True)
class PointToChoose:
    """A point that can be ticked."""

    key: str
    number: int
    text: str
    shared: str


def around(person: Any, page: Any) -> dict[str, Any]:
    """What every page about the notes of an event says: which event, and where this person can go from it."""
    return {
        "page": page,
        "may_name": may(person, Act.NAME_SCRIBES, page),
        "may_import": may(person, Act.IMPORT, page),
        "may_draft": may(person, Act.PUT_INTO_DRAFT, page),
    }


def event_rows(events: Iterable[Any]) -> list[EventRow]:
    """Events, as a list shows them."""
    return [
        EventRow(
            event.title,
            capfirst(event.when.text),
            reverse("notetaking:notes", args=[event.pk]),
            reverse("notetaking:wall", args=[event.pk]),
        )
        for event in events
    ]


def note_rows(notes: Sequence[Note]) -> list[NoteRow]:
    """Notes, as lists show them. One query, however many there are, and none if there are none."""
    names = of_events.names(None) if notes else Names()
    return [_note_row(note, names) for note in notes]


def note_row(note: Note) -> NoteRow:
    """One note. Two queries."""
    return _note_row(note, of_events.names(None))


def words_row(words: Words) -> WordsRow:
    """Words that are not saved. One query."""
    return WordsRow(**_said(words, of_events.names(None)))


def _note_row(note: Note, names: Names) -> NoteRow:
    return NoteRow(**_said(of(note), names), number=note.number, scribe=shown_name(note.scribe))


def _said(words: Words, names: Names) -> dict[str, Any]:
    stage = [names.stages[words.stage]] if words.stage in names.stages else []
    themes = [names.themes[one] for one in words.themes if one in names.themes]
    places = [names.places[one] for one in (words.custody, words.release) if one in names.places]
    return {
        "text": words.text,
        "topic": words.topic_title,
        "shared": shared_text(words.strength, words.said_by, get_language() or ""),
        "about": " · ".join([*stage, *themes, *places]),
        "on_wall": words.on_wall,
    }


def wall_points(notes: Sequence[Note]) -> list[WallPoint]:
    """The wall, newest first. No query."""
    found, above = [], None
    for note in notes:
        topic = note.topic_title
        shared = shared_text(note.strength, tuple(note.said_by), get_language() or "")
        found.append(WallPoint(note.number, note.text, shared, "" if topic == above else topic))
        above = topic
    return found


def said_alone(page: Any) -> Alone:
    """Where to say what one would rather say alone: a thread about the event that is open, or all that are.

    One query.
    """
    key = str(page.pk)
    there = published.hanging_on("event", [key], timezone.localdate()).get(key, [])
    thread = next((one for one in there if one.is_open), None)
    link = settings.BASE_URL + (thread.url if thread else reverse("threads:index"))
    try:
        square = sheets.qr(link)
    except NotAShortAddressError:
        square = None
    return Alone(
        thread.question if thread else "", thread.lang if thread else "", sheets.short(link), link, square
    )


def topics_to_choose(notes: Iterable[Note]) -> list[TopicToChoose]:
    """Notes under their topics, in the order in which topics first came up."""
    language = get_language() or ""
    found: dict[str, TopicToChoose] = {}
    for note in notes:
        key = str(note.topic or "")
        topic = found.setdefault(key, TopicToChoose(key, note.topic_title or _("Without a topic"), []))
        shared = shared_text(note.strength, tuple(note.said_by), language)
        topic.points.append(PointToChoose(str(note.key), note.number, note.text, shared))
    return list(found.values())
