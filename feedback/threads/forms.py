"""The forms on which people say something and come back. Nothing that was typed is ever cut or lost."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Self

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from feedback.threads.enums import Access, Face, ReportReason
from feedback.threads.models import Contribution, Thread
from feedback.threads.said import AMENDMENT, ANSWER, LONGEST, LONGEST_MESSAGE, REMARK, Said, plain
from feedback.threads.sockets import Part
from vocabulary.models import JourneyStage
from vocabulary.role_groups import RoleGroup

#: Nothing is kept for the next person by the browser.
NOT_KEPT = {"autocomplete": "off"}
#: Where only a program writes.
TRAP = "website"
#: How a short choice of the thread is called in the form.
CHOICE = "choice-"
#: What is about no part, but about all of it.
WHOLE = "all"
#: Pairs of value and label.
Choices = list[tuple[str, Any]]
#: What may be done with the words: shown here, used in research.
ALLOWS: dict[str, tuple[bool, bool]] = {
    "both": (True, True),
    "show": (True, False),
    "research": (False, True),
    "neither": (False, False),
    # Of unlisted threads alone, where nothing else can be chosen.
    "its-host": (True, False),
}
TO_ITS_HOST = "its-host"


class Words(forms.CharField):
    """Words as they were typed, without what nobody can see (`said.plain`), and never cut.

    The widget has no ``maxlength``: a browser would drop the rest of what is pasted without a word.
    """

    def __init__(self, *, longest: int, rows: int, **kwargs: Any) -> None:
        self.longest = longest
        kwargs.setdefault("widget", forms.Textarea({**NOT_KEPT, "rows": rows, "spellcheck": "true"}))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> str:
        """The words, cleaned of nothing that can be read."""
        return plain(super().to_python(value) or "")

    def validate(self, value: Any) -> None:
        """Say how much is too much."""
        super().validate(value)
        more = len(value) - self.longest
        if more > 0:
            raise ValidationError(
                ngettext(
                    "This is %(there)s letters long. We can take %(longest)s. Take out %(more)s letter,"
                    " or send the rest as a new answer.",
                    "This is %(there)s letters long. We can take %(longest)s. Take out %(more)s letters,"
                    " or send the rest as a new answer.",
                    more,
                )
                % {"there": f"{len(value):,}", "longest": f"{self.longest:,}", "more": f"{more:,}"},
                code="too_long",
            )


def readable(data: QueryDict) -> QueryDict:
    """What was sent, without what no page can show again: the words are the same to the eye."""
    found = QueryDict(mutable=True)
    for name, values in data.lists():
        if len(name) <= 200:
            found.setlist(name, [plain(value) for value in values])
    return found


class QuietForm(forms.Form):
    """A form whose fields say themselves what may be left out, and in which no browser helps.

    Boxes to tick and hidden fields have no ``autocomplete`` of their own in HTML; the form's counts for them.
    """

    says_optional = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("use_required_attribute", False)
        super().__init__(*args, **kwargs)
        self._ask_more()
        for field in self.fields.values():
            if not isinstance(field.widget, forms.RadioSelect | forms.CheckboxInput | forms.HiddenInput):
                field.widget.attrs.setdefault("autocomplete", "off")

    def _ask_more(self) -> None:
        """Fields that only this form knows."""

    def without_complaints(self) -> Self:
        """This form with what was typed, before anybody looked at it."""
        self._errors = ErrorDict()
        return self


def allows_field() -> forms.ChoiceField:
    """The question what may be done with the words. Nothing is chosen beforehand."""
    return forms.ChoiceField(
        label=_("What may we do with your words?"),
        widget=forms.RadioSelect,
        choices=[
            ("both", _("Show them here, and use them in research")),
            ("show", _("Show them here. No research.")),
            ("research", _("Use them in research. Do not show them.")),
            ("neither", _("Do not show them or use them. Just read them.")),
        ],
        help_text=_("We read your words, whatever you choose."),
        error_messages={
            "required": _("Choose one. If you are not sure, choose the last one."),
            "invalid_choice": _("Choose one of these."),
        },
    )


def passed_on_field() -> forms.ChoiceField:
    """What is done with words that are said to whoever gave out a code: nothing else can be chosen."""
    return forms.ChoiceField(
        label=_("What we do with your words"),
        choices=[(TO_ITS_HOST, _("Show them to those who write it, and to nobody else"))],
        initial=TO_ITS_HOST,
        widget=forms.HiddenInput,
    )


def stage_choices() -> Choices:
    """The parts of the journey: key and name. One query."""
    return list(JourneyStage.objects.values_list("key", "name"))


class ChosenPart(forms.ChoiceField):
    """The part that was chosen on the page before. Where it is not known any more: all of it."""

    widget = forms.HiddenInput

    def clean(self, value: Any) -> str:
        """Nobody is stopped by what they cannot see."""
        chosen = self.to_python(value)
        return chosen if self.valid_value(chosen) else WHOLE


class WordsForm(QuietForm):
    """The first page: what it is about, words, what is asked beside them, a little about their author."""

    words = Words(
        longest=LONGEST,
        rows=8,
        required=False,
        label=_("Your answer"),
        help_text=_("A few words are enough. Leave out names and places. We look for them on the next page."),
    )
    allows = allows_field()
    role_group = forms.ChoiceField(
        label=_("Which group are you in?"),
        required=False,
        choices=lambda: [("", _("I would rather not say")), *_groups()],
        error_messages={"invalid_choice": _("Choose one from the list.")},
    )
    stage = forms.ChoiceField(
        label=_("Which part of the way is it about?"),
        required=False,
        error_messages={"invalid_choice": _("Choose one from the list.")},
    )
    other = forms.BooleanField(label=_("I am telling this for somebody else"), required=False)
    website = forms.CharField(required=False, label=_("Leave this empty"))

    def __init__(
        self,
        thread: Thread,
        data: QueryDict | None = None,
        *,
        has_code: bool = False,
        stages: Callable[[], Choices] = stage_choices,
        parts: Sequence[Part] = (),
        about: str = "",
    ) -> None:
        """Ask what this thread asks; ``stages`` gives the parts of the journey once they are needed.

        ``parts`` are those of what the thread is about, if it is hosted; ``about`` the one chosen beforehand.
        """
        self.thread = thread
        self.has_code = has_code
        self.stages = stages
        self.parts = parts
        super().__init__(data, initial={"about": about} if about else None)

    def _ask_more(self) -> None:
        self.fields["website"].widget.attrs.update(tabindex="-1")
        self.fields["stage"].choices = self._stages  # type: ignore[attr-defined]
        self._ask_faces()
        self._ask_choices()
        self._ask_what_it_is_about()
        if self.thread.unlisted:
            self._ask_little()
            return
        if self.thread.access == Access.BY_CODE or self.has_code:
            del self.fields["role_group"]  # the code says it
        if not self.has_code and (self.thread.access == Access.BY_CODE or self.thread.hosted):
            self.fields["code"] = code_field(required=self.thread.access == Access.BY_CODE)

    def _ask_little(self) -> None:
        """Of those who have the code: it is shown to whoever gave it out, and to nobody else."""
        for name in ("role_group", "stage", "other"):
            del self.fields[name]
        self.fields["allows"] = passed_on_field()
        parts = [(part.about, part.label) for part in self.parts]
        self.fields["about"] = ChosenPart(
            label=_("What it is about"), choices=[*parts, (WHOLE, _("All of it, or something else"))]
        )
        self.fields["words"].label = _("What did we not get right?")
        self.fields["words"].help_text = _(
            "Say what is wrong or missing. A few words are enough. Leave out names and places."
            " We look for them on the next page."
        )

    @property
    def chosen_part(self) -> Part | None:
        """The part that was chosen on the page before, as it is now; None for all of it."""
        about = self["about"].value()
        return next((part for part in self.parts if part.about == about), None)

    def _ask_what_it_is_about(self) -> None:
        if not self.parts or self.thread.unlisted:
            return
        parts = [(part.about, part.label) for part in self.parts]
        self.fields["about"] = forms.ChoiceField(
            label=_("What is it about?"),
            help_text=_("Open a part to read how it is now."),
            widget=forms.RadioSelect,
            choices=[*parts, (WHOLE, _("All of it, or something else"))],
            error_messages={
                "required": _("Choose a part. If you are not sure, choose the last one."),
                "invalid_choice": _("Choose one of these."),
            },
        )
        self.fields["words"].label = _("What would you say?")
        self.fields["words"].help_text = _(
            "Say what should be different, and why. A few words are enough. Leave out names and places."
            " We look for them on the next page."
        )
        self.order_fields(["about"])

    @property
    def options_of_parts(self) -> list[tuple[Any, Part | None]]:
        """Each choice of what it is about, with the part as it is now."""
        there = {part.about: part for part in self.parts}
        return [(radio, there.get(str(radio.data["value"]))) for radio in self["about"]]

    def _stages(self) -> Choices:
        return [("", _("I would rather not say")), *self.stages()]

    def _ask_faces(self) -> None:
        if self.thread.asks_faces:
            self.fields["face"] = forms.TypedChoiceField(
                label=self.thread.asks_faces,
                required=False,
                choices=[*Face.choices, ("", _("I would rather not say"))],
                coerce=int,
                empty_value=None,
                widget=forms.RadioSelect,
                error_messages={"invalid_choice": _("Choose one of the faces.")},
            )

    def _ask_choices(self) -> None:
        for asked in self.thread.choices:
            self.fields[CHOICE + asked["key"]] = forms.ChoiceField(
                label=asked["question"],
                required=False,
                choices=[*map(tuple, asked["options"]), ("", _("I would rather not say"))],
                widget=forms.RadioSelect,
                error_messages={"invalid_choice": _("Choose one of these.")},
            )

    @property
    def short_choices(self) -> list[forms.BoundField]:
        """The thread's own short questions."""
        return [self[name] for name in self.fields if name.startswith(CHOICE)]

    @property
    def was_trapped(self) -> bool:
        """Whether something was written where only a program writes."""
        return bool(self.data.get(TRAP, "").strip()) if self.is_bound else False

    def clean(self) -> dict[str, Any]:
        """Refuse what says nothing at all."""
        found = super().clean() or {}
        if "words" in found and self.said.is_empty:
            self.add_error("words", _("Write something first. A few words are enough."))
        return found

    @property
    def said(self) -> Said:
        """What was said, as far as it is in order."""
        given: Mapping[str, Any] = self.cleaned_data
        may_show, may_research = ALLOWS.get(given.get("allows", ""), (False, False))
        chosen = {
            name.removeprefix(CHOICE): value
            for name, value in given.items()
            if name.startswith(CHOICE) and value
        }
        about = given.get("about", "")
        return Said(
            words=given.get("words", ""),
            kind=REMARK if self.thread.unlisted else _kind_of(about),
            about="" if about == WHOLE else about,
            role_group=given.get("role_group", ""),
            stage=given.get("stage", ""),
            other=bool(given.get("other")),
            face=given.get("face"),
            choices=chosen,
            may_show=may_show,
            may_research=may_research,
        )

    @property
    def has_more_said(self) -> bool:
        """Whether something of the part that may be left out was given, or is wrong there."""
        names = ("role_group", "code", "stage", "other")
        return any(self.data.get(name) or name in self.errors for name in names) if self.is_bound else False


def _kind_of(about: str) -> str:
    if not about:
        return ANSWER
    return REMARK if about == WHOLE else AMENDMENT


def code_field(*, required: bool = True) -> forms.CharField:
    """Where the code of a slip is typed. Where nobody needs one, it says which group its holder is in."""
    return forms.CharField(
        label=_("The code on your slip") if required else _("The code on your slip, if you have one"),
        help_text=_("5 groups of 3 digits."),
        required=required,
        widget=forms.TextInput({**NOT_KEPT, "inputmode": "numeric", "class": "digits"}),
        error_messages={"required": _("Type in the code from your slip.")},
    )


def _groups() -> list[tuple[str, str]]:
    return [(value, str(capfirst(name))) for value, name in RoleGroup.choices]


class ReceiptForm(QuietForm):
    """The number with which somebody comes back."""

    receipt = forms.CharField(
        required=False,
        label=_("Your number"),
        help_text=_("6 groups of 3 digits."),
        widget=forms.TextInput({**NOT_KEPT, "inputmode": "numeric", "class": "digits"}),
    )


class MessageForm(QuietForm):
    """A message to those who read."""

    words = Words(
        longest=LONGEST_MESSAGE,
        rows=6,
        label=_("Your message"),
        error_messages={"required": _("Write something first. A few words are enough.")},
    )


class ChangeForm(QuietForm):
    """The same in other words."""

    words = Words(
        longest=LONGEST,
        rows=8,
        label=_("Your answer"),
        error_messages={"required": _("Write something first. To take it all away, go back one page.")},
    )
    allows = allows_field()

    def __init__(self, *args: Any, unlisted: bool = False, **kwargs: Any) -> None:
        """What was said in an unlisted thread is shown to those who asked, and to nobody else."""
        super().__init__(*args, **kwargs)
        if unlisted or self.data.get("allows") == TO_ITS_HOST:
            self.fields["allows"] = passed_on_field()

    @property
    def said(self) -> Said:
        """What is said now."""
        may_show, may_research = ALLOWS[self.cleaned_data["allows"]]
        return Said(words=self.cleaned_data["words"], may_show=may_show, may_research=may_research)


def allows_of(contribution: Contribution) -> str:
    """What its author allows, as the form calls it."""
    allowed = (contribution.may_show, contribution.may_research)
    return next(name for name, pair in ALLOWS.items() if pair == allowed)


class ReportForm(QuietForm):
    """Why somebody should look at what is shown here."""

    reason = forms.ChoiceField(
        label=_("What is wrong with it?"),
        choices=ReportReason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what is wrong."), "invalid_choice": _("Choose one of these.")},
    )
    words = Words(
        longest=LONGEST_MESSAGE,
        rows=4,
        required=False,
        label=_("Is there more to say?"),
        help_text=_("You can leave this empty."),
    )
