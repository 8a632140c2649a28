"""The evaluation of a pilot as editors write it and everybody reads it: its plan, its reports, all of them.

A plan or a report is a publication like the summary of an event: read in several ways, cited and corrected by
the same means (`consultations.events`). What the pilot knows already stands in it by reference.
"""

from typing import Any, ClassVar
from urllib.parse import urljoin

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField
from wagtail.models import PageManager
from wagtail.query import PageQuerySet

from cms.blocks import FundingBlock, PeopleBlock
from cms.pages import SitePage
from consultations.events import report_data, structured_data
from consultations.events.publication import Called
from consultations.events.readings import Readable
from consultations.events.summary import Summarised
from consultations.pilots import evaluation_panels, evaluation_refusals, evaluation_showing, showing
from consultations.pilots.enums import Basis, EvaluationKind
from consultations.pilots.evaluation_blocks import QUESTION, ApprovalsBlock, EvaluationBlock
from consultations.pilots.evaluation_called import CALLED
from consultations.pilots.evaluation_forms import EvaluationPageForm
from consultations.pilots.evaluation_showing import EvaluationShown
from consultations.pilots.rows import Pilot

#: So many plans and reports are listed; there are a few for each pilot.
MOST = 100


class EvaluationPageQuerySet(PageQuerySet):
    """Questions about plans and reports."""

    def newest(self) -> "EvaluationPageQuerySet":
        """The latest first."""
        return self.order_by("-summarised_on", "-pk")

    def for_lists(self) -> "EvaluationPageQuerySet":
        """With no more of each than a list shows."""
        return self.defer_streamfields().defer("summary_words", "without_approval")


class EvaluationsIndexPage(SitePage):
    """All plans and reports, by pilot."""

    max_count = 1
    parent_page_types: ClassVar[list[str]] = ["cms.HomePage"]
    subpage_types: ClassVar[list[str]] = ["pilots.EvaluationPage"]
    template = "pilots/evaluations.html"

    class Meta:
        verbose_name = _("list of evaluations")

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        """Find a page below together with its pilot, in one query."""
        if path_components:
            below = EvaluationPage.objects.child_of(self).select_related("pilot")
            page = below.filter(slug=path_components[0]).first()
            if page is not None:
                page._cached_parent_obj = self
                return page.route(request, path_components[1:])
        return super().route(request, path_components)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add ``rows``: a plan or report each, with the pilot it is about. One query."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        pages = EvaluationPage.objects.child_of(self).live().for_lists().select_related("pilot").newest()
        context["rows"] = [
            (page.pilot.title, evaluation_showing.other_shown(page, request)) for page in pages[:MOST]
        ]
        return context


class EvaluationPage(Summarised, Readable, SitePage):
    """How it is found out whether a pilot helps, or what was found."""

    parent_page_types: ClassVar[list[str]] = ["pilots.EvaluationsIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "pilots/evaluation.html"
    also_graded: ClassVar[tuple[str, ...]] = ("without_approval",)

    pilot = models.ForeignKey(
        Pilot,
        verbose_name=_("pilot"),
        on_delete=models.PROTECT,
        related_name="evaluations",
        help_text=_("Which pilot it is about. Once everybody reads the page, this stays as it is."),
    )
    kind = models.CharField(
        _("what this is"),
        max_length=10,
        choices=EvaluationKind,
        default=EvaluationKind.PLAN,
        help_text=_("Once everybody reads the page, this stays as it is."),
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

    exclude_fields_in_copy: ClassVar[list[str]] = ["summarised_on"]
    base_form_class = EvaluationPageForm
    content_panels = evaluation_panels.CONTENT_PANELS

    objects: ClassVar[Any] = PageManager.from_queryset(EvaluationPageQuerySet)()

    #: Said by the form while a draft is saved: what has to be there when it is published may be missing.
    unfinished = False

    class Meta:
        verbose_name = _("evaluation plan or report")
        verbose_name_plural = _("evaluation plans and reports")

    @property
    def called(self) -> Called:  # type: ignore[override]  # a plan and a report are called differently
        """What it is called in its citation and its readings."""
        return CALLED[EvaluationKind(self.kind)]

    def clean(self) -> None:
        """Refuse what cannot be read by everybody: nothing said, no basis, the measures of another pilot."""
        super().clean()
        errors = evaluation_refusals.of_page(self) | self.refused_in_summary()
        if errors:
            raise ValidationError(errors)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep its day and its words for search."""
        self.note_its_day()
        self.note_its_words()
        super().save(*args, **kwargs)

    def note_its_words(self) -> None:
        """Write its prose out for search, the questions too."""
        super().note_its_words()
        asked = [block.value for block in self.record if block.block_type == QUESTION]
        lines = [" ".join(filter(None, [value["question"], value["answer"]])) for value in asked]
        self.summary_words = "\n".join(filter(None, [*lines, self.summary_words]))

    def breadcrumbs(self) -> list[tuple[str, str]]:
        """The way down to the pilot it is about. No query beside that for the pilot."""
        home = (str(_("Home")), reverse("wagtail_serve", args=[""]))
        pilots = (str(_("The pilot")), reverse("pilot:index"))
        return [home, pilots, (self.pilot.title, showing.address_of(self.pilot))]

    def as_shown(self, request: HttpRequest | None) -> EvaluationShown:
        """It as its page prints it today."""
        return EvaluationShown(self, request, timezone.localdate())

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add ``publication`` and ``shown``: all that the page says; and ``json_ld`` for machines."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["publication"] = publication = self.publication(request)
        context["shown"] = shown = publication.shown
        address = self.get_full_url(request) or ""
        about = {"@type": "Thing", "name": self.pilot.title, "url": urljoin(address, shown.pilot_address)}
        parts = [(question, anchor.removeprefix("#")) for question, anchor in shown.contents]
        report = report_data.report(publication, address, about, parts)
        context["json_ld"] = structured_data.as_script([report])
        return context
