"""What those who took part said, in the editor itself: with the paragraph it is about, while one writes."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel

from consultations.events.check.drafts import draft_of
from consultations.events.check.remarking import remarked
from consultations.events.check.rows import Check
from consultations.events.permissions import Act, may


class CheckPanel(Panel):
    """The newest participants' check of a page, for those who may see it."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("heading", _("Did we get it right?"))
        kwargs.setdefault("icon", "comment")
        super().__init__(**kwargs)

    class BoundPanel(Panel.BoundPanel):
        """The panel for one page."""

        template_name = "events/admin/check_panel.html"

        def is_shown(self) -> bool:
            """Once the page was saved, to those who may see its check."""
            user = getattr(self.request, "user", None)
            return bool(self.instance is not None and self.instance.pk and may(user, Act.SEE_CHECK))

        def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
            """Add where the check is, and the paragraphs about which something was said. Four queries."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            found = Check.objects.filter(page=self.instance.pk).newest_first()
            check = found.select_related("page", "revision").first()
            context["url"] = reverse("event-check:check", args=[self.instance.pk])
            context["is_open"] = check is not None and check.is_open(timezone.localdate())
            context["remarked"] = remarked(check, draft_of(check)) if check is not None else None
            return context
