"""One row: the number of the public content's present state."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ContentVersion(models.Model):
    """Which state of the public content is current; copies of pages made under another number are stale."""

    #: The row's key: there is only one.
    ONLY = 1

    number = models.PositiveBigIntegerField(_("number"), default=0)

    class Meta:
        verbose_name = _("content version")
        verbose_name_plural = _("content versions")

    def __str__(self) -> str:
        return str(self.number)
