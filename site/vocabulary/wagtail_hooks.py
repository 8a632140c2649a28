"""The words every room shares, in Wagtail's admin: one place in the menu, "Words and places"."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from vocabulary.models import JourneyStage, Place, Theme


class ThemeViewSet(SnippetViewSet):
    """What things are about."""

    model = Theme
    icon = "tag"
    menu_label = _("Themes")
    list_display = ["name", "slug"]
    search_fields = ["name"]
    panels = [
        FieldPanel("name", help_text=_("A word or two, in plain English.")),
        FieldPanel("slug", help_text=_("Stands in addresses and in what was written. Leave it as it is.")),
    ]


class PlaceViewSet(SnippetViewSet):
    """Prisons, regions and areas of release."""

    model = Place
    icon = "globe"
    menu_label = _("Places")
    list_display = ["name", "kind", "region"]
    list_filter = ["kind", "region"]
    search_fields = ["name"]
    panels = [
        HelpPanel(
            content=_(
                "Custody and release are often far apart. A prison and an area of release are two places."
            )
        ),
        FieldPanel("kind"),
        FieldPanel("name"),
        FieldPanel("slug", help_text=_("Stands in addresses. Leave it as it is once it is used.")),
        FieldPanel("region"),
    ]


class JourneyStageViewSet(SnippetViewSet):
    """The stages of the journey."""

    model = JourneyStage
    icon = "arrow-right"
    menu_label = _("Journey stages")
    list_display = ["name", "short_name", "position"]
    ordering = ["position"]
    panels = [
        FieldPanel("name"),
        FieldPanel("short_name"),
        FieldPanel("explanation"),
        FieldPanel("position"),
        FieldPanel(
            "key",
            help_text=_("Stands in addresses and in what was written. Leave it as it is."),
        ),
    ]

    def get_queryset(self, request: Any) -> Any:
        """In the order of the journey."""
        return JourneyStage.objects.order_by("position")


class WordsAndPlaces(SnippetViewSetGroup):
    """One place in the menu for all three."""

    items = (ThemeViewSet, PlaceViewSet, JourneyStageViewSet)
    menu_label = _("Words and places")
    menu_icon = "list-ul"
    menu_order = 400


register_snippet(WordsAndPlaces)
