"""The site's own kinds of page."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PageChooserPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from cms.blocks import BodyBlock
from cms.blocks.glossary import EntryBlock


class PageLanguage(models.TextChoices):
    """The language a page is written in; what stands around it follows the address."""

    ENGLISH = "en-GB", _("English")
    WELSH = "cy", _("Welsh")


class SitePage(Page):
    """What all our pages have: an introduction, a language, no way to hide them behind a password."""

    #: The highest reading grade (Flesch–Kincaid) the page should have; shown to its editor.
    reading_grade_limit: ClassVar[float] = 6.0
    #: No page is hidden behind a password or a sign-in: out here nobody is known (rule 5 of docs/trust.md).
    private_page_options: ClassVar[list[str]] = []

    introduction = models.TextField(
        _("introduction"),
        blank=True,
        max_length=600,
        help_text=_("One to three short sentences below the title. Say what the page is about."),
    )
    language = models.CharField(
        _("language of this page"), max_length=5, choices=PageLanguage, default=PageLanguage.ENGLISH
    )

    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    promote_panels = [
        MultiFieldPanel(
            [FieldPanel("slug"), FieldPanel("seo_title"), FieldPanel("search_description")],
            _("In search results and addresses"),
        ),
        FieldPanel("language"),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("introduction"),
        index.SearchField("search_description"),
    ]

    class Meta:
        abstract = True

    @property
    def lang(self) -> str:
        """The page's language as HTML writes it: "en-GB" or "cy"."""
        return str(self.language)


class HomePage(SitePage):
    """The front page: what people said and what was done, side by side."""

    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    template = "cms/home_page.html"

    button_text = models.CharField(_("main button"), max_length=40, blank=True)
    button_page: "models.ForeignKey[Any, Any]" = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("the button leads to"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    link_text = models.CharField(_("link beside it"), max_length=80, blank=True)
    link_page: "models.ForeignKey[Any, Any]" = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("the link leads to"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    journey_introduction = models.CharField(
        _("words above the journey"),
        max_length=200,
        blank=True,
        default="How much was said about each part, and where something is being done.",
    )

    content_panels = [
        *SitePage.content_panels,
        MultiFieldPanel(
            [
                FieldPanel("button_text"),
                PageChooserPanel("button_page"),
                FieldPanel("link_text"),
                PageChooserPanel("link_page"),
            ],
            _("What to do next"),
        ),
        FieldPanel("journey_introduction"),
    ]

    class Meta:
        verbose_name = _("home page")


class StandardPage(SitePage):
    """An ordinary page."""

    subpage_types = ["cms.StandardPage", "cms.ReflectionPage"]
    parent_page_types = ["cms.HomePage", "cms.StandardPage"]
    template = "cms/standard_page.html"

    body: Any = StreamField(BodyBlock(), blank=True, verbose_name=_("body"))

    content_panels = [*SitePage.content_panels, FieldPanel("body")]
    search_fields = [*SitePage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")


class ReflectionPage(SitePage):
    """One named person's own view, kept apart from the record."""

    subpage_types: ClassVar[list[str]] = []
    template = "cms/reflection_page.html"

    author_name = models.CharField(_("whose view it is"), max_length=120)
    author_role = models.CharField(_("their work and organisation"), max_length=200, blank=True)
    written = models.CharField(
        _("when it was written"),
        max_length=60,
        blank=True,
        help_text=_("As far as it is known, for example “October 2022”."),
    )
    about_page: "models.ForeignKey[Any, Any]" = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("the event it is about"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("The page with the record of what was said."),
    )
    original_title = models.CharField(_("title of the original"), max_length=200, blank=True)
    original_url = models.URLField(_("address of the original"), blank=True)
    body: Any = StreamField(BodyBlock(), blank=True, verbose_name=_("body"))

    content_panels = [
        *SitePage.content_panels,
        MultiFieldPanel(
            [FieldPanel("author_name"), FieldPanel("author_role"), FieldPanel("written")], _("Whose view")
        ),
        PageChooserPanel("about_page"),
        MultiFieldPanel([FieldPanel("original_title"), FieldPanel("original_url")], _("The original")),
        FieldPanel("body"),
    ]
    search_fields = [*SitePage.search_fields, index.SearchField("body"), index.SearchField("author_name")]

    class Meta:
        verbose_name = _("reflection")
        verbose_name_plural = _("reflections")


class GlossaryPage(SitePage):
    """The words we use, from A to Z."""

    max_count = 1
    subpage_types: ClassVar[list[str]] = []
    parent_page_types = ["cms.HomePage"]
    template = "cms/glossary_page.html"

    entries: Any = StreamField([("entry", EntryBlock())], blank=True, verbose_name=_("words"))

    content_panels = [*SitePage.content_panels, FieldPanel("entries")]
    search_fields = [*SitePage.search_fields, index.SearchField("entries")]

    class Meta:
        verbose_name = _("glossary")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the entries in alphabetical order."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context
