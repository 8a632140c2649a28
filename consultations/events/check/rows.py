"""Rows of the participants' check: a draft that is shown to those who took part, before it is published.

What they say about it are contributions of the check's own thread (`threads.hosting`), which knows nobody;
here is only what is asked: which draft, until when, and the slow hash of the one code for all.
"""

from datetime import date
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

#: What the thread of a check hangs on: the check, by its number.
KIND = "check"


class CheckQuerySet(models.QuerySet["Check"]):
    """Questions about checks."""

    def open_on(self, day: date) -> "CheckQuerySet":
        """Those that take remarks on this day; the last day is one of them."""
        return self.filter(closed_on__isnull=True, opened_on__lte=day, closes_on__gte=day)

    def newest_first(self) -> "CheckQuerySet":
        return self.order_by("-pk")


class Check(models.Model):
    """One draft of an event's page, shown to everybody who has the code. Of each page one at a time."""

    page = models.ForeignKey("events.EventPage", on_delete=models.CASCADE, related_name="checks")
    #: The draft as it was when the check was opened: everybody reads the same, whatever is written meanwhile.
    revision: "models.ForeignKey[Any, Any]" = models.ForeignKey(
        "wagtailcore.Revision", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    #: Slow hash of the code that all share; empty once the check is over.
    code_index = models.BinaryField(max_length=32, null=True, unique=True)
    #: The address of its thread.
    thread = models.SlugField(max_length=80, blank=True)
    opened_on = models.DateField()
    closes_on = models.DateField(_("last day"))
    #: It was ended by hand, or the page was published.
    closed_on = models.DateField(null=True)

    objects = CheckQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)
        verbose_name = _("participants’ check")
        verbose_name_plural = _("participants’ checks")
        constraints = [
            models.UniqueConstraint(
                "page", condition=models.Q(closed_on__isnull=True), name="events_one_check_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def is_open(self, today: date) -> bool:
        """Whether those who have the code can read and remark on this day."""
        return self.closed_on is None and self.opened_on <= today <= self.closes_on
