"""What is done with a thread. Values are stored; never change them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ThreadDeed(models.TextChoices):
    """What somebody did with a thread, as its list tells."""

    REHEARSED = "rehearsed", _("Tried the whole way")
    OPENED = "opened", _("Opened it")
    CLOSED = "closed", _("Closed it early")
    REOPENED = "reopened", _("Opened it again")


class Standing(models.TextChoices):
    """Where a thread stands on a day, as facilitators see it. Never stored."""

    HIDDEN = "hidden", _("Its page is not published")
    TO_REHEARSE = "to-rehearse", _("Waits to be tried")
    TO_OPEN = "to-open", _("Waits to be opened")
    OPENS_LATER = "opens-later", _("Opens by itself")
    OPEN = "open", _("Open")
    CLOSED_EARLY = "closed-early", _("Closed early")
    CLOSED = "closed", _("Closed")
