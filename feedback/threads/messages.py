"""What those who moderate write to the holder of a receipt. They speak in a role, never by name."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from feedback.threads import gate, held_words
from feedback.threads.enums import State
from feedback.threads.models import Contribution, Message
from feedback.threads.said import LONGEST_MESSAGE, plain


class NoMessageError(gate.RefusedError):
    """There are no words, or too many."""

    sentence = _("Write a message of at most 2,000 characters.")


@transaction.atomic
def write_to_author(contribution: Contribution, words: str, *, signed: str, day: date) -> Message:
    """Leave a message for whoever holds the receipt; it can be read at once.

    ``signed`` is the role it speaks in, as text: no key to a person.

    Raises:
        NoMessageError: there are no words, or more than fit.
        threads.gate.WithdrawnError: its author has withdrawn it.
    """
    words = plain(words)
    if not words or len(words) > LONGEST_MESSAGE:
        raise NoMessageError
    there = Contribution.objects.select_for_update().filter(pk=contribution.pk)
    if not there.exclude(state=State.WITHDRAWN).exists():
        raise gate.WithdrawnError
    held = held_words.lock({"words": words})
    return Message.objects.create(
        contribution=contribution, from_author=False, held=held, signed=signed, day=day
    )
