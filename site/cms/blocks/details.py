"""Something to open if wanted."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, StructBlock

from cms.blocks.text import SmallTextBlock


class DetailsBlock(StructBlock):
    """A line that opens to more, for what only some readers need."""

    summary = CharBlock(label=_("The line that is always shown"), max_length=120)
    text = SmallTextBlock(label=_("What it opens to"))

    class Meta:
        label = _("More to open")
        icon = "collapse-down"
        template = "cms/blocks/details.html"
        description = _("A line that opens to more, for what only some readers need.")
        preview_value = {
            "summary": "How to clear the history",
            "text": "<p>Open the menu of your browser.</p>",
        }
