"""The form in which editors upload pictures."""

from typing import Any

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from cms.picture_cleaning import UnusablePictureError, cleaned


class PictureField(WagtailImageField):
    """Wagtail's field; what is uploaded is cleaned before anything else looks at it.

    So a broken file or a bomb is told of in plain words instead of breaking Wagtail's own checks.
    """

    def to_python(self, data: Any) -> Any:
        """Return the cleaned picture, checked by Wagtail too. Raises UnusablePictureError."""
        if data in self.empty_values:
            return None
        if self.max_upload_size is not None and data.size > self.max_upload_size:
            raise UnusablePictureError(
                _("This picture is too big (%(size)s). Make it smaller than %(most)s and try again."),
                code="too-big",
                params={"size": filesizeformat(data.size), "most": self.max_upload_size_text},
            )
        return super().to_python(cleaned(data))


class PictureForm(BaseImageForm):
    """Wagtail's form, with our field."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        given = self.fields.get("file")
        if given is not None:
            self.fields["file"] = PictureField(
                label=given.label, required=given.required, widget=given.widget
            )
        if "description" in self.fields:
            self.fields["description"].label = _("What it shows")
            self.fields["description"].help_text = _(
                "For people who cannot see it, in a sentence. Show nobody without their leave."
            )
