"""Who paid, under which number, and whose views these are."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, StructBlock, TextBlock, URLBlock


class FundingBlock(StructBlock):
    """A funder with its reference, and the disclaimer that goes with it."""

    funder = CharBlock(label=_("Funder"), max_length=200)
    reference = CharBlock(
        label=_("Reference"),
        required=False,
        max_length=80,
        help_text=_("The award’s number, as the funder writes it."),
    )
    statement = TextBlock(
        label=_("Disclaimer"),
        required=False,
        rows=3,
        help_text=_("For example whose views these are, and whose they are not."),
    )
    link = URLBlock(label=_("The funder’s page"), required=False)

    class Meta:
        label = _("Funder and disclaimer")
        icon = "tag"
        template = "cms/blocks/funding.html"
        description = _("Who paid, under which number, and whose views these are.")
        preview_value = {
            "funder": "A research council",
            "reference": "AB123456",
            "statement": "The views are the authors’ own.",
        }
