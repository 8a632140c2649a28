"""A sentence of an Easy Read version: one idea, and a drawing that means the same."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ChoiceBlock, StructBlock

from ui.drawings import DRAWINGS


class SentenceBlock(StructBlock):
    """One short sentence, with a drawing of ours beside it."""

    words = CharBlock(
        label=_("Sentence"),
        max_length=140,
        help_text=_("One idea in at most 12 words. No hard word without saying what it means."),
    )
    drawing = ChoiceBlock(
        label=_("Drawing"),
        required=False,
        choices=DRAWINGS,
        help_text=_("One that means the same as the sentence. If none does, leave it out."),
    )

    class Meta:
        label = _("Sentence")
        icon = "doc-empty"
        label_format = "{words}"
