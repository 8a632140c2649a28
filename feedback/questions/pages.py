"""The page of a thread, as editors write it, and the index above.

Nobody reads these pages at their addresses: `feedback.threads` answers there, from the copy that
`handing_over` makes when a page is published. Wagtail shows them in its preview alone.
"""

from typing import Any, ClassVar, NoReturn

from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404, HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import ItemBase
from wagtail.fields import StreamField

from cms.blocks.easy_read import SentenceBlock
from cms.pages import SitePage
from cms.reading_grade import FOR_EVERYONE
from feedback.questions import panels, previews, refusals
from feedback.questions.blocks import AskedBlock, ReaderBlock
from feedback.questions.forms import ThreadPageForm
from feedback.threads.enums import Access, Basis
from vocabulary.models import JourneyStage, Place, Theme

#: Where all threads stand; `alongside.urls` mounts them there.
INDEX_SLUG = "feedback"


class FeedbackIndexPage(SitePage):
    """Where the threads stand. Its name is the link at the top of every page."""

    max_count = 1
    parent_page_types: ClassVar[list[str]] = ["cms.HomePage"]
    subpage_types: ClassVar[list[str]] = ["questions.ThreadPage"]
    template = "threads/index.html"

    content_panels = panels.INDEX_PANELS
    promote_panels = panels.INDEX_PROMOTE_PANELS

    class Meta:
        verbose_name = _("list of threads")

    def clean(self) -> None:
        """Refuse another address: the threads are answered at this one."""
        super().clean()
        if self.slug != INDEX_SLUG:
            raise ValidationError({"slug": _("This page stands at “feedback” and nowhere else.")})

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> NoReturn:
        """Nobody comes here: threads answer before Wagtail is asked."""
        raise Http404

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        """The list as readers see it."""
        return previews.index(request)


class ThreadPage(SitePage):
    """A question put to people, with its promise."""

    parent_page_types: ClassVar[list[str]] = ["questions.FeedbackIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "threads/thread.html"
    base_form_class = ThreadPageForm

    # The title is the question, the introduction says why we ask.
    can_change = models.TextField(
        _("what can change because of the answers"),
        max_length=600,
        help_text=_("Say it as it is. If little can change, people should know that first."),
    )
    who_decides = models.CharField(
        _("who decides"),
        max_length=200,
        help_text=_("Who decides, by name or by office: “The governor of …”, “The team of the pilot”."),
    )
    answer_by = models.DateField(
        _("an answer comes by"),
        null=True,
        help_text=_("After the last day. Readers see later whether it was kept or came late."),
    )
    readers: Any = StreamField(
        [("reader", ReaderBlock())],
        verbose_name=_("who reads the answers"),
        help_text=_("Everybody who may read an answer before it is shown."),
    )
    basis = models.CharField(
        _("on what basis people are asked"),
        max_length=12,
        choices=Basis,
        default=Basis.INVOLVEMENT,
        help_text=_(
            "Involvement: they help to shape something. Evaluation: they say how something that exists "
            "works. Research: needs approvals first, and only its answers can be exported for research."
        ),
    )
    references = models.CharField(
        _("approvals and their numbers"),
        max_length=300,
        blank=True,
        help_text=_(
            "For example those of the ethics committee, the National Research Committee, a governor."
        ),
    )
    easy_read: Any = StreamField(
        [("sentence", SentenceBlock())],
        blank=True,
        verbose_name=_("Easy Read version"),
        help_text=_("Says the same in short sentences with drawings. Have people read it who use Easy Read."),
    )
    recording: "models.ForeignKey[Any, Any]" = models.ForeignKey(
        "wagtaildocs.Document",
        verbose_name=_("somebody reads the question out"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("A sound file (mp3, m4a or ogg). Without one, the browser’s own voice can read."),
    )
    asks_faces = models.CharField(
        _("question for the five faces"),
        max_length=200,
        blank=True,
        help_text=_("For example “How was your first week?”. Nobody has to choose a face."),
    )
    choices: Any = StreamField(
        [("asked", AskedBlock())],
        blank=True,
        max_num=3,
        verbose_name=_("questions with short answers"),
    )
    for_groups = models.JSONField(_("for whom"), default=list, blank=True)
    stage: "models.ForeignKey[Any, Any]" = models.ForeignKey(
        JourneyStage,
        verbose_name=_("part of the journey"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    place: "models.ForeignKey[Any, Any]" = models.ForeignKey(
        Place,
        verbose_name=_("place"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Only if it is about one place. Nobody who is tied to that prison reads its answers."),
    )
    themes = ClusterTaggableManager(through="questions.QuestionTheme", blank=True, verbose_name=_("themes"))
    access = models.CharField(_("who may answer"), max_length=8, choices=Access, default=Access.OPEN)
    opens_on = models.DateField(
        _("opens on"), null=True, help_text=_("It opens by itself, once a facilitator has tried it.")
    )
    closes_on = models.DateField(
        _("last day"), null=True, help_text=_("It closes by itself at the end of this day.")
    )
    #: "kind:key" as `choosers` has it.
    hangs_on = models.CharField(
        _("what it comes from"),
        max_length=64,
        blank=True,
        help_text=_("The event, topic or point that made us ask. Each shows a link to the other."),
    )
    change_note = models.TextField(
        _("what you change and why"),
        max_length=400,
        blank=True,
        help_text=_("Readers see this beside what was written before."),
    )

    content_panels = panels.CONTENT_PANELS
    promote_panels = panels.PROMOTE_PANELS
    #: For the reading grade, besides title and introduction.
    also_graded: ClassVar[tuple[str, ...]] = ("can_change", "who_decides", "asks_faces", "change_note")

    class Meta:
        verbose_name = _("feedback thread")
        verbose_name_plural = _("feedback threads")

    @property
    def why(self) -> str:
        """Why we ask."""
        return str(self.introduction)

    def highest_grade(self) -> float:
        """People read this before they say something, always."""
        return FOR_EVERYONE

    def clean(self) -> None:
        """Refuse what cannot be, and what must not be changed once a thread has opened (`refusals`)."""
        super().clean()
        errors = refusals.of(self)
        if errors:
            raise ValidationError(errors)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> NoReturn:
        """Nobody comes here: threads answer before Wagtail is asked, from what was handed over."""
        raise Http404

    @property
    def preview_modes(self) -> "list[tuple[str, str | Promise]]":
        """The page, and its Easy Read version."""
        return list(previews.MODES)

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        """The template of threads for a way of looking at it."""
        return previews.TEMPLATES.get(mode_name, self.template)

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        """What readers would see, from the draft."""
        return previews.thread(self, request)


class QuestionTheme(ItemBase):
    """A theme of a thread's page."""

    tag = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="question_themes")
    content_object = ParentalKey(ThreadPage, on_delete=models.CASCADE, related_name="tagged_themes")

    class Meta:
        verbose_name = _("theme of a question")
        verbose_name_plural = _("themes of questions")
