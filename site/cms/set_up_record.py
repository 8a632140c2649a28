"""What set-up has made before, so that what an editor deleted stays deleted."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MadeAtSetUp(models.Model):
    """Something that set-up has made once and never makes again."""

    key = models.CharField(max_length=80, unique=True)

    class Meta:
        verbose_name = _("made at set-up")
        verbose_name_plural = _("made at set-up")

    def __str__(self) -> str:
        return str(self.key)
