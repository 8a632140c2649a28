"""When mail goes, and how far it has got."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Moment(models.TextChoices):
    """When a message goes."""

    #: As soon as the worker sees it: what its reader waits for (an invitation, a password reset).
    NOW = "now", _("now")
    #: At the next of the fixed times: all that tells staff of something (docs/trust.md, rule 26).
    NEXT_ROUND = "next-round", _("at the next fixed time")


class MessageState(models.TextChoices):
    """How far a message has got."""

    QUEUED = "queued", _("waiting")
    SENDING = "sending", _("being sent")
    SENT = "sent", _("sent")
    FAILED = "failed", _("not sent")


#: States in which a message still has its address and what it says.
UNSENT = (MessageState.QUEUED, MessageState.SENDING, MessageState.FAILED)
