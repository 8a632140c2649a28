"""Why an act of this room is refused: each with a sentence for people."""

from django.core.exceptions import PermissionDenied
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class MayNotError(PermissionDenied):
    """The person may not do this, or not with this."""


class RefusedError(Exception):
    """It cannot be done as things stand. ``sentence`` says why."""

    sentence: "str | Promise" = _("This cannot be done as it stands.")

    def __str__(self) -> str:
        return str(self.sentence)


class NotNowError(RefusedError):
    """The state does not allow it; perhaps somebody was quicker."""

    sentence = _("This is not where you saw it any more. Nothing that you wrote is lost.")


class StaleError(RefusedError):
    """It was made from an older text; both are shown."""

    sentence = _("Somebody has changed this since you opened it. Both texts are below.")


class NoReasonError(RefusedError):
    """Nobody would know why."""

    sentence = _("Say why, in a sentence or two. Everybody can read it.")
