"""One message to one address, until it has gone."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from mailing.enums import MessageState


class Message(models.Model):
    """A message to send. Address and contents go as soon as it has gone.

    What then stays for a few days is the template's name, the language, the
    state and the day, so that an operator can see whether mail works.
    """

    #: Names the message on its way, the same at each attempt, so that a receiver drops a second copy.
    reference = models.UUIDField(_("reference"), default=uuid.uuid4, unique=True, editable=False)
    template = models.CharField(_("template"), max_length=100)
    language = models.CharField(_("language"), max_length=10)
    state = models.CharField(_("state"), max_length=8, choices=MessageState, default=MessageState.QUEUED)
    #: Address and context, locked with a key of this installation (mailing.sealed); empty once sent.
    contents = models.BinaryField(_("contents"), default=bytes)
    #: The one task that carries it: a claim (background.claims).
    carrier = models.UUIDField(_("carrier"), null=True, editable=False)
    #: While it waits for a fixed time: what it is about, so that the next of the same takes its place.
    same = models.CharField(_("same as"), max_length=64, null=True, unique=True, editable=False)  # noqa: DJ001
    #: The day it was sent or given up; no clock.
    ended_on = models.DateField(_("ended on"), null=True, editable=False)

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state=MessageState.SENT)
                | models.Q(contents=b"", same__isnull=True, ended_on__isnull=False),
                name="mailing_sent_keeps_nothing",
            )
        ]

    def __str__(self) -> str:
        return f"{self.template} ({self.get_state_display()})"
