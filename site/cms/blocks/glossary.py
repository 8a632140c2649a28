"""A word explained."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, StructBlock, TextBlock


class EntryBlock(StructBlock):
    """A word, its other names, and what it means in plain English."""

    term = CharBlock(label=_("Word"), max_length=80)
    also = CharBlock(
        label=_("Also called"),
        required=False,
        max_length=160,
        help_text=_("Other names of the same thing, with commas."),
    )
    meaning = TextBlock(
        label=_("What it means"),
        rows=3,
        help_text=_("One to three short sentences, without other hard words."),
    )

    class Meta:
        label = _("Word")
        icon = "title"
