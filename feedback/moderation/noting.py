"""Private notes about a contribution: for those who moderate it, without copies of its words."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from feedback.moderation.copying import refuse_copies
from feedback.moderation.models import Item, Note
from feedback.moderation.permissions import Act
from feedback.moderation.turns import refuse_unless
from feedback.moderation.words import written_about
from feedback.threads import held_words
from feedback.threads.gate import RefusedError
from people.models import Person


class EmptyNoteError(RefusedError):
    """There are no words."""

    sentence = _("Write a note first.")


@transaction.atomic
def note(item: Item, words: str, *, by: Person) -> Note:
    """Leave a note. It changes nothing else, so it is never stale.

    Raises:
        EmptyNoteError: there are no words.
        CopiesWordsError: it repeats six or more words in a row of what the author wrote.
        MayNotError.
    """
    refuse_unless(by, Act.NOTE, item)
    return write_note(item, words, by=by)


def write_note(item: Item, words: str, *, by: Person) -> Note:
    """The row of a note. Called inside acts that have asked whether they may."""
    if not words.strip():
        raise EmptyNoteError
    refuse_copies(words, written_about(item))
    held = held_words.lock({"words": words.strip()})
    return Note.objects.create(item=item, held=held, by=by, day=timezone.localdate())
