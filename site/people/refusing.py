"""What every room's refusals are made of: why an act is refused, with a sentence for people.

Each room makes its own two of these (`class RefusedError(refusing.RefusedError)`), so that whoever calls two
rooms can tell who refused.
"""

from django.core.exceptions import PermissionDenied
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class MayNotError(PermissionDenied):
    """The person may not do this, or not with this."""


class RefusedError(Exception):
    """It cannot be done as things stand. ``sentence`` says why: that of the kind, or one of its own."""

    sentence: "str | Promise" = _("This cannot be done as it stands.")

    def __init__(self, sentence: "str | Promise" = "") -> None:
        self.sentence = sentence or type(self).sentence
        super().__init__(self.sentence)

    def __str__(self) -> str:
        return str(self.sentence)
