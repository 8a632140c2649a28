"""Running text, with few features: what is not offered cannot be misused."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import RichTextBlock

#: Headings of the second and third level, bold, italic, lists, links to pages, addresses and documents.
FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link"]
#: Inside a callout or an explanation: no headings.
SMALL_FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link"]


class TextBlock(RichTextBlock):
    """Paragraphs, headings, lists and links."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("features", FEATURES)
        super().__init__(**kwargs)

    class Meta:
        label = _("Text")
        icon = "pilcrow"
        template = "cms/blocks/text.html"
        description = _("Paragraphs, headings, lists and links.")
        preview_value = (
            "<h2>What was said</h2><p>Setting things up takes time. The last week is too late.</p>"
        )


class SmallTextBlock(RichTextBlock):
    """Paragraphs, lists and links inside another block."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("features", SMALL_FEATURES)
        super().__init__(**kwargs)
