"""What a note can be. Values are stored; never change them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class NoteState(models.TextChoices):
    """Where a note stands."""

    CAUGHT = "caught", _("saved")
    #: Its words are gone; the row stays, so that a page that sends it once more does not bring it back.
    REMOVED = "removed", _("removed")
