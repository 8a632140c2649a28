"""Why an act of this room is refused: each with a sentence for people."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from consultations.proposals.enums import Part
from people import refusing


class MayNotError(refusing.MayNotError):
    """The person may not do this, or not with this."""


class RefusedError(refusing.RefusedError):
    """It cannot be done as things stand."""


class NotNowError(RefusedError):
    """The state of the proposal does not allow it; perhaps somebody was quicker."""

    sentence = gettext_lazy("The proposal is not where you saw it any more. Nothing that you wrote is lost.")


class NothingSaidError(RefusedError):
    """There are no words."""

    sentence = gettext_lazy("Write something first.")


class TooLongError(RefusedError):
    """There are more words than anybody reads."""

    def __init__(self, most: int) -> None:
        self.sentence = _("That is too long. Say it in at most %(most)s letters.") % {"most": most}
        super().__init__(self.sentence)


class NoTitleError(RefusedError):
    """A proposal needs a title."""

    sentence = gettext_lazy("Give it a title.")


class NoReasonError(RefusedError):
    """The public would ask why."""

    sentence = gettext_lazy("Say why. Everybody can read it.")


class NotDecidedError(RefusedError):
    """It was voted on, and nothing that was decided since says that it is to be done."""

    sentence = gettext_lazy(
        "People voted on this. Note what was decided first, under “Decisions and steps”: it can be under way "
        "once it is adopted."
    )


class NothingChangedError(RefusedError):
    """The words are those that stand there already."""

    sentence = gettext_lazy("These words stand there already. Change something first.")


class NotReadyError(RefusedError):
    """Parts without which a step makes no sense are still empty. ``missing`` names them."""

    def __init__(self, missing: Sequence[Part]) -> None:
        self.missing = list(missing)
        parts = get_text_list([f"“{part.label}”" for part in missing], _("and"))
        self.sentence = _("Write this first: %(parts)s.") % {"parts": parts}
        super().__init__(self.sentence)


class NoDayError(RefusedError):
    """People have to know until when ideas are welcome."""

    sentence = gettext_lazy("Say until which day ideas are welcome. Choose a day that is still to come.")


class NotAnsweredError(RefusedError):
    """Whoever suggested something is told first what became of it."""

    def __init__(self, number: int) -> None:
        self.sentence = ngettext(
            "%(number)s suggested change still waits for an answer. Take it up, or say why not.",
            "%(number)s suggested changes still wait for an answer. Take them up, or say why not.",
            number,
        ) % {"number": number}
        super().__init__(self.sentence)


class NoBallotError(RefusedError):
    """No vote that is open is about it."""

    sentence = gettext_lazy("Open a vote about it first. It moves on by itself then.")


class LastAuthorError(RefusedError):
    """Somebody has to answer for it."""

    sentence = gettext_lazy(
        "You are the only one who writes it. Ask somebody else first, or withdraw the proposal."
    )


class AlreadyAuthorError(RefusedError):
    """They write it, or are asked to, already."""

    sentence = gettext_lazy("They are on the list already.")


class NotThereError(RefusedError):
    """What was chosen is not shown any more, or never was."""

    sentence = gettext_lazy("What you chose is not shown any more. Choose again.")


class AlreadySettledError(RefusedError):
    """The authors, or who suggested it, decided already."""

    sentence = gettext_lazy("Somebody has answered this suggestion already. Nothing that you wrote is lost.")


class GoneError(RefusedError):
    """Who said it has taken it back: the words are nowhere any more."""

    sentence = gettext_lazy("It was withdrawn by its author. The words are gone.")


class HiddenError(RefusedError):
    """A facilitator has hidden it."""

    sentence = gettext_lazy("A facilitator has hidden this comment.")


class StaleError(RefusedError):
    """Somebody saved after the text was read that this change was made from.

    ``theirs`` is the proposal as it stands; ``yours`` are the words that were not saved, by part.
    """

    sentence = gettext_lazy(
        "Somebody else saved while you were writing. Both texts are below. Nothing that you wrote is lost."
    )

    def __init__(self, theirs: Any, yours: Mapping[str, Any]) -> None:
        self.theirs, self.yours = theirs, dict(yours)
        super().__init__(str(self.sentence))
