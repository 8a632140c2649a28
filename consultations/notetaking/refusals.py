"""Why an act of this room is refused: each with a sentence for people."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people import refusing


class MayNotError(refusing.MayNotError):
    """The person may not do this with this event."""


class RefusedError(refusing.RefusedError):
    """It cannot be done as things stand."""


class NothingSaidError(RefusedError):
    """There are no words."""

    sentence = gettext_lazy("Write what was said.")


class TooLongError(RefusedError):
    """More than a point of the record may hold."""

    def __init__(self, most: int) -> None:
        self.sentence = _(
            "That is too long. Say it in at most %(most)s letters, or make two points of it."
        ) % {"most": most}
        super().__init__(self.sentence)


class TopicTooLongError(RefusedError):
    """The topic would not fit the record."""

    def __init__(self, most: int) -> None:
        self.sentence = _("This name of a topic is too long. Use at most %(most)s letters.") % {"most": most}
        super().__init__(self.sentence)


class RemovedError(RefusedError):
    """Somebody removed the note."""

    sentence = gettext_lazy("This note was removed. Write it anew if it belongs to what was said.")


class StaleError(RefusedError):
    """The note reads otherwise than whoever saves it saw.

    ``theirs`` is the note as it stands, ``yours`` the words that were not saved (`words.Words`).
    """

    sentence = gettext_lazy(
        "Somebody changed this note while you were writing. Both texts are below. Nothing is lost."
    )

    def __init__(self, theirs: Any, yours: Any) -> None:
        self.theirs, self.yours = theirs, yours
        super().__init__(str(self.sentence))


class UnreadableListError(RefusedError):
    """A list as a whole cannot be taken in: too large, too many rows, no text, no column of points."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        super().__init__(sentence)


class ListGoneError(RefusedError):
    """The list was taken in or dropped already, or lay too long."""

    sentence = gettext_lazy("This list is not here any more. Choose the file again.")


class NothingChosenError(RefusedError):
    """Nothing was ticked."""

    sentence = gettext_lazy("Tick what should go into the draft.")


class LockedError(RefusedError):
    """Somebody else has locked the page, or it lies with a publisher."""

    sentence = gettext_lazy("The page is locked, or somebody is reading it over. Try again once it is free.")


class AlreadyScribeError(RefusedError):
    """They take notes already."""

    sentence = gettext_lazy("They take notes already.")
