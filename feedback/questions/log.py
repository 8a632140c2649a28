"""Who rehearsed, opened and closed a thread. On this side, since threads know nobody."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from feedback.questions.enums import ThreadDeed
from feedback.threads.models import Thread


class ThreadLog(models.Model):
    """One deed, with its day. The person's row may go; the deed stays."""

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="deeds")
    deed = models.CharField(max_length=10, choices=ThreadDeed)
    by: "models.ForeignKey[Any, Any]" = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    day = models.DateField()
    why = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("pk",)
        verbose_name = _("deed")
        verbose_name_plural = _("deeds")

    def __str__(self) -> str:
        return f"{self.deed} {self.day}"
