"""What somebody typed beside what stands now, field by field: for a save that was made from an older text."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import Model
from django.utils.formats import date_format
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Differs:
    """A field in which the two are not alike, as people read them; nothing where it is empty."""

    label: str
    theirs: str
    yours: str


def both_texts(typed: forms.Form, standing: forms.Form) -> list[Differs]:
    """Fields in which what was typed is not what stands, in their order.

    ``typed`` is valid; ``standing`` is the same form, unbound, made from what stands now. The next save is
    made from that: ``typed`` gets its version.
    """
    found = []
    for bound in standing.visible_fields():
        theirs = told(bound.field, bound.initial)
        yours = told(typed.fields[bound.name], typed.cleaned_data.get(bound.name))
        if theirs != yours:
            found.append(Differs(str(bound.label), theirs, yours))
    data: Any = typed.data.copy()  # type: ignore[attr-defined]  # what was posted can be copied
    data[typed.add_prefix("version")] = str(standing["version"].initial)
    typed.data = data
    return found


def told(field: forms.Field, value: Any) -> str:
    """A value as people read it: a choice by its name, several one a line."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, date):
        return date_format(value, "j F Y")
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, str | Model | int):
        return _one(field, value)
    return "\n".join(sorted(_one(field, one) for one in value))


def _one(field: forms.Field, value: Any) -> str:
    """The name of a choice; anything else as it is written."""
    choices: Mapping[Any, Any] = {}
    if isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField):
        choices = dict(field.choices)  # type: ignore[arg-type]
    elif isinstance(field, forms.ModelChoiceField) and not isinstance(value, Model):
        value = field.queryset.filter(pk=value).first() or ""  # type: ignore[union-attr]
    return str(choices.get(value, value)).replace("\r\n", "\n").strip()
