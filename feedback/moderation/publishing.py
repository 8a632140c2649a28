"""Letting a contribution go, whole or with words taken out; taking it back until it leaves."""

from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from feedback.detection.redaction import Piece
from feedback.moderation import redacting
from feedback.moderation.enums import ModerationAct
from feedback.moderation.models import Item
from feedback.moderation.permissions import Act
from feedback.moderation.redacting import OwnWords, Span
from feedback.moderation.turns import log, refuse_if_taken_on, refuse_unless, take
from feedback.moderation.words import opened
from feedback.threads import bars, gate
from people.models import Person


class CannotBeOpenedError(gate.RefusedError):
    """The key of the installation has changed, and with it the words are closed."""

    sentence = _(
        "These words cannot be opened: the key of this installation has changed. Ask whoever runs it."
    )


@transaction.atomic
def publish(item: Item, *, by: Person, version: int) -> None:
    """Let it go as it is: it leaves with the next batch of its thread (`threads.batches.leaves_when`).

    Raises:
        MayNotError, TakenOnError, StaleError.
        threads.gate.RefusedError: its state or its author does not allow it.
    """
    refuse_unless(by, Act.PUBLISH, item)
    refuse_if_taken_on(by, item)
    _let_go(item, [Piece(_words(item))], version)
    log(item, ModerationAct.PUBLISHED, by=by)


@transaction.atomic
def publish_redacted(
    item: Item, *, spans: Collection[Span], own: Collection[OwnWords], by: Person, version: int
) -> None:
    """Let it go with words taken out: a black bar says what kind of thing stood there.

    ``spans`` are some of `redacting.offered`, ``own`` words that the moderator typed.

    Raises:
        redacting.NothingTakenOutError, redacting.WordsNotThereError.
    """
    refuse_unless(by, Act.PUBLISH, item)
    refuse_if_taken_on(by, item)
    _let_go(item, redacting.pieces(_words(item), spans=spans, own=own), version)
    log(item, ModerationAct.REDACTED, by=by)


@transaction.atomic
def undo(item: Item, *, by: Person, version: int) -> None:
    """Take it back before it has left: it waits again.

    Raises:
        threads.gate.NotReadyError: it has left already.
    """
    refuse_unless(by, Act.PUBLISH, item)
    gate.take_back(item.contribution)
    take(item, version, open=True)
    log(item, ModerationAct.UNDONE, by=by)


def _words(item: Item) -> str:
    said = opened(item.contribution)
    if said.locked:
        raise CannotBeOpenedError
    return said.words


def _let_go(item: Item, pieces: list[Piece], version: int) -> None:
    gate.let_go(item.contribution, words=bars.written(pieces))
    take(item, version, open=False, claimed_by=None)
