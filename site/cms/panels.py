"""Panels of ours in the page editor."""

from collections.abc import Mapping
from typing import Any

from django.forms import Media
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel
from wagtail.models import Page

from cms.reading import grade_of_page, readings_of_page

TEMPLATE = "cms/admin/reading_grade.html"


def reading_context(page: Page) -> dict[str, Any]:
    """What the panel shows of a page: its grade, the highest it should have, the hardest sentences; and the
    same of each other reading.
    """
    found = grade_of_page(page)
    limit = page.highest_grade()
    return {
        "grade": found,
        "limit": limit,
        "above": found.is_above(limit),
        "readings": readings_of_page(page),
    }


class ReadingGradePanel(Panel):
    """How hard the page is to read, and the sentences that make it so.

    Counted on the server when the page opens and after each save; the button counts again.
    """

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("heading", _("How easy it is to read"))
        kwargs.setdefault("icon", "glasses")
        super().__init__(**kwargs)

    class BoundPanel(Panel.BoundPanel):
        """The panel for one page."""

        template_name = "cms/admin/reading_grade_panel.html"

        @property
        def media(self) -> Media:
            """The script that counts again."""
            return Media(js=["cms/reading_grade.js"])

        def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
            """Add the grade; a page not saved yet has none."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            if self.instance is not None and self.instance.pk:
                context |= reading_context(self.instance)
                context["url"] = reverse("cms-reading-grade", args=[self.instance.pk])
            return context
