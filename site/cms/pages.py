"""The site's own kinds of page."""

import unicodedata
from typing import Any, ClassVar, NamedTuple

from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PageChooserPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PageViewRestriction
from wagtail.search import index

from cms.blocks import BodyBlock
from cms.blocks.glossary import EntryBlock
from cms.blocks.image import read_pictures_at_once
from cms.front_page import front_page_of
from cms.menu import MenuItem
from cms.panels import ReadingGradePanel
from cms.reading_grade import FOR_EVERYONE, FOR_THE_PUBLIC
from cms.way import sections

#: Wagtail's root has depth 1, the home page 2.
_HOME_DEPTH = 2


class PageLanguage(models.TextChoices):
    """The language a page is written in; what stands around it follows the address."""

    ENGLISH = "en-GB", _("English")
    WELSH = "cy", _("Welsh")


class SitePage(Page):
    """What all our pages have: an introduction, a language, no way to hide them behind a password."""

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
    for_everyone = models.BooleanField(
        _("people read this before they say something, vote or come back"),
        default=False,
        help_text=_("Then it has to be easier to read than other pages: grade 4 instead of 6."),
    )

    content_panels = [*Page.content_panels, FieldPanel("introduction"), ReadingGradePanel()]
    promote_panels = [
        MultiFieldPanel(
            [FieldPanel("slug"), FieldPanel("seo_title"), FieldPanel("search_description")],
            _("In search results and addresses"),
        ),
        MultiFieldPanel([FieldPanel("language"), FieldPanel("for_everyone")], _("How it is written")),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("introduction"),
        index.SearchField("search_description"),
    ]

    class Meta:
        abstract = True

    @classmethod
    def can_exist_under(cls, parent: Page) -> bool:
        """Only the home page stands beside it; all else stands below."""
        allowed: bool = super().can_exist_under(parent)
        return allowed and (not parent.is_root() or cls._stands_at_the_top)

    #: Whether this kind of page may stand directly below Wagtail's root.
    _stands_at_the_top: ClassVar[bool] = False

    @property
    def lang(self) -> str:
        """The page's language as HTML writes it: "en-GB" or "cy"."""
        return str(self.language)

    def get_view_restrictions(self) -> QuerySet[PageViewRestriction]:
        """None, ever, and so no queries for them: nobody can make any (cms.closed_urls)."""
        return PageViewRestriction.objects.none()

    def highest_grade(self) -> float:
        """The reading grade (Flesch–Kincaid) this page should not be above."""
        return FOR_EVERYONE if self.for_everyone else FOR_THE_PUBLIC

    def breadcrumbs(self) -> list[tuple[str, str]]:
        """Links to the pages above this one, from the home page down. At most one query."""
        if self.depth <= _HOME_DEPTH:
            return []
        home = (str(_("Home")), reverse("wagtail_serve", args=[""]))
        if self.depth == _HOME_DEPTH + 1:
            return [home]
        above = self.get_ancestors().filter(depth__gt=_HOME_DEPTH, live=True)
        return [home, *((page.title, page.get_url()) for page in above)]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the way back up, and read the pictures' sizes at once instead of one by one."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["breadcrumbs"] = self.breadcrumbs()
        context["is_preview"] = getattr(request, "is_preview", False)
        body = getattr(self, "body", None)
        if body is not None:
            read_pictures_at_once(body)
        return context


class HomePage(SitePage):
    """The front page: what people said and what was done, side by side."""

    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    _stands_at_the_top = True
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

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        """Find a page below by what is remembered of the way; the front page itself is read anew."""
        if not path_components:
            return super(HomePage, HomePage.objects.get(pk=self.pk)).route(request, [])
        section = sections(self, request).get(path_components[0])
        if section is None or len(path_components) == 1:
            return super().route(request, path_components)
        return section.route(request, path_components[1:])

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add what the rooms plugged into the front page bring."""
        context = super().get_context(request, *args, **kwargs)
        context["front_page"] = front_page_of(request)
        context["buttons"] = self.buttons(request)
        return context

    def buttons(self, request: HttpRequest) -> list[MenuItem]:
        """The main button and the link beside it, each only when it leads to a live page. One query."""
        wanted = [(self.button_text, self.button_page_id), (self.link_text, self.link_page_id)]
        pages = Page.objects.live().in_bulk([pk for _text, pk in wanted if pk])
        return [
            MenuItem(text or pages[pk].title, pages[pk].get_url(request) or "")
            for text, pk in wanted
            if pk in pages
        ]


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

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the page with the record, while it is live."""
        context = super().get_context(request, *args, **kwargs)
        about = self.about_page
        if about is not None and about.live:
            context["record"] = MenuItem(about.title, about.get_url(request) or "")
        return context

    class Meta:
        verbose_name = _("reflection")
        verbose_name_plural = _("reflections")


class Word(NamedTuple):
    """A word of the glossary; ``anchor`` is what stands after "#" in its address."""

    anchor: str
    term: str
    also: str
    meaning: str


class Letter(NamedTuple):
    """The words that begin with a letter."""

    letter: str
    anchor: str
    words: list[Word]


def anchor_of(term: str) -> str:
    """Where a word stands on the glossary page: the part of the address after the "#"."""
    return slugify(term, allow_unicode=True) or "word"


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
        """Add the entries from A to Z and the letters they begin with."""
        context = super().get_context(request, *args, **kwargs)
        context["letters"] = self.letters()
        return context

    def letters(self) -> list[Letter]:
        """The entries from A to Z, by the letter they begin with."""
        found: dict[str, list[Word]] = {}
        for block in self.entries:
            value = block.value
            word = Word(anchor_of(value["term"]), value["term"], value.get("also") or "", value["meaning"])
            found.setdefault(_first_letter(word.term), []).append(word)
        return [
            Letter(letter, f"letter-{letter.lower()}", sorted(words, key=lambda word: word.term.casefold()))
            for letter, words in sorted(found.items())
        ]


def _first_letter(term: str) -> str:
    plain = unicodedata.normalize("NFKD", term.strip())[:1].upper()
    return plain if plain.isalpha() else "0"
