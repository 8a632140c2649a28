"""What is asked of those who would like to come, and when they come back.

Nothing that was typed is ever cut or lost. What a plan does not ask (food online, expenses where none are
paid) is not asked.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from consultations.events.enums import EventFormat
from consultations.registrations import consenting
from consultations.registrations.access_needs import AccessNeed
from consultations.registrations.enums import Attendance
from consultations.registrations.models import Registration
from consultations.registrations.registering import Details
from consultations.registrations.words import Told
from vocabulary.role_groups import RoleGroup

#: Nothing is kept for the next person by the browser.
NOT_KEPT = {"autocomplete": "off"}
#: Where only a program writes.
TRAP = "website"
#: What a field is called that asks for one agreement.
CONSENT = "agree-"
#: Whoever would rather not say which group they are in.
NOT_SAID = "-"
YES, NO = "yes", "no"

#: What cannot be given where people come together only online, or only in a room.
_IN_A_ROOM = frozenset(
    {
        AccessNeed.STEP_FREE, AccessNeed.WHEELCHAIR, AccessNeed.HEARING_LOOP, AccessNeed.QUIET_ROOM,
        AccessNeed.GETTING_THERE,
    }
)  # fmt: skip
_MAY_BE_LEFT_OUT = ("phone", "needs", "needs_words", "food")
_ONLINE = frozenset({AccessNeed.GETTING_ONLINE})


def readable(data: QueryDict) -> QueryDict:
    """What was sent, without what no page can show again."""
    found = QueryDict(mutable=True)
    for name, values in data.lists():
        if len(name) <= 100:
            found.setlist(name, [_shown(value) for value in values])
    return found


def needs_at(page: Any) -> list[AccessNeed]:
    """What somebody can ask for at this event, by how people come together."""
    left_out: frozenset[AccessNeed] = {
        EventFormat.ONLINE: _IN_A_ROOM, EventFormat.IN_PERSON: _ONLINE,
    }.get(page.format, frozenset())  # fmt: skip
    return [need for need in AccessNeed if need not in left_out]


class Line(forms.CharField):
    """A short text. The field has no ``maxlength``: a browser would cut without a word."""

    def __init__(self, *, longest: int, rows: int = 0, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        widget = forms.Textarea({**NOT_KEPT, "rows": rows}) if rows else forms.TextInput(NOT_KEPT)
        super().__init__(widget=kwargs.pop("widget", widget), **kwargs)
        self.longest = longest

    def validate(self, value: Any) -> None:
        """Say how much is too much."""
        super().validate(value)
        if len(value) > self.longest:
            raise forms.ValidationError(
                _("This is too long. We can take %(longest)s letters.") % {"longest": self.longest},
                code="too_long",
            )


class QuietForm(forms.Form):
    """A form whose fields say themselves what may be left out, and in which no browser helps."""

    says_optional = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("use_required_attribute", False)
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if not isinstance(field.widget, forms.RadioSelect | forms.CheckboxInput):
                field.widget.attrs.setdefault("autocomplete", "off")


class CodeForm(QuietForm):
    """The code with which somebody comes back."""

    code = forms.CharField(
        required=False,
        label=_("Your code"),
        help_text=_("5 groups of 3 digits."),
        widget=forms.TextInput({**NOT_KEPT, "inputmode": "numeric", "class": "digits"}),
    )


class ComingForm(QuietForm):
    """What everybody is asked who comes: how to be called by phone, what they need, what they agree to."""

    way = forms.ChoiceField(
        required=False,
        label=_("How do you want to come?"),
        help_text=_("You can change this later."),
        widget=forms.RadioSelect,
        initial=NOT_SAID,
        error_messages={"invalid_choice": _("Choose one of these.")},
    )
    phone = Line(
        longest=40,
        label=_("Phone number"),
        help_text=_("You can leave this empty. With it, we can call you if something changes."),
        widget=forms.TextInput({**NOT_KEPT, "inputmode": "tel"}),
    )
    needs = forms.MultipleChoiceField(
        required=False,
        label=_("What helps you to take part?"),
        help_text=_("Tick what you need. Leave it empty if you need nothing."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Choose from this list.")},
    )
    needs_words = Line(
        longest=1000,
        rows=3,
        label=_("Is there anything else you need?"),
        help_text=_("In your own words. You can leave this empty."),
    )
    food = Line(
        longest=200, label=_("What do you eat, or not eat?"), help_text=_("You can leave this empty.")
    )
    expenses_claimed = forms.BooleanField(required=False, label=_("I want to ask for my expenses or payment"))

    def __init__(
        self, page: Any, *args: Any, registration: Registration | None = None, **kwargs: Any
    ) -> None:
        self.page, self.asked = page, consenting.asked(page)
        if registration is not None:
            kwargs["initial"] = initial_of(registration)
        super().__init__(*args, **kwargs)
        known = registration.told.needs if registration is not None else ()
        self.fields["needs"].choices = [  # type: ignore[attr-defined]
            (need.value, need.label) for need in AccessNeed if need in needs_at(page) or need.value in known
        ]
        self.fields["way"].choices = [  # type: ignore[attr-defined]
            *Attendance.choices, (NOT_SAID, _("I do not know yet")),
        ]  # fmt: skip
        if page.format != EventFormat.BOTH:
            del self.fields["way"]
        if page.format == EventFormat.ONLINE:
            del self.fields["food"]
        if not (page.expenses or page.payment):
            del self.fields["expenses_claimed"]
        for one in self.asked:
            self.fields[CONSENT + one.key] = self._question(one)

    def _question(self, one: consenting.Asked) -> forms.ChoiceField:
        """One thing to agree to. Nothing is chosen beforehand: only a yes that was given is a yes."""
        return forms.ChoiceField(
            label=one.text,
            choices=[(YES, _("Yes")), (NO, _("No"))],
            widget=forms.RadioSelect,
            error_messages={
                "required": _("Choose yes or no. You can come with a no, too."),
                "invalid_choice": _("Choose one of these."),
            },
        )

    @property
    def has_more_told(self) -> bool:
        """Whether anything stands, or is wrong, in what may be left out."""
        fields = [self[name] for name in _MAY_BE_LEFT_OUT if name in self.fields]
        return any(field.value() or field.errors for field in fields)

    @property
    def questions(self) -> "list[forms.BoundField]":
        """The fields that ask for agreement, one by one."""
        return [self[CONSENT + one.key] for one in self.asked]

    @property
    def consents(self) -> dict[str, bool]:
        """What they said, once the form is valid."""
        return {one.key: self.cleaned_data.get(CONSENT + one.key) == YES for one in self.asked}

    @property
    def told(self) -> Told:
        """What they told about themselves, once the form is valid."""
        data = self.cleaned_data
        return Told(
            name=data.get("name", ""),
            email=data.get("email", ""),
            phone=data.get("phone", ""),
            needs=tuple(data.get("needs", ())),
            needs_words=data.get("needs_words", ""),
            way=data.get("way", "").replace(NOT_SAID, ""),
            food=data.get("food", ""),
        )

    def told_beside(self, before: Told) -> Told:
        """The same, where the form does not ask how somebody is called and written to: that stays."""
        return replace(self.told, name=before.name, email=before.email, note=before.note)

    @property
    def expenses(self) -> bool:
        """Whether they ask for expenses or payment."""
        return bool(self.cleaned_data.get("expenses_claimed"))

    def details(self, language: str) -> Details:
        """All of it, once the form is valid."""
        group = self.cleaned_data.get("role_group", "")
        return Details(
            told=self.told,
            role_group="" if group == NOT_SAID else group,
            consents=self.consents,
            expenses_claimed=self.expenses,
            language=language,
        )


class BackForm(ComingForm):
    """What somebody without an account can change when they come back."""

    name = Line(
        longest=80,
        required=True,
        label=_("What should we call you?"),
        help_text=_("It need not be your real name. It is on the list at the door."),
        error_messages={"required": _("Type in a name. It can be any name you choose.")},
    )
    email = forms.EmailField(
        required=False,
        label=_("Email"),
        help_text=_("You can leave this empty. With it, we remind you. We use it for this event only."),
        widget=forms.TextInput({**NOT_KEPT, "inputmode": "email", "spellcheck": "false"}),
        error_messages={"invalid": _("This is no email address. It looks like name@example.org.")},
    )
    field_order: Sequence[str] = ("name", "email", "way", "phone", "needs", "needs_words", "food")


class GuestForm(BackForm):
    """What somebody without an account is asked who would like to come."""

    role_group = forms.ChoiceField(
        label=_("Which group are you in?"),
        help_text=_("So that no group is left out. We may keep some places for a group."),
        widget=forms.RadioSelect,
        choices=[
            *((group.value, capfirst(str(group.label))) for group in RoleGroup),
            (NOT_SAID, _("Something else, or I do not want to say")),
        ],
        error_messages={
            "required": _("Choose one. If you are not sure, choose the last one."),
            "invalid_choice": _("Choose one of these."),
        },
    )
    website = forms.CharField(
        required=False,
        label=_("Leave this empty"),
        widget=forms.TextInput({**NOT_KEPT, "tabindex": "-1"}),
    )
    field_order = ("name", "role_group", "email", "way", "phone", "needs", "needs_words", "food")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role_group"].choices = [  # type: ignore[attr-defined]
            *((group.value, capfirst(str(group.label))) for group in RoleGroup),
            (NOT_SAID, _("Something else, or I do not want to say")),
        ]

    @property
    def was_trapped(self) -> bool:
        """Whether a program filled in what nobody sees."""
        return bool(self.cleaned_data.get(TRAP))


def initial_of(registration: Registration) -> dict[str, Any]:
    """What was told, as the form has it."""
    told = registration.told
    agreed: Mapping[str, bool] = registration.consents
    return {
        "name": told.name,
        "email": told.email,
        "phone": told.phone,
        "needs": list(told.needs),
        "needs_words": told.needs_words,
        "way": told.way or NOT_SAID,
        "food": told.food,
        "expenses_claimed": registration.expenses_claimed,
        **{CONSENT + key: YES if yes else NO for key, yes in agreed.items()},
    }


def _shown(value: str) -> str:
    return "".join(letter for letter in value if letter in "\n\t" or letter.isprintable()).strip()
