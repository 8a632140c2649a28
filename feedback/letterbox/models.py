"""The tables of the locked box. None says when anything was written, and none says who wrote.

When the box was emptied is no secret; pages say it beforehand.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class BoxKey(models.Model):
    """The public half of the pair to which envelopes are sealed now: one row, replaced at every emptying."""

    ONLY = 1

    id = models.PositiveSmallIntegerField(primary_key=True, default=ONLY)
    #: Counts pairs; the private half lies in KEYS_DIR under this number.
    number = models.PositiveBigIntegerField()
    #: The public half with its expiry and MAC, as `sealing.pairs` writes it.
    public = models.BinaryField()

    class Meta:
        verbose_name = _("key of the box")
        verbose_name_plural = _("keys of the box")
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="letterbox_one_key")]

    def __str__(self) -> str:
        return str(self.number)


class Envelope(models.Model):
    """Something sealed. Real letters and cover envelopes look alike, down to their size."""

    #: Made from the nonce of the form, which it does not give away; posting twice meets it.
    key = models.UUIDField(primary_key=True)
    #: Slow hash of the participation code used, random otherwise: it keeps a code single without
    #: showing that there was one.
    single = models.BinaryField(max_length=32, unique=True)
    #: The pair it is sealed to.
    pair = models.PositiveBigIntegerField()
    sealed = models.BinaryField()

    class Meta:
        verbose_name = _("envelope")
        verbose_name_plural = _("envelopes")

    def __str__(self) -> str:
        return str(self.key)


class Tombstone(models.Model):
    """The key of an envelope that was opened: its form, sent again, is known. Covers leave one too."""

    key = models.UUIDField(primary_key=True)
    #: The emptying that opened it; it is deleted once no form can be as old as that.
    emptied_on = models.DateField(db_index=True)

    class Meta:
        verbose_name = _("tombstone")
        verbose_name_plural = _("tombstones")

    def __str__(self) -> str:
        return str(self.key)


class Emptying(models.Model):
    """That the box was emptied: number, when and sizes, as `manage.py letterbox` tells them."""

    number = models.PositiveBigIntegerField(primary_key=True)
    day = models.DateField()
    #: To the minute.
    at = models.DateTimeField()
    #: Envelopes opened, covers included: how many were real is nobody's business.
    opened = models.PositiveIntegerField(default=0)
    #: Envelopes whose key is gone (after a restore); counted, then deleted.
    lost = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("-number",)
        verbose_name = _("emptying")
        verbose_name_plural = _("emptyings")

    def __str__(self) -> str:
        return str(self.number)


class Withdrawn(models.Model):
    """A receipt whose letters were taken back. The folder of keys remembers it too: after a restore, a
    withdrawal that this table does not know is repeated.
    """

    receipt_index = models.BinaryField(max_length=32, primary_key=True)
    #: It is deleted once no backup is as old as that.
    day = models.DateField(db_index=True)

    class Meta:
        verbose_name = _("withdrawn receipt")
        verbose_name_plural = _("withdrawn receipts")

    def __str__(self) -> str:
        return str(self.day)


class StrandedLetter(models.Model):
    """A letter of a kind that no room here knows, kept locked until one does (`letterbox.stranded`)."""

    #: The key under which it will be delivered.
    key = models.BigIntegerField(primary_key=True)
    kind = models.CharField(max_length=40)
    receipt_index = models.BinaryField(max_length=32)
    locked = models.BinaryField()

    class Meta:
        verbose_name = _("stranded letter")
        verbose_name_plural = _("stranded letters")

    def __str__(self) -> str:
        return str(self.key)


class ClosedDay(models.Model):
    """A day on which nobody reads here: the box stays shut, and pages name the next day."""

    day = models.DateField(_("day"), unique=True)
    name = models.CharField(_("why"), max_length=80, blank=True)

    class Meta:
        ordering = ("day",)
        verbose_name = _("closed day")
        verbose_name_plural = _("closed days")

    def __str__(self) -> str:
        return f"{self.day} {self.name}".strip()
