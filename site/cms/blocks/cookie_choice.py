"""Buttons to change what one chose about counting visits."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import StructBlock

from edge import integration


class CookieChoiceBlock(StructBlock):
    """Shows what the visitor chose and lets them choose again; nothing while visits are not counted."""

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Add how this visitor stands to the integration."""
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        request = (parent_context or {}).get("request")
        if request is not None:
            now = integration.standing(request)
            context |= {
                "is_on": now.integration is not None,
                "accepted": now.choice == integration.ACCEPT,
                "rejected": now.choice == integration.REJECT,
                "action": reverse("edge:cookie-choice"),
                "next": request.path,
            }
        return context

    class Meta:
        label = _("Change the cookie choice")
        icon = "cog"
        template = "cms/blocks/cookie_choice.html"
        description = _(
            "Buttons to change what one chose about counting visits. Shown only while visits are counted."
        )
        form_classname = "struct-block"
