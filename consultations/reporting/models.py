"""Reports of how people were involved: one for each event."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from consultations.reporting.enums import Part, ReportState


class Report(models.Model):
    """The short form of GRIPP2 for an event: what the platform knows, completed by a researcher.

    It is plain text, as it was typed, and goes with its event.
    """

    page = models.OneToOneField("events.EventPage", on_delete=models.CASCADE, related_name="+")
    aim = models.TextField(_("aim"), blank=True)
    methods = models.TextField(_("methods"), blank=True)
    results_good = models.TextField(_("good outcomes"), blank=True)
    results_bad = models.TextField(_("bad outcomes"), blank=True)
    influence_good = models.TextField(_("good effects on the work"), blank=True)
    influence_bad = models.TextField(_("bad effects on the work"), blank=True)
    reflections = models.TextField(_("reflections"), blank=True)
    state = models.CharField(_("state"), max_length=10, choices=ReportState, default=ReportState.DRAFT)
    completed_on = models.DateField(_("complete since"), null=True)
    #: Raised with every save: a save made from an older text is refused.
    version = models.PositiveIntegerField(default=0)
    #: Who saved it last. Not printed: a report names those whom its event names.
    saved_by: "models.ForeignKey[Any, Any]" = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ("page",)
        verbose_name = _("report of an event")
        verbose_name_plural = _("reports of events")
        constraints = [
            models.CheckConstraint(
                condition=Q(state="draft", completed_on=None)
                | Q(state="complete", completed_on__isnull=False),
                name="reporting_complete_has_a_day",
            )
        ]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.state}"

    @property
    def is_complete(self) -> bool:
        """Whether its writers call it complete."""
        return self.state == ReportState.COMPLETE

    def words(self) -> dict[Part, str]:
        """What is written, by part."""
        return {part: getattr(self, part.value) for part in Part}
