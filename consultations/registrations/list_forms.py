"""What is asked of facilitators: a group known by number, how to join, and who came."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from consultations.registrations import joining
from consultations.registrations.forms import NOT_KEPT, Line, QuietForm, needs_at
from consultations.registrations.models import Registration
from consultations.registrations.registering import Details
from consultations.registrations.words import Told
from vocabulary.models import Place, PlaceKind
from vocabulary.role_groups import RoleGroup

#: What a field is called that asks how many need something.
NEED = "need-"
LARGEST_GROUP = 500


class GroupForm(QuietForm):
    """A group known by number: how many, who, from where, and how many of them need what."""

    people = forms.IntegerField(
        label=_("How many people?"),
        min_value=1,
        max_value=LARGEST_GROUP,
        widget=forms.TextInput({**NOT_KEPT, "inputmode": "numeric"}),
        error_messages={"required": _("Type in a number.")},
    )
    role_group = forms.ChoiceField(
        label=_("Which group are they in?"),
        required=False,
        help_text=_("Put each group down by itself. Leave this open if they are of several."),
    )
    place = forms.ModelChoiceField(
        label=_("Where do they come from?"),
        queryset=Place.objects.none(),
        required=False,
        empty_label=_("No place"),
    )
    note = Line(
        longest=600,
        rows=3,
        label=_("Is there anything to know?"),
        help_text=_("For example whom to ask for at the gate. No names of people in prison."),
    )

    def __init__(
        self, page: Any, *args: Any, registration: Registration | None = None, **kwargs: Any
    ) -> None:
        self.page = page
        if registration is not None:
            kwargs["initial"] = initial_of_group(registration)
        super().__init__(*args, **kwargs)
        groups = [(group.value, capfirst(str(group.label))) for group in RoleGroup]
        self.fields["role_group"].choices = [("", _("Several groups")), *groups]  # type: ignore[attr-defined]
        self.fields["place"].queryset = Place.objects.exclude(  # type: ignore[attr-defined]
            kind=PlaceKind.REGION
        ).order_by("kind", "name")
        if registration is not None:  # what says which places it may have stays as it is
            del self.fields["role_group"], self.fields["place"]
        for need in needs_at(page):
            self.fields[NEED + need.value] = forms.IntegerField(
                label=need.label,
                required=False,
                min_value=0,
                max_value=LARGEST_GROUP,
                widget=forms.TextInput({**NOT_KEPT, "inputmode": "numeric", "size": "3"}),
            )

    @property
    def counts(self) -> "list[forms.BoundField]":
        """The fields that ask how many need something."""
        return [self[name] for name in self.fields if name.startswith(NEED)]

    @property
    def has_counts(self) -> bool:
        """Whether anything stands, or is wrong, in those."""
        return any(field.value() or field.errors for field in self.counts)

    @property
    def told(self) -> Told:
        """What was told, once the form is valid: a need stands once for each who has it."""
        needs = [
            name.removeprefix(NEED)
            for name in self.fields
            if name.startswith(NEED)
            for _each in range(self.cleaned_data[name] or 0)
        ]
        return Told(needs=tuple(needs), note=self.cleaned_data["note"])

    @property
    def details(self) -> Details:
        """All of it, once the form is valid."""
        data = self.cleaned_data
        return Details(
            told=self.told, role_group=data["role_group"], people=data["people"], place=data["place"]
        )


class JoiningForm(QuietForm):
    """How to join."""

    details = Line(
        longest=joining.LONGEST,
        rows=6,
        label=_("How to join"),
        help_text=_("The link, the number to dial, the code. Only those who have a place see it."),
    )


def initial_of_group(registration: Registration) -> dict[str, Any]:
    """What was told of a group, as its form has it."""
    told = registration.told
    counted = {NEED + need: told.needs.count(need) for need in set(told.needs)}
    return {"people": registration.people, "note": told.note, **counted}


class WalkInForm(QuietForm):
    """Somebody who came without having registered."""

    name = Line(
        longest=80, label=_("Name"), help_text=_("Any name they choose, or none. It is for the list only.")
    )
    role_group = forms.ChoiceField(label=_("Which group are they in?"), required=False)
    people = forms.IntegerField(
        label=_("How many people?"),
        min_value=1,
        max_value=LARGEST_GROUP,
        initial=1,
        widget=forms.TextInput({**NOT_KEPT, "inputmode": "numeric", "size": "3"}),
        error_messages={"required": _("Type in a number.")},
    )
    #: Made with the form: sent twice, it is the same person.
    key = forms.IntegerField(min_value=1, max_value=2**63 - 1, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = [(group.value, capfirst(str(group.label))) for group in RoleGroup]
        self.fields["role_group"].choices = [("", _("Not said")), *groups]  # type: ignore[attr-defined]


class CameForm(forms.Form):
    """How many of a registration came; nothing takes the note back."""

    came = forms.IntegerField(required=False, min_value=0, max_value=LARGEST_GROUP)
