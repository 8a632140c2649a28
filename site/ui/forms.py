"""How forms look: label, hint, error and field tied together, and a date as three fields."""

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext_lazy as _


class HouseFormRenderer(TemplatesSetting):
    """Every form and field in the site's own templates.

    Only the frame around a field is ours (templates/ui/forms); the bare inputs stay
    Django's, since Wagtail's admin uses them too.
    """

    form_template_name = "ui/forms/form.html"
    field_template_name = "ui/forms/field.html"


class DayWidget(forms.MultiWidget):
    """Day, month and year, each typed as a number: quicker and surer than a calendar for a known day."""

    template_name = "ui/forms/day.html"
    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        digits = {"inputmode": "numeric", "autocomplete": "off"}
        widgets: dict[str, forms.Widget | type[forms.Widget]] = {
            "day": forms.TextInput({**digits, "maxlength": "2"}),
            "month": forms.TextInput({**digits, "maxlength": "2"}),
            "year": forms.TextInput({**digits, "maxlength": "4"}),
        }
        super().__init__(widgets, attrs)

    def decompress(self, value: Any) -> list[Any]:
        """Return day, month and year of a date; three times nothing without one."""
        return [value.day, value.month, value.year] if value else [None, None, None]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        labels = (_("Day"), _("Month"), _("Year"))
        for subwidget, label in zip(context["widget"]["subwidgets"], labels, strict=True):
            subwidget["label"] = label
        return context


class DayField(forms.MultiValueField):
    """A date as one types it: 14, 1, 2025. Cleans to a ``datetime.date``, or None when left empty."""

    widget = DayWidget

    def __init__(self, **kwargs: Any) -> None:
        fields = (
            forms.IntegerField(min_value=1, max_value=31),
            forms.IntegerField(min_value=1, max_value=12),
            forms.IntegerField(min_value=1900, max_value=2200),
        )
        kwargs.setdefault("require_all_fields", True)
        kwargs.setdefault("help_text", _("For example, 14 1 2025"))
        super().__init__(fields, **kwargs)
        self.error_messages.setdefault("no_such_day", _("This must be a real date, such as 14 1 2025."))

    def clean(self, value: Any) -> Any:
        """Return the date; one kind sentence whichever of the three is wrong."""
        if not any(str(part or "").strip() for part in value or []):
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return None
        try:
            return super().clean(value)
        except ValidationError as error:
            raise ValidationError(self.error_messages["no_such_day"], code="no_such_day") from error

    def compress(self, data_list: list[int]) -> datetime.date | None:
        """Put the three numbers together; refuse the 31st of February."""
        if not data_list:
            return None
        day, month, year = data_list
        try:
            return datetime.date(year, month, day)
        except ValueError as error:
            raise ValidationError(self.error_messages["no_such_day"], code="no_such_day") from error
