"""Blocks of a summary: its other readings, and what was put right after it was published."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, DateBlock, StreamBlock, StructBlock, TextBlock
from wagtail.images.blocks import ImageBlock

from cms.blocks import CalloutBlock
from cms.blocks import TextBlock as RichText
from cms.blocks.easy_read import SentenceBlock


class InShortBlock(StreamBlock):
    """The summary on one page."""

    text = RichText()
    callout = CalloutBlock()

    class Meta:
        label = _("On one page")


class EasySentenceBlock(SentenceBlock):
    """One short sentence, with a picture that means the same."""

    picture = ImageBlock(
        label=_("Or a picture of your own"),
        required=False,
        help_text=_("It stands in place of the drawing. It must not show who somebody is."),
    )


class EasyReadBlock(StreamBlock):
    """The summary in Easy Read: headings, and short sentences with pictures."""

    heading = CharBlock(label=_("Heading"), max_length=80, icon="title")
    sentence = EasySentenceBlock()

    class Meta:
        label = _("Easy Read")


class CorrectionBlock(StructBlock):
    """Something that was put right after the summary had been published."""

    day = DateBlock(label=_("Day"))
    what = TextBlock(
        label=_("What was changed"),
        rows=2,
        max_length=400,
        help_text=_("What it said, and what it says now. Repeat nothing that had to go."),
    )
    why = TextBlock(label=_("Why"), rows=2, max_length=400)

    class Meta:
        label = _("Correction")
        icon = "edit"
        label_format = "{day}: {what}"
        #: Said plainly, but once and for the record: it does not make the summary harder to read.
        graded = False

    def clean(self, value: Any) -> Any:
        """Refuse a day that has not come yet."""
        cleaned = super().clean(value)
        if cleaned["day"] > timezone.localdate():
            raise ValidationError(_("Nothing can have been corrected on a day to come."))
        return cleaned


class CorrectionsBlock(StreamBlock):
    """All corrections, in any order."""

    correction = CorrectionBlock()

    class Meta:
        label = _("Corrections")
