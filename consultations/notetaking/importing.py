"""Taking in a list of points: uploaded, looked at, then taken in or dropped."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from consultations.notetaking import lists, topics
from consultations.notetaking.enums import NoteState
from consultations.notetaking.models import Note, ReadList
from consultations.notetaking.permissions import Act
from consultations.notetaking.refusals import ListGoneError
from consultations.notetaking.turns import refuse_unless, taken, turned
from people.models import Person

#: Rows made and written together: few statements, and never all of a long list in memory twice.
_TOGETHER = 500


@dataclass(frozen=True)
class TakenIn:
    """What became of the rows of a list."""

    added: int
    #: Points that were there before, or were removed: they are left as they are.
    there: int
    bad: int


@transaction.atomic
def lay_down(page: Any, data: bytes, *, by: Person) -> ReadList:
    """Keep a file until it was looked at. Another one of the same person for this event goes.

    Raises:
        MayNotError.
        UnreadableListError: nothing of it can be taken in.
    """
    refuse_unless(by, Act.IMPORT, page)
    text = lists.decoded(data)
    lists.read(page.pk, text)
    ReadList.objects.filter(page=page.pk, person=by).delete()
    return ReadList.objects.create(page_id=page.pk, person=by, day=timezone.localdate(), text=text)


def look(page: Any, key: uuid.UUID, *, by: Person) -> lists.ReadPoints:
    """What a list that was laid down says. Changes nothing.

    Raises:
        MayNotError, ListGoneError.
    """
    refuse_unless(by, Act.IMPORT, page)
    return _read(page, _mine(page, key, by))


@transaction.atomic
def take_in(page: Any, key: uuid.UUID, *, by: Person) -> TakenIn:
    """Make notes of the good rows of a list; the list goes. They are not shown on the wall.

    A point that is there already, or was removed, is left as it is: the same list taken in twice doubles
    nothing.

    Raises:
        MayNotError, ListGoneError.
    """
    refuse_unless(by, Act.IMPORT, page)
    laid_down = _mine(page, key, by)
    found = _read(page, laid_down)
    book = taken(page)
    there = set(Note.objects.filter(page=page.pk).values_list("key", flat=True))
    fresh = [row for row in found.good if row.key not in there]
    if fresh:
        first = book.last_number + 1
        changed = turned(book, new=len(fresh))
        for at in range(0, len(fresh), _TOGETHER):
            some = enumerate(fresh[at : at + _TOGETHER], start=first + at)
            Note.objects.bulk_create([_note(page, number, changed, row, by) for number, row in some])
    laid_down.delete()
    return TakenIn(len(fresh), len(found.good) - len(fresh), len(found.bad))


@transaction.atomic
def drop(page: Any, key: uuid.UUID, *, by: Person) -> None:
    """Take in nothing; the list goes. Doing it again changes nothing.

    Raises:
        MayNotError.
    """
    refuse_unless(by, Act.IMPORT, page)
    ReadList.objects.filter(pk=key, page=page.pk, person=by).delete()


def _mine(page: Any, key: uuid.UUID, by: Person) -> ReadList:
    found = ReadList.objects.filter(pk=key, page=page.pk, person=by).first()
    if found is None:
        raise ListGoneError
    return found


def _read(page: Any, laid_down: ReadList) -> lists.ReadPoints:
    return lists.read(page.pk, laid_down.text, topics.offered(page))


def _note(page: Any, number: int, changed: int, row: lists.Row, by: Person) -> Note:
    columns = {**row.words.columns(), "on_wall": False}
    return Note(
        page_id=page.pk,
        key=row.key,
        number=number,
        changed=changed,
        scribe=by,
        state=NoteState.CAUGHT,
        **columns,
    )
