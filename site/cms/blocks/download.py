"""A document to take away."""

from typing import Any

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, StructBlock
from wagtail.documents.blocks import DocumentChooserBlock


class DownloadBlock(StructBlock):
    """A link to a document with its kind and size, so that nobody pays for a surprise."""

    document = DocumentChooserBlock(label=_("Document"))
    title = CharBlock(
        label=_("Link text"),
        required=False,
        max_length=120,
        help_text=_("Empty: the title of the document."),
    )

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Add kind ("PDF") and size ("1.2 MB") of the document."""
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        document = value.get("document")
        if document is not None:
            context |= {
                "href": document.url,
                "title": value.get("title") or document.title,
                "kind": document.file_extension.upper(),
                "size": filesizeformat(document.get_file_size() or 0),
            }
        return context

    class Meta:
        label = _("Document to download")
        icon = "download"
        template = "cms/blocks/download.html"
        description = _("A document with its kind and size. Put what matters on the page as well.")
