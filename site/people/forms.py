"""Forms of the member pages."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from people.invitation_lists import Defaults, ListUnreadableError, ReadList, decode, read
from people.models import Invitation, Person
from people.passwords import PASSWORD_HINT
from people.permission_groups import EXPLAINED, PermissionGroup
from people.permissions import groups_given_by
from vocabulary.models import Place
from vocabulary.role_groups import RoleGroup


def _explained(groups: list[PermissionGroup]) -> list[tuple[str, str]]:
    return [(group.value, f"{group.label}: {EXPLAINED[group]}") for group in groups]


class StandingForm(forms.Form):
    """Role group, permission groups and places: what a person is and may do here."""

    role_group = forms.ChoiceField(
        label=_("Role group"),
        choices=[("", _("Choose one")), *RoleGroup.choices],
        help_text=_("Who they are in this work. Shown beside what they write under their name."),
    )
    groups = forms.MultipleChoiceField(
        label=_("What they may do"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one.")},
    )
    places = forms.ModelMultipleChoiceField(
        label=_("Places"),
        queryset=Place.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Where they work, or the areas they know. Nobody moderates what concerns their own prison."
        ),
    )

    def __init__(self, *args: Any, by: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        given = groups_given_by(by)
        self.fields["groups"].choices = _explained(given)  # type: ignore[attr-defined]
        self.fields["groups"].initial = [PermissionGroup.MEMBER.value]
        self.fields["places"].queryset = Place.objects.order_by("kind", "name")  # type: ignore[attr-defined]
        self.by = by


class InviteForm(StandingForm):
    """One person to invite."""

    email = forms.EmailField(
        label=_("Email address"),
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    language = forms.ChoiceField(label=_("Language of the mail"), choices=settings.LANGUAGES, initial="en-gb")
    field_order = ("email", "role_group", "groups", "places", "language")


class InviteListForm(StandingForm):
    """A list of people to invite, pasted or as a file. After ``is_valid``, ``read_list`` holds the rows."""

    rows = forms.CharField(
        label=_("The list"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false", "autocomplete": "off"}),
        help_text=_(
            "One person on each line: email address, role group, permission groups, places. "
            "Only the email address is needed; the rest is as you choose below. "
            "Put a plus sign between several groups or places."
        ),
    )
    file = forms.FileField(
        label=_("Or a file"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,text/csv,text/plain"}),
        help_text=_("A CSV file, as a spreadsheet saves it. At most 500 rows."),
    )
    language = forms.ChoiceField(label=_("Language of the mail"), choices=settings.LANGUAGES, initial="en-gb")
    field_order = ("rows", "file", "role_group", "groups", "places", "language")
    read_list: ReadList

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        try:
            text = decode(cleaned["file"].read()) if cleaned.get("file") else cleaned.get("rows", "")
            self.read_list = read(text, self._defaults(cleaned))
        except ListUnreadableError as error:
            self.add_error("file" if cleaned.get("file") else "rows", error)
            return cleaned
        if not self.read_list.good and not self.read_list.bad:
            self.add_error("rows", _("Paste a list, or choose a file."))
        return cleaned

    def _defaults(self, cleaned: dict[str, Any]) -> Defaults:
        return Defaults(
            role_group=cleaned["role_group"],
            groups=tuple(cleaned["groups"]),
            places=tuple(cleaned["places"]),
            groups_allowed=frozenset(group.value for group in groups_given_by(self.by)),
        )


class JoinForm(forms.Form):
    """What a new member chooses for themselves."""

    display_name = forms.CharField(
        label=_("Name others see"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
        help_text=_("It need not be your full name. You can change it later."),
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, invitation: Invitation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.invitation = invitation
        self.fields["language"].initial = invitation.language
        self.fields["password"].help_text = PASSWORD_HINT

    def clean_password(self) -> str:
        password = str(self.cleaned_data["password"])
        validate_password(
            password,
            Person(email=self.invitation.email, display_name=self.cleaned_data.get("display_name", "")),
        )
        return password


class SettingsForm(forms.Form):
    """What a person changes about themselves at any time."""

    display_name = forms.CharField(label=_("Name others see"), max_length=80)
    language = forms.ChoiceField(
        label=_("Language of these pages"), choices=settings.LANGUAGES, widget=forms.RadioSelect
    )


class CloseAccountForm(forms.Form):
    """Asks for the password once more: closing cannot be undone."""

    password = forms.CharField(
        label=_("Your password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_password(self) -> str:
        password = str(self.cleaned_data["password"])
        if not self.person.check_password(password):
            raise ValidationError(_("This password is not right."))
        return password
