"""The form with which an editor writes a thread."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from cms import recordings
from feedback.questions import choosers, refusals
from vocabulary.role_groups import RoleGroup


class ThreadPageForm(WagtailAdminPageForm):
    """Adds what the columns alone do not tell: groups as boxes, what it comes from as a list."""

    for_groups = forms.MultipleChoiceField(
        label=_("For whom"),
        choices=[(group.value, group.label) for group in RoleGroup],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Said on the page; nobody is turned away. None: for everybody."),
    )
    hangs_on = forms.ChoiceField(
        label=_("What it comes from"),
        required=False,
        help_text=_("The event, topic or point that made us ask. Each shows a link to the other."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "hangs_on" in self.fields:
            self.fields["hangs_on"].choices = self._things()
        if "for_groups" in self.fields:
            self.fields["for_groups"].choices = [(group.value, capfirst(group.label)) for group in RoleGroup]

    def _things(self) -> list[Any]:
        """What it can come from; what is chosen now stays possible when it is no longer public."""
        offered: list[Any] = [("", _("Nothing")), *choosers.choices()]
        known = {value for _group, things in offered[1:] for value, _words in things}
        chosen = self.instance.hangs_on
        if chosen and chosen not in known:
            offered.append((chosen, _("Something that is not published any more")))
        return offered

    def clean_recording(self) -> Any:
        """Only a sound file."""
        document = self.cleaned_data.get("recording")
        if document is not None:
            recordings.check(document)
        return document

    def clean(self) -> dict[str, Any]:
        """Ask for a word on changes of an open thread (`refusals.without_a_word`)."""
        cleaned: dict[str, Any] = super().clean()
        for field, message in refusals.without_a_word(self.instance.pk, cleaned).items():
            if field in self.fields:
                self.add_error(field, message)
        return cleaned
