"""Forms of the members' pages: what was decided, what it answers, a step, how far it is."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from consultations.outcomes.deciding import Answered, Decided
from consultations.outcomes.enums import ALLOWED, NEEDS_WORDS, AnswerTo, DecisionKind, StepState
from consultations.outcomes.models import Decision, Step
from consultations.outcomes.stepping import Planned
from people.models import Person
from ui.forms import DayField

_OFF = {"autocomplete": "off"}
_WORDS = {"rows": 5, "spellcheck": "true", **_OFF}
#: Answers that can be written at once; more are added line by line.
MOST_ANSWERS = 20


class DecisionForm(forms.Form):
    """What was decided, why, by whom and by what right."""

    kind = forms.ChoiceField(
        label=_("What was decided?"), choices=DecisionKind.choices, widget=forms.RadioSelect
    )
    against_ballot = forms.BooleanField(
        label=_("This goes against the vote"),
        required=False,
        help_text=_("The page says so before anything else. Say below why, and by what right."),
    )
    reasons = forms.CharField(
        label=_("Why?"), max_length=4000, widget=forms.Textarea(attrs=_WORDS),
        help_text=_("In plain words. The people who said what this began with read it."),
    )  # fmt: skip
    decided_by = forms.CharField(
        label=_("Who decided?"), max_length=200, widget=forms.TextInput(attrs=_OFF),
        help_text=_("By name or by office, for example “The pilot’s team”."),
    )  # fmt: skip
    by_right = forms.CharField(
        label=_("By what right?"), max_length=300, widget=forms.TextInput(attrs=_OFF),
        help_text=_("For example “It runs the pilot”, or “The governor decides who uses rooms”."),
    )  # fmt: skip
    decided_on = DayField(label=_("On which day?"))
    review_on = DayField(label=_("When is it looked at again?"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, has_vote: bool, decision: Decision | None = None, **kwargs: Any) -> None:
        kwargs.setdefault(
            "initial", _as_it_stands(decision) if decision else {"decided_on": timezone.localdate()}
        )
        super().__init__(*args, **kwargs)
        if not has_vote:
            del self.fields["against_ballot"]
        if decision is not None:
            self.fields["kind"].disabled = True

    def decided(self, answers: Sequence[Answered]) -> Decided:
        """What the form says, for the act."""
        data = self.cleaned_data
        return Decided(
            kind=DecisionKind(data["kind"]),
            reasons=data["reasons"],
            decided_by=data["decided_by"],
            by_right=data["by_right"],
            decided_on=data["decided_on"],
            review_on=data["review_on"],
            against_ballot=data.get("against_ballot", False),
            answers=answers,
        )


def _as_it_stands(decision: Decision) -> dict[str, Any]:
    names = (
        "kind",
        "against_ballot",
        "reasons",
        "decided_by",
        "by_right",
        "decided_on",
        "review_on",
        "version",
    )
    return {name: getattr(decision, name) for name in names}


class AnswerForm(forms.Form):
    """One thing that worried people, and the answer to it. Left empty, it says nothing."""

    to = forms.ChoiceField(label=_("It answers"), choices=AnswerTo.choices, initial=AnswerTo.CONCERN)
    about = forms.CharField(
        label=_("What were people worried about?"), max_length=300, required=False,
        widget=forms.TextInput(attrs=_OFF), help_text=_("In your own words. Name nobody."),
    )  # fmt: skip
    words = forms.CharField(
        label=_("What is the answer?"), max_length=2000, required=False,
        widget=forms.Textarea(attrs={**_WORDS, "rows": 3}),
    )  # fmt: skip
    contribution = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def clean(self) -> dict[str, Any]:
        """Refuse half an answer."""
        data = super().clean() or {}
        if bool(data.get("about")) != bool(data.get("words")):
            self.add_error(
                "words" if data.get("about") else "about",
                _("Say both: what people were worried about, and the answer."),
            )
        return data

    @property
    def says_something(self) -> bool:
        """Whether both halves are there."""
        return bool(self.cleaned_data.get("about") and self.cleaned_data.get("words"))


AnswerFormSet = forms.formset_factory(AnswerForm, extra=2, max_num=MOST_ANSWERS, validate_max=True)


def answered(answers: Any) -> list[Answered]:
    """What a valid set of answers says, for the act; those left empty say nothing."""
    return [
        Answered(
            about=form.cleaned_data["about"], words=form.cleaned_data["words"],
            to=AnswerTo(form.cleaned_data["to"]), contribution=form.cleaned_data["contribution"],
        )
        for form in answers.forms
        if form.says_something
    ]  # fmt: skip


def answers_of(decision: Decision) -> list[dict[str, Any]]:
    """The answers of a decision as a form begins with them."""
    return [dict(row) for row in decision.answers.values("to", "about", "words", "contribution")]


class PlanForm(forms.Form):
    """A step: what is done, who sees to it, by when."""

    what = forms.CharField(
        label=_("What is done?"), max_length=300, widget=forms.TextInput(attrs=_OFF),
        help_text=_("One thing, so that somebody can see whether it is there."),
    )  # fmt: skip
    responsible = forms.CharField(
        label=_("Who sees to it?"), max_length=200, widget=forms.TextInput(attrs=_OFF),
        help_text=_("Everybody reads this: a name with a role, or an office. Ask before you name somebody."),
    )  # fmt: skip
    owner = forms.ModelChoiceField(
        label=_("Who writes how far it is?"), queryset=Person.objects.none(), required=False,
        help_text=_("They are reminded before the day. Nobody else is shown this."),
    )  # fmt: skip
    due_on = DayField(label=_("By when?"))
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, step: Step | None = None, **kwargs: Any) -> None:
        if step is not None:
            names = ("what", "responsible", "owner", "due_on", "version")
            kwargs.setdefault("initial", {name: getattr(step, name) for name in names})
        super().__init__(*args, **kwargs)
        people = Person.objects.filter(is_active=True).order_by("display_name", "pk")
        self.fields["owner"].queryset = people  # type: ignore[attr-defined]

    def planned(self) -> Planned:
        """What the form says, for the act."""
        data = self.cleaned_data
        return Planned(
            what=data["what"], responsible=data["responsible"], due_on=data["due_on"], owner=data["owner"]
        )


class TellForm(forms.Form):
    """How far a step is."""

    to = forms.ChoiceField(label=_("How far is it?"), widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("In words"), max_length=1000, required=False, widget=forms.Textarea(attrs=_WORDS),
        help_text=_("What happened since. When it is done: what came of it. When it stops: why."),
    )  # fmt: skip
    is_change = forms.BooleanField(
        label=_("It is done, and people notice it"), required=False,
        help_text=_("Tick this only for a change that somebody in prison, or after, can see."),
    )  # fmt: skip

    def __init__(self, *args: Any, step: Step, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"to": step.state})
        super().__init__(*args, **kwargs)
        here = StepState(step.state)
        choices = [one for one in StepState if one == here or one in ALLOWED[here]]
        self.fields["to"].choices = [(one.value, one.label) for one in choices]  # type: ignore[attr-defined]
        self._here = here

    def clean(self) -> dict[str, Any]:
        """Words where the public would ask for them; a change only of what is done."""
        data = super().clean() or {}
        to = data.get("to")
        if to and not data.get("words", "").strip() and (to in NEEDS_WORDS or to == self._here):
            self.add_error("words", _("Say it in a sentence or two. Everybody can read it."))
        if data.get("is_change") and to != StepState.DONE:
            self.add_error("is_change", _("Only what is done can be a change that people notice."))
        return data
