"""Pictures and their sizes."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition

from cms.picture_cleaning import cleaned, is_cleaned


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

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep a new file only after cleaning, however it came here (form, command, program)."""
        given: Any = getattr(self, "file")  # noqa: B009 - a field without a type
        if given and not given._committed and not is_cleaned(given.file):
            self.file = cleaned(given.file)
            self._set_image_file_metadata()
        super().save(*args, **kwargs)


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
