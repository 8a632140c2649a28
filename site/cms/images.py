"""Pictures and their sizes."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition


class PublishedImage(AbstractImage):
    """A picture without the camera's own notes: EXIF, place and comments are dropped at upload."""

    admin_form_fields = (
        "title",
        "file",
        "description",
        "collection",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")


class Rendition(AbstractRendition):
    """A picture at one size."""

    image: "models.ForeignKey[Any, Any]" = models.ForeignKey(
        PublishedImage, on_delete=models.CASCADE, related_name="renditions"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("image", "filter_spec", "focal_point_key"), name="cms_rendition_once"
            )
        ]
