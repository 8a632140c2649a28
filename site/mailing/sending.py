"""Sending mail: the act everybody calls, and the task that carries it out."""

import logging
import re
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_supported_language_variant, override

from background.claims import this_task, won
from background.queued import queued
from mailing import delivery, sealed
from mailing.enums import UNSENT, MessageState, Moment
from mailing.making import Made, makers
from mailing.models import Message
from mailing.rendering import RenderedMail, must_exist, render
from mailing.rounds import is_full_hour, next_round

__all__ = [
    "ONE_CLICK",
    "Moment",
    "RenderedMail",
    "WordsInStaffMailError",
    "forget_address",
    "render",
    "send",
    "send_made",
]

logger = logging.getLogger("mailing")

#: In a mail's context: the address at which one click stops such mail (RFC 8058). Becomes a header too.
ONE_CLICK = "stop_path"

#: In the context of a mail that is made when it goes: who makes it, and of which row.
_MADE_BY = "made by"

_PATH = re.compile(r"/[a-z0-9/_-]*")


class WordsInStaffMailError(TypeError):
    """Mail that goes at fixed times may say how many and where, nothing that anybody wrote."""


def send(
    to: str,
    template: str,
    context: dict[str, Any] | None = None,
    *,
    language: str = "en-gb",
    when: Moment = Moment.NOW,
    due: datetime | None = None,
) -> None:
    """Send a mail made from ``templates/mailing/<template>.*`` to one address.

    Stored and queued in the current transaction: it goes if, and only if, that
    commits. ``context`` must be JSON. With ``Moment.NEXT_ROUND`` it may hold
    whole numbers and addresses of this site (``/members/…``) only, and a second
    one from the same template to the same address takes the place of the first,
    so that their number tells nothing. An address under ``ONE_CLICK`` becomes the headers with which a
    mail program stops such mail. ``due`` names another fixed time than the next
    round: a full hour (`rounds.next_full_hour`), for what cannot wait so long.

    Raises:
        ValueError: ``due`` is no full hour, or the mail goes now.
        ValidationError: ``to`` is no address.
        TemplateDoesNotExist: the template lacks one of its files.
        WordsInStaffMailError: a staff mail was given words.
    """
    validate_email(to)
    must_exist(template)
    if due is not None and (when != Moment.NEXT_ROUND or not is_full_hour(due)):
        raise ValueError("mail to staff goes at full hours or at the rounds")
    context = context or {}
    language = _spoken_here(language)
    with transaction.atomic():
        if when == Moment.NEXT_ROUND:
            _queue_for_the_round(to, template, context, language, due or next_round(timezone.now()))
        else:
            send_message.enqueue(_store(to, template, context, language).pk)


def send_made(maker: str, key: int, template: str, *, to: str = "", language: str = "en-gb") -> None:
    """Send a mail about a row, which the maker of this name (`mailing.making`) makes when it goes.

    Stored and queued in the current transaction, like any other; until it goes nothing but the row's key
    waits, and ``to``, if it is given: then the mail goes there, whatever the maker says.

    Raises:
        ValidationError: ``to`` is no address.
        TemplateDoesNotExist: the template lacks one of its files.
        LookupError: nobody of this name makes mails.
    """
    if to:
        validate_email(to)
    must_exist(template)
    if makers.get(maker) is None:
        raise LookupError(maker)
    with transaction.atomic():
        context = {_MADE_BY: [maker, key]}
        send_message.enqueue(_store(to, template, context, _spoken_here(language)).pk)


def forget_address(to: str) -> int:
    """Do not send what still waits for this address (its account is closed); returns how many.

    Raises nothing for messages that cannot be opened: those cannot be sent either.
    """
    waiting = Message.objects.filter(state__in=UNSENT).exclude(contents=b"")
    keys = [message.pk for message in waiting if _is_to(message, to)]
    count, _ = Message.objects.filter(pk__in=keys).delete()
    return count


def _queue_for_the_round(
    to: str, template: str, context: dict[str, Any], language: str, due: datetime
) -> None:
    _refuse_words(context)
    same = sealed.fingerprint(to, template, due.isoformat())
    if _take_the_place(same, to, context, language):
        return
    try:
        with transaction.atomic():
            message = _store(to, template, context, language, same)
    except IntegrityError:  # another did the same at this very moment
        _take_the_place(same, to, context, language)
        return
    send_message.using(run_after=due).enqueue(message.pk)


def _take_the_place(same: str, to: str, context: dict[str, Any], language: str) -> bool:
    waiting = Message.objects.filter(same=same).only("reference").first()
    if waiting is None:
        return False
    contents = sealed.lock(to, context, reference=waiting.reference.bytes)
    return won(Message.objects.filter(pk=waiting.pk, same=same), contents=contents, language=language)


def _store(
    to: str, template: str, context: dict[str, Any], language: str, same: str | None = None
) -> Message:
    message = Message(template=template, language=language, same=same)
    message.contents = sealed.lock(to, context, reference=message.reference.bytes)
    message.save(force_insert=True)
    return message


def _spoken_here(language: str) -> str:
    try:
        return get_supported_language_variant(language)
    except LookupError:
        return settings.LANGUAGE_CODE


def _refuse_words(context: dict[str, Any]) -> None:
    for name, value in context.items():
        number = isinstance(value, int)
        path = isinstance(value, str) and _PATH.fullmatch(value) is not None
        if not (number or path):
            raise WordsInStaffMailError(f"{name} is neither a whole number nor an address of this site")


def _is_to(message: Message, to: str) -> bool:
    try:
        address, _ = sealed.unlock(bytes(message.contents), reference=message.reference.bytes)
    except sealed.CannotOpenError:
        return False
    return address.lower() == to.lower()


def _not_sent(message_id: int) -> None:
    """A message given up keeps its contents until it is deleted, so that it can be tried again.

    One about a row, to an address that the row has no longer, is deleted: the address was to be gone by now.
    """
    message = Message.objects.filter(pk=message_id).exclude(state=MessageState.SENT).first()
    if message is not None and _alone_has_the_address(message):
        message.delete()
        return
    Message.objects.filter(pk=message_id).exclude(state=MessageState.SENT).update(
        state=MessageState.FAILED, same=None, ended_on=timezone.localdate()
    )


def _alone_has_the_address(message: Message) -> bool:
    try:
        address, words = sealed.unlock(bytes(message.contents), reference=message.reference.bytes)
    except sealed.CannotOpenError:
        return False
    return bool(address) and _MADE_BY in words


@queued(attempts=9, atomic=False, given_up=_not_sent)
def send_message(message_id: int) -> None:
    """Send one message, if it still waits and no other task carries it.

    The mail server's word and our own note of it cannot be one transaction. A
    worker killed between the two sends again, with the same Message-ID; so does
    one whose server went away without a word (docs/decisions).
    """
    carrier = this_task()
    message = _claim(message_id, carrier)
    if message is None:
        return
    try:
        to, words = sealed.unlock(bytes(message.contents), reference=message.reference.bytes)
        made = _made(words, message.language)
        if made is None or not (to or made.to):
            delivery.insist(lambda: _drop(message_id, carrier))
            return
        mail = render(message.template, dict(made.context), message.language)
        delivery.deliver(
            to or made.to,
            mail,
            message.reference,
            stop_path=made.context.get(ONE_CLICK, ""),
            attachments=made.attachments,
        )
    except sealed.CannotOpenError:
        logger.error("mail %d cannot be opened: SECRET_KEY has changed", message_id)
        delivery.insist(lambda: _end(message_id, carrier, MessageState.FAILED))
    except delivery.RefusedForGoodError as refused:
        logger.warning("mail %d refused for good: %d", message_id, refused.code)
        delivery.insist(lambda: _end(message_id, carrier, MessageState.FAILED))
    else:
        delivery.insist(lambda: _end(message_id, carrier, MessageState.SENT))


def _made(words: dict[str, Any], language: str) -> Made | None:
    """What a mail says: what was stored with it, or what its maker makes of its row now."""
    if _MADE_BY not in words:
        return Made(words)
    name, key = words[_MADE_BY]
    maker = makers.get(name)
    if maker is None:
        raise LookupError(name)
    with override(language):
        return maker(key, language)


def _claim(message_id: int, carrier: UUID) -> Message | None:
    free = Q(state=MessageState.QUEUED, carrier=None)
    mine = Q(state__in=UNSENT, carrier=carrier)
    row = Message.objects.filter(free | mine, pk=message_id)
    if not won(row, state=MessageState.SENDING, carrier=carrier, same=None, ended_on=None):
        return None
    return Message.objects.get(pk=message_id)


def _end(message_id: int, carrier: UUID, state: MessageState) -> None:
    Message.objects.filter(pk=message_id, carrier=carrier).update(
        state=state, contents=b"", same=None, ended_on=timezone.localdate()
    )


def _drop(message_id: int, carrier: UUID) -> None:
    """Nothing is left to say: as if it had never been asked for."""
    Message.objects.filter(pk=message_id, carrier=carrier).delete()
