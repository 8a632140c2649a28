"""The form of a response."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from feedback.moderation.responding import LONGEST, Text
from feedback.threads.enums import ResponseKind
from ui.forms import DayField

_OFF = {"autocomplete": "off"}


class ResponseForm(forms.Form):
    """What a response says. For a phone: one choice, one field, and two that are filled in already."""

    kind = forms.ChoiceField(
        label=_("What do you want to say?"), choices=ResponseKind, widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=_("Your response"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6, **_OFF}),
        help_text=_(
            "Begin with what you heard. Short words. Everybody can read it, with your name and role."
        ),
    )
    due_on = DayField(
        label=_("If you will do something: by which day?"),
        required=False,
        help_text=_("For example, 14 3 2027"),
    )
    who = forms.CharField(label=_("Who sees to it?"), max_length=120, required=False)
    name = forms.CharField(label=_("Your name, as it is shown"), max_length=120)
    role = forms.CharField(label=_("Your role, as it is shown"), max_length=120)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def clean(self) -> dict[str, Any]:
        """A promise needs a day and a person; asked where they are missing."""
        data = super().clean() or self.cleaned_data
        if data.get("kind") == ResponseKind.WILL_DO:
            if not data.get("due_on") and "due_on" not in self.errors:
                self.add_error("due_on", _("Say by which day it will be done."))
            if not data.get("who"):
                self.add_error("who", _("Say who sees to it."))
        return data

    @property
    def text(self) -> Text:
        """The response, once the form is valid."""
        names = ("kind", "words", "name", "role", "due_on", "who")
        return Text(**{name: self.cleaned_data[name] for name in names})
