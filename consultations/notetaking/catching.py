"""Catching a point: saved once, however often it is sent."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from consultations.notetaking import detail
from consultations.notetaking import words as as_words
from consultations.notetaking.enums import NoteState
from consultations.notetaking.models import Note
from consultations.notetaking.permissions import Act
from consultations.notetaking.refusals import StaleError
from consultations.notetaking.turns import refuse_unless, taken, turned
from consultations.notetaking.words import Words
from people.models import Person


@dataclass(frozen=True)
class Caught:
    """A note that is saved; ``again`` if it was before.

    ``kept_off`` tells what it seems to hold that the room should not see: it is not on the wall then.
    """

    note: Note
    again: bool = False
    kept_off: tuple[str, ...] = ()

    @property
    def removed(self) -> bool:
        """Whether somebody has removed it since: it does not come back by being sent again."""
        return self.note.state == NoteState.REMOVED


@transaction.atomic
def catch(page: Any, key: uuid.UUID, words: Words, *, by: Person, as_sent: bool = False) -> Caught:
    """Save what was said. ``key`` was made by whoever wrote it down; sent again, it is saved once.

    ``as_sent`` says that the words cannot have been changed since they were first sent with this key: a page
    that keeps them until it hears that they arrived. Without it, other words under a key that is there are
    somebody going back and writing on. What looks like a name or a number of somebody is saved, off the wall.

    Raises:
        MayNotError: they take no notes here, or the event is cancelled.
        NothingSaidError, TooLongError, TopicTooLongError.
        StaleError: there is a note of this key that reads otherwise. Nothing was changed.
    """
    refuse_unless(by, Act.TAKE, page)
    words, kept_off = detail.kept_off(as_words.kept(page.pk, words))
    book = taken(page)
    there = Note.objects.filter(page=page.pk, key=key).first()
    if there is not None:
        if as_sent or there.state == NoteState.REMOVED or as_words.of(there) == words:
            return Caught(there, again=True)
        raise StaleError(there, words)
    version = turned(book, new=1)
    note = Note(page_id=page.pk, key=key, scribe=by, **words.columns())
    note.number, note.changed = book.last_number, version
    note.save(force_insert=True)
    return Caught(note, kept_off=kept_off)
