"""The few things templates of the look ask of Python."""

from django import forms, template
from django.forms import BoundField

register = template.Library()


@register.filter
def field_kind(field: BoundField) -> str:
    """How a field is drawn: "check" (one box), "choices" (a list of boxes or radios), "date" or "text"."""
    widget = field.field.widget
    if isinstance(widget, forms.CheckboxInput):
        return "check"
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return "choices"
    if isinstance(widget, forms.MultiWidget | forms.SelectDateWidget):
        return "date"
    return "text"
