"""A promise and its limit: neither is ever shown without the other."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, StructBlock

from cms.blocks.text import SmallTextBlock


class PromiseBlock(StructBlock):
    """What is promised, and beside it at the same size what that cannot cover. Both are required."""

    subject = CharBlock(label=_("What it is about"), max_length=100)
    promise = SmallTextBlock(label=_("What we promise"))
    limit = SmallTextBlock(label=_("What that cannot cover"))

    class Meta:
        label = _("Promise and limit")
        icon = "lock"
        template = "cms/blocks/promise.html"
        description = _("A promise, and beside it at the same size what it cannot cover.")
        preview_value = {
            "subject": "Reading",
            "promise": "<p>You need no account to read.</p>",
            "limit": "<p>Your browser keeps a list of the pages you saw.</p>",
        }
