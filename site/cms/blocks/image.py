"""A picture with words for those who cannot see it, or marked as decoration."""

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
