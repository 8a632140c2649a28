"""Somebody's own words, with who said them and where."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, StructBlock, TextBlock


class QuotationBlock(StructBlock):
    """Words as they were spoken or written. They are never corrected."""

    words = TextBlock(
        label=_("Their words"),
        rows=3,
        help_text=_("Exactly as they were said, without quotation marks. Nothing here may show who it was."),
    )
    who = CharBlock(
        label=_("Who said it"),
        required=False,
        max_length=120,
        help_text=_(
            "A group, for example “Somebody who works in a prison”. A name only if they agreed to it."
        ),
    )
    context = CharBlock(
        label=_("When and where"),
        required=False,
        max_length=160,
        help_text=_("For example “At the event of October 2022”."),
    )

    class Meta:
        label = _("Quotation")
        icon = "openquote"
        template = "cms/blocks/quotation.html"
        description = _("Somebody’s own words, large.")
        preview_value = {
            "words": "Nobody there knew me.",
            "who": "Somebody who left prison",
            "context": "At an event",
        }
