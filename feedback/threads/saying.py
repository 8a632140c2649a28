"""Saying something: into the box it goes. Nothing else is written, and no other row is locked."""

import time
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from codes.indexes import index_in_turn, index_of
from codes.slow_hash import Kind
from feedback.letterbox import copies, posting
from feedback.letterbox.nonces import Nonce, receipt_of
from feedback.letterbox.posting import Outcome
from feedback.threads import gate, letters
from feedback.threads.enums import Access
from feedback.threads.models import Contribution, Thread
from feedback.threads.participation import Claim
from feedback.threads.said import LONGEST, LONGEST_MESSAGE, Said


class RefusedError(Exception):
    """``sentence`` says why, to people."""

    sentence: "str | Promise" = ""

    def __str__(self) -> str:
        return str(self.sentence)


class NothingSaidError(RefusedError):
    """No words, and nothing chosen."""

    sentence = _("Write something first. A few words are enough.")


class TooLongError(RefusedError):
    """More than fits into an envelope."""

    sentence = _("This is too long to send. Make it shorter.")


class NotOpenError(RefusedError):
    """The thread takes no answers: not opened yet, over, or taken away."""

    sentence = _("This question takes no more answers.")


class CodeNeededError(RefusedError):
    """The thread is for people with a code."""

    sentence = _("You need a code from one of our slips to answer this.")


def takes_answers(thread: Thread, day: date) -> bool:
    """Whether a thread takes answers on this day. Its last day is one of them."""
    found = thread.opened_on is not None and (thread.unlisted or not thread.hidden)
    return found and not thread.handed_in and thread.opens_on <= day <= thread.closes_on


def say(
    thread: Thread,
    said: Said,
    *,
    nonce: Nonce,
    address: str = "",
    claim: Claim | None = None,
    paper: bool = False,
    begun_on: date | None = None,
) -> Outcome:
    """Put a contribution of any kind into the box. Who says it is nobody's business, so there is no ``by``.

    The receipt is `letterbox.nonces.receipt_of(nonce)`; its slow hash waits for a turn of ``address``, or is
    made at once where nobody asks over the network. ``claim`` is a participation code; what came on paper
    (``paper``) needs none. Whoever began (``begun_on``) while the thread was open may finish.

    Raises:
        NothingSaidError, TooLongError, NotOpenError, CodeNeededError.
        codes.turns.BusyError: too many ask just now.
        letterbox.posting.BoxShutError: there is no key to seal to.
    """
    if said.is_empty:
        raise NothingSaidError
    if len(said.words) > LONGEST:
        raise TooLongError
    if not takes_answers(thread, begun_on or timezone.localdate()):
        raise NotOpenError
    if thread.access == Access.BY_CODE and claim is None and not paper:
        raise CodeNeededError
    group = claim.role_group if claim else said.role_group
    body = {
        **said.body(),
        "thread": thread.pk,
        "role_group": group,
        "paper": paper,
        "code": claim.code if claim else None,
    }
    return posting.post(
        letters.CONTRIBUTION,
        body,
        nonce=nonce,
        receipt_index=receipt_index(receipt_of(nonce), address=address),
        single=claim.single if claim else None,
    )


def receipt_index(receipt: str, *, address: str = "") -> bytes:
    """The slow hash under which what a receipt leads to is found."""
    if address:
        return index_in_turn(receipt, Kind.RECEIPT, address=address)
    return index_of(receipt, Kind.RECEIPT)


# --- With a receipt: to what was said with it, also while it is still in the box -----------


def change(index: bytes, said: Said, *, nonce: Nonce) -> Outcome:
    """Say it in other words. Of several changes in one box the last one counts.

    Raises:
        NothingSaidError, TooLongError; BoxShutError.
    """
    if said.is_empty:
        raise NothingSaidError
    if len(said.words) > LONGEST:
        raise TooLongError
    changed = {name: said.body()[name] for name in _CHANGED_TOO}
    body = {"words": said.words, **changed, "at": int(time.time())}
    return posting.post(letters.CHANGE, body, nonce=nonce, receipt_index=index)


#: What a change says anew beside the words.
_CHANGED_TOO = ("may_show", "may_research")


def correct(receipt: str, said: Said, *, nonce: Nonce) -> Outcome:
    """Correct all of a slip that was just typed in, with the same receipt. It is a change of everything.

    While the box is shut only the last version is ever delivered; afterwards it goes back to the moderators,
    and what it is about stays as it was.
    """
    if said.is_empty:
        raise NothingSaidError
    if len(said.words) > LONGEST:
        raise TooLongError
    body = {**said.body(), "at": time.time()}
    return posting.post(letters.CHANGE, body, nonce=nonce, receipt_index=receipt_index(receipt))


def write_back(index: bytes, words: str, *, nonce: Nonce) -> Outcome:
    """A message to those who read.

    Raises:
        NothingSaidError, TooLongError; BoxShutError.
    """
    if not words.strip():
        raise NothingSaidError
    if len(words) > LONGEST_MESSAGE:
        raise TooLongError
    return posting.post(letters.MESSAGE, {"words": words}, nonce=nonce, receipt_index=index)


def withdraw(index: bytes, *, nonce: Nonce) -> Outcome:
    """Take back what was said with this receipt, wherever it is; nobody learns of it before the emptying."""
    return posting.post(letters.WITHDRAWAL, {}, nonce=nonce, receipt_index=index)


@transaction.atomic
def withdraw_at_once(index: bytes) -> bool:
    """Take it back now; whether it had come out of the box. May be repeated.

    The row and the note for the copies carry the minute of this in whatever keeps the database's time.
    """
    row = Contribution.objects.filter(receipt_index=index).first()
    if row is None:
        return False
    gate.withdraw([row])
    copies.forget([index])
    return True


# --- About what others said ------------------------------------------------------------------


def report(contribution: Contribution, reason: str, words: str, *, nonce: Nonce) -> Outcome:
    """Tell those who read that something published should be looked at.

    Raises:
        TooLongError; BoxShutError.
    """
    if len(words) > LONGEST_MESSAGE:
        raise TooLongError
    body = {"contribution": contribution.pk, "reason": reason, "words": words}
    return posting.post(letters.REPORT, body, nonce=nonce)


def happened_too(contribution: Contribution, *, nonce: Nonce) -> Outcome:
    """Say that this happened to oneself too."""
    return posting.post(letters.TOO, {"contribution": contribution.pk}, nonce=nonce)
