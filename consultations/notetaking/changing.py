"""Changing a note that was saved, and removing it for good."""

from typing import Any

from django.db import transaction

from consultations.notetaking import words as as_words
from consultations.notetaking.enums import NoteState
from consultations.notetaking.models import Note
from consultations.notetaking.permissions import Act
from consultations.notetaking.refusals import RemovedError, StaleError
from consultations.notetaking.turns import refuse_unless, taken, turned
from consultations.notetaking.words import Words
from people.models import Person

#: What a removed note says.
_NOTHING = {**Words("").columns(), "on_wall": False}


@transaction.atomic
def change(page: Any, number: int, words: Words, *, by: Person, version: int) -> Note:
    """Save other words; ``version`` is that of the note which they were made from.

    Whoever saves what stands there already changes nothing.

    Raises:
        Note.DoesNotExist: no note of this number.
        MayNotError, NothingSaidError, TooLongError, TopicTooLongError.
        RemovedError: somebody removed it.
        StaleError: somebody changed it meanwhile; carries both texts. Nothing was changed.
    """
    refuse_unless(by, Act.TAKE, page)
    words = as_words.kept(page.pk, words)
    book = taken(page)
    note = Note.objects.get(page=page.pk, number=number)
    if note.state == NoteState.REMOVED:
        raise RemovedError
    if as_words.of(note) == words:
        return note
    if note.version != version:
        raise StaleError(note, words)
    return _write(note, words.columns(), turned(book))


@transaction.atomic
def remove(page: Any, number: int, *, by: Person) -> Note:
    """Take a note away: its words go at once and for good. Doing it again changes nothing.

    A point that was put into the draft of the page stays there: that text is its writer's.

    Raises:
        Note.DoesNotExist: no note of this number.
        MayNotError.
    """
    refuse_unless(by, Act.TAKE, page)
    book = taken(page)
    note = Note.objects.get(page=page.pk, number=number)
    if note.state == NoteState.REMOVED:
        return note
    return _write(note, {**_NOTHING, "state": NoteState.REMOVED}, turned(book))


def _write(note: Note, columns: dict[str, Any], changed: int) -> Note:
    for name, value in columns.items():
        setattr(note, name, value)
    note.version += 1
    note.changed = changed
    note.save(update_fields=[*columns, "version", "changed"])
    return note
