"""Why an act of this room is refused: each with a sentence for people."""

from django.utils.translation import gettext_lazy as _

from people import refusing


class MayNotError(refusing.MayNotError):
    """The person may not do this, or not with this."""


class RefusedError(refusing.RefusedError):
    """It cannot be done as things stand."""


class NotNowError(RefusedError):
    """The state does not allow it; perhaps somebody was quicker."""

    sentence = _("This is not where you saw it any more. Nothing that you wrote is lost.")


class StaleError(RefusedError):
    """It was made from an older text; both are shown."""

    sentence = _("Somebody has changed this since you opened it. Both texts are below.")


class NoReasonError(RefusedError):
    """Nobody would know why."""

    sentence = _("Say why, in a sentence or two. Everybody can read it.")


class NotADayError(RefusedError):
    """A day that cannot be."""

    sentence = _("That day cannot be.")


class NoVoteError(RefusedError):
    """There was no vote to go against."""

    sentence = _("Nobody voted about this, so it cannot go against a vote.")


class NothingPlannedError(RefusedError):
    """A step without what is done, or without anybody who sees to it."""

    sentence = _("Say what is done, and who sees to it.")
