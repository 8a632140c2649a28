"""Forms of this room: the parts of a report, each with its own plain question, and a choice of months."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from consultations.reporting import periods, writing
from consultations.reporting.enums import Part

#: What helps to write each part.
HINTS: dict[Part, "str | Promise"] = {
    Part.AIM: _("What was to be learned or decided with people, and why with them."),
    Part.METHODS: _(
        "Who took part, when and where, how they were found, what they were asked, what support and payment "
        "they got."
    ),
    Part.RESULTS_GOOD: _("What people brought that was not known, what was agreed, what is being done now."),
    Part.RESULTS_BAD: _(
        "What was expected and did not come. What took more time or money, or upset somebody."
    ),
    Part.INFLUENCE_GOOD: _("What in the plan, the service or the research is different because of them."),
    Part.INFLUENCE_BAD: _("What stayed as it was, and why. What became harder, for the work or for people."),
    Part.REFLECTIONS: _("Who was missing. What you would do again, and what you would not."),
}


class ReportForm(forms.Form):
    """All parts. Whatever is still empty, it can be saved at any time."""

    says_optional = False
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for part in Part:
            self.fields[part.value] = forms.CharField(
                label=str(part.label),
                help_text=str(HINTS[part]),
                required=False,
                max_length=writing.LONGEST,
                widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "true", "autocomplete": "off"}),
            )

    @property
    def words(self) -> dict[Part, str]:
        """What was typed, by part."""
        return {part: self.cleaned_data[part.value] for part in Part}

    def mark_empty(self, missing: Sequence[Part]) -> None:
        """Say beside each of these that it is needed before the report is complete."""
        for part in missing:
            self.add_error(
                part.value, _("Write something here. If there is nothing to tell, say so in your words.")
            )


def initial_of(words: Mapping[Part, str], version: int) -> dict[str, Any]:
    """What a form begins with."""
    return {"version": version, **{part.value: text for part, text in words.items()}}


class PeriodForm(forms.Form):
    """From one month to another."""

    first = forms.ChoiceField(label=_("From"))
    last = forms.ChoiceField(label=_("To"))

    def __init__(self, *args: Any, months: Sequence[datetime.date], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if months:
            self.initial.setdefault("first", periods.written(months[-1]))
        choices = [(periods.written(month), date_format(month, "F Y")) for month in months]
        for name in ("first", "last"):
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Refuse a time that ends before it begins."""
        data: dict[str, Any] = super().clean() or {}
        if "first" in data and "last" in data:
            self.period = periods.period(data["first"], data["last"])
            if self.period is None:
                self.add_error("last", _("This month is before the first. Choose a later one."))
        return data
