"""Something nobody should miss."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, StructBlock

from cms.blocks.text import SmallTextBlock


class CalloutBlock(StructBlock):
    """A short passage set apart from the rest. More than one on a page, and none is noticed."""

    title = CharBlock(label=_("Heading"), max_length=100)
    text = SmallTextBlock(label=_("Text"))

    class Meta:
        label = _("Callout")
        icon = "warning"
        template = "cms/blocks/callout.html"
        description = _("Something nobody should miss. Use it once on a page at most.")
        preview_value = {
            "title": "You need no account",
            "text": "<p>Everything here can be read by anyone.</p>",
        }
