"""The pages, images and settings that editors write."""

from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, Image
from django.db import models


class PublishedImage(AbstractImage):
    """A picture without the camera's own notes: EXIF, place and comments are dropped at upload."""

    admin_form_fields = Image.admin_form_fields

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")


class Rendition(AbstractRendition):
    """A picture at one size."""

    image = models.ForeignKey(PublishedImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [models.UniqueConstraint(fields=("image", "filter_spec", "focal_point_key"), name="cms_rendition_once")]
