"""The evaluation of a pilot as editors write it and everybody reads it: its plan, its reports, all of them.

A plan or a report is a publication like the summary of an event: read in several ways, cited and corrected by
the same means (`consultations.events`). What the pilot knows already stands in it by reference.
"""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField

from cms.blocks import FundingBlock, PeopleBlock
from cms.pages import SitePage
from consultations.events.readings import Readable
from consultations.events.summary import Summarised
from consultations.pilots.enums import Basis, EvaluationKind
from consultations.pilots.evaluation_blocks import ApprovalsBlock, EvaluationBlock
from consultations.pilots.rows import Pilot


class EvaluationsIndexPage(SitePage):
    """All plans and reports, by pilot."""

    max_count = 1
    parent_page_types: ClassVar[list[str]] = ["cms.HomePage"]
    subpage_types: ClassVar[list[str]] = ["pilots.EvaluationPage"]
    template = "pilots/evaluations.html"

    class Meta:
        verbose_name = _("list of evaluations")


class EvaluationPage(Summarised, Readable, SitePage):
    """How it is found out whether a pilot helps, or what was found."""

    parent_page_types: ClassVar[list[str]] = ["pilots.EvaluationsIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "pilots/evaluation.html"

    pilot = models.ForeignKey(
        Pilot,
        verbose_name=_("pilot"),
        on_delete=models.PROTECT,
        related_name="evaluations",
        help_text=_("Which pilot it is about. This stays as it is."),
    )
    kind = models.CharField(
        _("what this is"),
        max_length=10,
        choices=EvaluationKind,
        default=EvaluationKind.PLAN,
        help_text=_("This stays as it is."),
    )
    report_by = models.DateField(
        _("the report comes by"),
        null=True,
        blank=True,
        help_text=_("Only for a plan. Readers see whether it came in time."),
    )
    basis = models.CharField(
        _("on what basis"),
        max_length=12,
        choices=Basis,
        default=Basis.EVALUATION,
        help_text=_("Research needs approvals before everybody reads this."),
    )
    approvals: Any = StreamField(
        ApprovalsBlock(),
        blank=True,
        verbose_name=_("approvals"),
        help_text=_("Who approved what, when, and under which number."),
    )
    without_approval = models.TextField(
        _("if nobody had to approve it, why"),
        max_length=600,
        blank=True,
        help_text=_("Who said so, and by which rule."),
    )
    record: Any = StreamField(EvaluationBlock(), blank=True, verbose_name=_("what it says"))
    credits: Any = StreamField(
        [("people", PeopleBlock()), ("funding", FundingBlock())],
        blank=True,
        verbose_name=_("people and funding"),
    )

    class Meta:
        verbose_name = _("evaluation plan or report")
        verbose_name_plural = _("evaluation plans and reports")
