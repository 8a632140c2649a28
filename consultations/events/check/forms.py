"""Forms of a check: the code that is typed in, and what those who hold it fill in."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from consultations.events.check.drafts import ParagraphShown
from ui.forms import DayField

_OFF = {"autocomplete": "off"}


class CodeForm(forms.Form):
    """The code, as somebody types it."""

    says_optional = False

    code = forms.CharField(
        required=False,
        label=_("The code"),
        help_text=_("4 groups of 3 digits."),
        widget=forms.TextInput({**_OFF, "inputmode": "numeric", "class": "digits"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("use_required_attribute", False)
        super().__init__(*args, **kwargs)


class OpenForm(forms.Form):
    """Until when a draft is shown."""

    closes_on = DayField(
        label=_("Last day"),
        help_text=_("Two weeks are a good time. Post to prisons takes a week each way."),
        error_messages={"required": _("Choose a last day.")},
    )


class PaperForm(forms.Form):
    """What somebody wrote on paper about a draft."""

    says_optional = False

    about = forms.ChoiceField(label=_("Which paragraph it is about"), required=False)
    words = forms.CharField(
        label=_("What it says"),
        required=False,
        strip=False,
        widget=forms.Textarea({**_OFF, "rows": 5, "spellcheck": "false"}),
        help_text=_("As it was written, word for word. Leave out who wrote it."),
    )
    once = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, paragraphs: Sequence[ParagraphShown], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(one.key, one.label) for one in paragraphs if one.key]
        self.fields["about"].choices = [("", _("All of it")), *named]  # type: ignore[attr-defined]
