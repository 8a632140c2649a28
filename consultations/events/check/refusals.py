"""Why a check is refused: each with a sentence for people."""

from django.utils.translation import gettext_lazy as _

from people import refusing


class MayNotError(refusing.MayNotError):
    """The person may not do this with a check."""


class RefusedError(refusing.RefusedError):
    """It cannot be done as things stand."""


class NothingToCheckError(RefusedError):
    """The event lies ahead, is cancelled, or its draft has no record."""

    sentence = _("There is nothing to check yet. First the event has to be held, and its record written.")


class OpenAlreadyError(RefusedError):
    """Of each page one check is open at a time."""

    sentence = _("This draft is shown already. End that first, or make a new code.")


class LastDayError(RefusedError):
    """The last day is over, or too far away."""

    sentence = _("Choose a last day from tomorrow up to 60 days from now.")


class NotOpenError(RefusedError):
    """The check is over."""

    sentence = _("This is over. Nobody can say anything about this draft any more.")


class UnknownCodeError(RefusedError):
    """No check has this code, or it is over."""

    sentence = _("We do not know this code. Perhaps it has run out. Ask who gave it to you.")


class NothingSaidError(RefusedError):
    """No words."""

    sentence = _("Type what it says.")


class BoxShutError(RefusedError):
    """The locked box takes nothing just now."""

    sentence = _("The box is shut just now. Nothing was kept. Please try again in a while.")
