"""Forms of this room."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from following import acts, queries, subjects
from following.enums import Followable, HowOften
from people.models import Person


class HowOftenForm(forms.Form):
    """How often mail comes."""

    how_often = forms.ChoiceField(
        label=_("How often do you want mail?"),
        choices=[
            (HowOften.AT_ONCE, _("At the next set time")),
            (HowOften.DAILY, _("Once a day")),
            (HowOften.WEEKLY, _("Once a week, on Monday")),
            (HowOften.NONE, _("Not at all")),
        ],
        widget=forms.RadioSelect,
        help_text=_(
            "One mail tells you of everything new. It comes only when there is something new. Mail about "
            "votes comes at the next set time, to everybody who can vote, unless you choose “Not at all”."
        ),
    )


#: What the groups of the form are called.
_ASKED = {
    Followable.THREAD: _("Questions"),
    Followable.THEME: _("Themes"),
    Followable.STAGE: _("Parts of the journey"),
    Followable.PLACE: _("Places"),
}


class ChooseForm(forms.Form):
    """What can be followed from a list: one group of boxes for each kind of which there is something."""

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mine = queries.all_keys(person)
        for kind in acts.CHOSEN:
            choices = subjects.offered(kind)
            if choices:
                self.fields[str(kind)] = forms.MultipleChoiceField(
                    label=_ASKED[kind],
                    choices=choices,
                    initial=sorted(mine.get(kind, ())),
                    required=False,
                    widget=forms.CheckboxSelectMultiple,
                )

    def chosen(self) -> dict[Followable, list[str]]:
        """The keys that were ticked, by kind."""
        return {Followable(name): keys for name, keys in self.cleaned_data.items()}
