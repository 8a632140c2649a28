"""Why an act of this room is refused: each with a sentence for people."""

from collections.abc import Mapping, Sequence

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from consultations.reporting.enums import Part
from people import refusing


class MayNotError(refusing.MayNotError):
    """The person may not do this."""


class RefusedError(refusing.RefusedError):
    """It cannot be done as things stand."""


class NotHeldError(RefusedError):
    """The event is not public, not held yet, or cancelled."""

    sentence = gettext_lazy("A report can be written once the event has begun and its page is public.")


class TooLongError(RefusedError):
    """There are more words than a report takes."""

    def __init__(self, part: Part, most: int) -> None:
        self.part = part
        self.sentence = _("That is too long. Say it in at most %(most)s letters.") % {"most": most}
        super().__init__(self.sentence)


class NotReadyError(RefusedError):
    """Parts are still empty. ``missing`` names them."""

    def __init__(self, missing: Sequence[Part]) -> None:
        self.missing = list(missing)
        parts = get_text_list([f"“{part.label}”" for part in missing], _("and"))
        self.sentence = _(
            "Write this first: %(parts)s. If there is nothing to tell, say so in your words: "
            "an empty part reads as if nobody had looked."
        ) % {"parts": parts}
        super().__init__(self.sentence)


class NotADraftError(RefusedError):
    """It is complete; a change would alter what others may have taken out."""

    sentence = gettext_lazy("This report is complete. Open it again to change it.")


class StaleError(RefusedError):
    """Somebody saved after the text was read that this change was made from.

    ``theirs`` is the text as it stands, ``yours`` are the words that were not saved, by part.
    """

    sentence = gettext_lazy(
        "Somebody else saved while you were writing. Both texts are below. Nothing that you wrote is lost."
    )

    def __init__(self, theirs: Mapping[Part, str], yours: Mapping[Part, str]) -> None:
        self.theirs, self.yours = dict(theirs), dict(yours)
        super().__init__(str(self.sentence))


class WaitsForApprovalError(RefusedError):
    """It is evaluation or research, and nobody noted the approvals."""

    sentence = gettext_lazy(
        "This event is evaluation or research, and its approvals are not noted yet. What was said there "
        "cannot be taken out until they stand on its page."
    )


class NothingThereError(RefusedError):
    """No event, or none of which there is anything of the kind."""

    sentence = gettext_lazy("There is nothing of this kind to take out.")


class TooMuchError(RefusedError):
    """More than a spreadsheet is good for."""

    def __init__(self, most: int) -> None:
        self.sentence = ngettext(
            "That is more than %(most)s row. Choose fewer months.",
            "That is more than %(most)s rows. Choose fewer months.",
            most,
        ) % {"most": most}
        super().__init__(self.sentence)
