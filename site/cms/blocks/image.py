"""A picture with words for those who cannot see it, or marked as decoration."""

from typing import Any

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, StructBlock
from wagtail.images.blocks import ImageBlock


class PictureBlock(StructBlock):
    """A picture on the page. Words instead of it are required unless it is marked as decoration."""

    image = ImageBlock(label=_("Picture"))
    caption = CharBlock(
        label=_("Words below it"),
        required=False,
        max_length=250,
        help_text=_("Who made it, and what it shows if that is not plain. It must not show who somebody is."),
    )

    class Meta:
        label = _("Picture")
        icon = "image"
        template = "cms/blocks/image.html"
        description = _("A picture with words instead of it for those who cannot see it.")


def read_pictures_at_once(body: Any) -> None:
    """Read all pictures of a body and their sizes with two queries instead of some for each picture."""
    if not any(part["type"] == "image" for part in body.raw_data):
        return
    pictures = [
        child.value["image"] for child in body if child.block_type == "image" and child.value["image"]
    ]
    prefetch_related_objects(pictures, "renditions")
