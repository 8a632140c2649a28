"""Wagtail's admin in our words: what it shows, and what nobody here needs to see."""

from typing import Any, ClassVar

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.userbar import ContentCheckerItem

from cms.admin_views import reading_grade
from cms.chrome import furniture_of

#: Reports that show who did what at which second, or that nobody here asks for.
HIDDEN_REPORTS = frozenset(("site-history", "aging-pages", "page-types-usage", "redirects", "object-usage"))
#: People and groups have their own pages; sites are set by BASE_URL; the rest is Wagtail's about itself.
HIDDEN_SETTINGS = frozenset(("users", "groups", "sites", "collections", "workflows", "workflow-tasks"))
SUPERUSERS_SETTINGS = frozenset(("sites", "collections", "workflows", "workflow-tasks"))


@hooks.register("insert_global_admin_css")
def our_look() -> SafeString:
    """The house's type and colours, and what this room adds."""
    return format_html_join(
        "", '<link rel="stylesheet" href="{}">', [(static("ui/admin.css"),), (static("cms/admin.css"),)]
    )


@hooks.register("register_admin_urls")
def our_addresses() -> list[URLPattern]:
    """Views of ours below Wagtail's admin."""
    return [path("reading-grade/<int:page_id>/", reading_grade, name="cms-reading-grade")]


@hooks.register("before_serve_page")
def begin_with_the_chrome(page: Any, request: HttpRequest, serve_args: Any, serve_kwargs: Any) -> None:
    """Notice before any link is made that the site's root may have moved (cms.chrome)."""
    furniture_of(request)


@hooks.register("register_admin_menu_item")
def back_to_members() -> MenuItem:
    """The way back to the members' pages."""
    return MenuItem(_("Back to your page"), "/members/", name="members", icon_name="arrow-left", order=1)


@hooks.register("construct_reports_menu")
def fewer_reports(request: HttpRequest, items: list[Any]) -> None:
    """Leave out the reports that keep a clock of persons."""
    items[:] = [item for item in items if item.name not in HIDDEN_REPORTS]


@hooks.register("construct_settings_menu")
def fewer_settings(request: HttpRequest, items: list[Any]) -> None:
    """Leave out what is set elsewhere; a superuser keeps what only a superuser can need."""
    superuser = bool(getattr(request.user, "is_superuser", False))
    shown = SUPERUSERS_SETTINGS if superuser else frozenset()
    items[:] = [item for item in items if item.name not in HIDDEN_SETTINGS - shown]


@hooks.register("construct_help_menu")
def no_help_from_elsewhere(request: HttpRequest, items: list[Any]) -> None:
    """Leave out links to other people's sites."""
    items[:] = [item for item in items if item.name == "keyboard-shortcuts-trigger"]


class WelcomePanel(Component):
    """What one does here, in four lines."""

    name = "welcome"
    template_name = "cms/admin/welcome.html"
    order = 50

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Whether this person may publish, or hands in what they wrote."""
        user = parent_context["request"].user
        return {"publishes": user.is_superuser or user.groups.filter(name="publisher").exists()}


@hooks.register("construct_homepage_panels")
def welcome(request: HttpRequest, panels: list[Any]) -> None:
    """Begin with what one does here."""
    panels.append(WelcomePanel())


@hooks.register("construct_homepage_summary_items", order=1000)
def no_counting(request: HttpRequest, items: list[Any]) -> None:
    """How many pages, pictures and documents there are helps nobody."""
    items[:] = []


class OurChecker(ContentCheckerItem):
    """Wagtail's accessibility checker with all that axe knows of WCAG 2.2 AA, not ten rules."""

    axe_run_only: ClassVar[list[str]] = [
        "wcag2a",
        "wcag2aa",
        "wcag21a",
        "wcag21aa",
        "wcag22aa",
        "best-practice",
    ]
    #: Said of a fragment of the page, not of its frame.
    axe_rules: ClassVar[dict[str, dict[str, bool]]] = {"region": {"enabled": False}}
    axe_messages: ClassVar[dict[str, dict[str, Any]]] = {
        **ContentCheckerItem.axe_messages,
        "heading-order": {
            "error_name": _("A heading of the wrong size"),
            "help_text": _("After a large heading comes a middle one. Do not leave one out."),
        },
        "link-name": {
            "error_name": _("A link without words"),
            "help_text": _("Say where the link goes."),
        },
        "image-alt": {
            "error_name": _("A picture without words"),
            "help_text": _("Say what it shows, or mark it as decoration."),
        },
        "empty-heading": {
            "error_name": _("A heading without words"),
            "help_text": _("Give it words or take it out."),
        },
    }


@hooks.register("construct_wagtail_userbar")
def our_checker(request: HttpRequest, items: list[Any], page: Any) -> None:
    """Check with our rules instead of Wagtail's ten."""
    for number, item in enumerate(items):
        if isinstance(item, ContentCheckerItem):
            items[number] = OurChecker(in_editor=item.in_editor)
