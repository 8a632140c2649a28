"""The form with which a facilitator closes a thread early."""

from django import forms
from django.utils.translation import gettext_lazy as _

from feedback.questions.opening import LONGEST_REASON


class CloseForm(forms.Form):
    """Why it is closed before its last day."""

    because = forms.CharField(
        label=_("Why do you close it?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST_REASON,
        help_text=_("One or two sentences. Everybody who comes to answer reads them."),
        error_messages={"required": _("Say why. Everybody who comes to answer reads it.")},
    )
