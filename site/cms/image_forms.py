"""The form in which editors upload pictures."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.images.forms import BaseImageForm

from cms.picture_cleaning import cleaned, is_cleaned


class PictureForm(BaseImageForm):
    """Wagtail's form; what is uploaded is cleaned before anything of it is kept."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "description" in self.fields:
            self.fields["description"].label = _("What it shows")
            self.fields["description"].help_text = _(
                "For people who cannot see it, in a sentence. Show nobody without their leave."
            )

    def clean_file(self) -> Any:
        """Drop all but the pixels; a file that cannot be used is refused in plain words."""
        picture = self.cleaned_data["file"]
        if "file" not in self.changed_data or not picture or is_cleaned(picture):
            return picture
        return cleaned(picture)
