"""Forms on which people vote: one for each way of voting. They read what was chosen and say it back once, on
the check page before it is cast; a vote that was cast is never put into a form again.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from consultations.ballots.counting import VoteError, valid
from consultations.ballots.enums import Consent, Method
from consultations.ballots.models import Ballot, Option
from consultations.ballots.papers import LONGEST_REASON

#: Nothing is kept for the next person by the browser.
NOT_KEPT = {"autocomplete": "off"}
#: The highest score.
BEST = 5
#: What an option is called in a form: with its key behind.
SCORE, RANK = "score-", "rank-"
#: What one ticks who approves of no option.
NONE = "-"

CONSENT_HINTS = {
    Consent.CONCERNS: _("Go on, but something worries me."),
    Consent.DISAGREE: _("I would not do it. But I do not stop it."),
    Consent.BLOCK: _("It would do harm. It must not go on."),
}


class QuietForm(forms.Form):
    """A form whose fields say themselves what may be left out, and in which no browser helps."""

    says_optional = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("use_required_attribute", False)
        super().__init__(*args, **kwargs)
        self._quieten()

    def _quieten(self) -> None:
        for field in self.fields.values():
            if not isinstance(field.widget, forms.RadioSelect | forms.CheckboxInput):
                field.widget.attrs.setdefault("autocomplete", "off")

    def without_complaints(self) -> "QuietForm":
        """This form with what was chosen, before anybody looked at it."""
        self._errors = ErrorDict()
        return self


class Reason(forms.CharField):
    """Why one votes as one does. The field has no ``maxlength``: a browser would cut without a word."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea({**NOT_KEPT, "rows": 5, "spellcheck": "true"}))
        super().__init__(required=False, **kwargs)

    def to_python(self, value: Any) -> str:
        """The words, with one kind of line end."""
        return str(super().to_python(value) or "").replace("\r\n", "\n").replace("\r", "\n").strip()

    def validate(self, value: Any) -> None:
        """Say how much is too much."""
        super().validate(value)
        more = len(value) - LONGEST_REASON
        if more > 0:
            raise ValidationError(
                ngettext(
                    "This is %(there)s letters long. We can take %(longest)s. Take out %(more)s letter.",
                    "This is %(there)s letters long. We can take %(longest)s. Take out %(more)s letters.",
                    more,
                )
                % {"there": len(value), "longest": LONGEST_REASON, "more": more},
                code="too_long",
            )


class VoteForm(QuietForm):
    """One vote. `vote` is what is sealed (`consultations.ballots.counting`), `chosen` how people read it."""

    #: The part of the page that draws its fields.
    template = ""

    def __init__(self, ballot: Ballot, options: Sequence[Option], *args: Any, **kwargs: Any) -> None:
        self.ballot, self.options = ballot, list(options)
        super().__init__(*args, **kwargs)
        self._ask()
        if ballot.asks_reasons:
            self.fields["reason"] = Reason(
                label=_("Do you want to say why?"),
                help_text=_(
                    "You can leave this empty. Write 500 letters at most. Leave out names and places. "
                    "Your words are shown after the vote, but not beside your vote."
                ),
            )
        self._quieten()

    def _ask(self) -> None:
        """Make the fields of this way of voting."""
        raise NotImplementedError

    @property
    def vote(self) -> dict[str, Any]:
        """The vote, once the form is valid."""
        raise NotImplementedError

    @property
    def chosen(self) -> list[tuple[str, str]]:
        """The vote as its voter reads it, once the form is valid: what was asked and what was answered."""
        raise NotImplementedError

    @property
    def reason_field(self) -> "forms.BoundField | None":
        """The field for a reason, if the ballot asks for one."""
        return self["reason"] if "reason" in self.fields else None

    @property
    def reason(self) -> str:
        """Why, if that was said."""
        return str(self.cleaned_data.get("reason", ""))

    def clean(self) -> dict[str, Any]:
        """Let the count say whether it could count this."""
        cleaned = super().clean() or {}
        if not self.errors:
            try:
                valid(self.ballot.method, [option.key for option in self.options], self.vote)
            except VoteError as error:
                self.add_error(None, str(error))
        return cleaned

    def carried(self) -> list[tuple[str, str]]:
        """What was chosen, as the check page carries it on."""
        found = []
        for name in self.fields:
            bound = self[name]
            value = bound.data
            values = value if isinstance(value, list) else [value]
            found += [(name, str(one)) for one in values if one not in (None, "")]
        return found


class ConsentForm(VoteForm):
    """Agree, with concerns, either way, disagree, block."""

    template = "ballots/vote/consent.html"

    def _ask(self) -> None:
        self.fields["consent"] = forms.ChoiceField(
            label=_("Your vote"),
            choices=Consent.choices,
            widget=forms.RadioSelect,
            error_messages={
                "required": _("Choose one. “I do not mind either way” is a vote too."),
                "invalid_choice": _("Choose one of these."),
            },
        )

    @property
    def hints(self) -> Mapping[str, Any]:
        """What some of the answers mean."""
        return {value.value: hint for value, hint in CONSENT_HINTS.items()}

    @property
    def vote(self) -> dict[str, Any]:
        return {"consent": self.cleaned_data["consent"]}

    @property
    def chosen(self) -> list[tuple[str, str]]:
        return [(_now("Your vote"), str(Consent(self.cleaned_data["consent"]).label))]


class ApprovalForm(VoteForm):
    """Every option one could live with."""

    template = "ballots/vote/approval.html"

    def _ask(self) -> None:
        self.fields["approves"] = forms.MultipleChoiceField(
            label=_("Choose every one that you could live with"),
            choices=[*((option.key, option.label) for option in self.options), (NONE, _("None of these"))],
            widget=forms.CheckboxSelectMultiple,
            error_messages={
                "required": _("Choose at least one, or “None of these”."),
                "invalid_choice": _("Choose from these."),
            },
        )

    @property
    def explained(self) -> Mapping[str, str]:
        """What some of the options mean."""
        return {option.key: option.explanation for option in self.options if option.explanation}

    def clean_approves(self) -> list[str]:
        """None of them, or some of them."""
        chosen = list(self.cleaned_data["approves"])
        if NONE in chosen and len(chosen) > 1:
            raise ValidationError(_("You chose “None of these” and others too. Choose one or the other."))
        return [key for key in chosen if key != NONE]

    @property
    def vote(self) -> dict[str, Any]:
        return {"approves": self.cleaned_data["approves"]}

    @property
    def chosen(self) -> list[tuple[str, str]]:
        labels = [option.label for option in self.options if option.key in self.cleaned_data["approves"]]
        if not labels:
            return [(_now("You could live with"), _now("None of these"))]
        return [(_now("You could live with"), label) for label in labels]


class ScoreForm(VoteForm):
    """0 to 5 for each option."""

    template = "ballots/vote/score.html"

    def _ask(self) -> None:
        scale = [(str(number), str(number)) for number in range(BEST + 1)]
        for option in self.options:
            self.fields[SCORE + option.key] = forms.ChoiceField(
                label=option.label,
                help_text=option.explanation,
                choices=scale,
                required=False,
                widget=forms.RadioSelect,
                error_messages={"invalid_choice": _("Choose 0 to 5.")},
            )

    @property
    def scales(self) -> list[forms.BoundField]:
        """The fields of the options."""
        return [self[SCORE + option.key] for option in self.options]

    def clean(self) -> dict[str, Any]:
        """At least one score, or nothing was said."""
        if not self.errors and not self.vote["scores"]:
            self.add_error(None, _("Give at least one of them 0 to 5."))
        return super().clean()

    @property
    def vote(self) -> dict[str, Any]:
        given = {option.key: self.cleaned_data.get(SCORE + option.key) for option in self.options}
        return {"scores": {key: int(value) for key, value in given.items() if value}}

    @property
    def chosen(self) -> list[tuple[str, str]]:
        scores = self.vote["scores"]
        return [
            (option.label, str(scores[option.key]) if option.key in scores else _now("Nothing, which is 0"))
            for option in self.options
        ]


class RankedForm(VoteForm):
    """Options in order: by numbers, or by buttons that bring the page back with one moved."""

    template = "ballots/vote/ranked.html"

    def _ask(self) -> None:
        for option in self.options:
            self.fields[RANK + option.key] = forms.IntegerField(
                label=option.label,
                help_text=option.explanation,
                required=False,
                min_value=1,
                max_value=len(self.options),
                widget=forms.TextInput({**NOT_KEPT, "inputmode": "numeric", "size": "2", "class": "rank"}),
                error_messages={
                    "invalid": _("Type a number, such as 1."),
                    "min_value": _("The first is number 1."),
                    "max_value": _("The last is number %(limit_value)s."),
                },
            )

    def clean(self) -> dict[str, Any]:
        """At least one number, or nothing was said."""
        if not self.errors and not self.vote["ranks"]:
            self.add_error(None, _("Give at least one of them a number. Number 1 is the one you like best."))
        return super().clean()

    @property
    def vote(self) -> dict[str, Any]:
        ranks = {option.key: self.cleaned_data.get(RANK + option.key) for option in self.options}
        return {"ranks": {key: rank for key, rank in ranks.items() if rank}}

    @property
    def rows(self) -> list[forms.BoundField]:
        """The fields of the options, best first, those without a number last."""
        return [self[RANK + option.key] for option in self._in_order()]

    @property
    def chosen(self) -> list[tuple[str, str]]:
        ranks = self.vote["ranks"]
        return [
            (f"{ranks[option.key]}" if option.key in ranks else _now("Last, without a number"), option.label)
            for option in self._in_order()
        ]

    def moved(self, move: str) -> dict[str, str]:
        """The numbers after one option went up or down: 1, 2, 3 and so on, without gaps.

        ``move`` is "up-a" or "down-a". An option without a number gets the next one by going up, and one
        that goes down behind the last numbered one stays there.
        """
        way, _dash, key = move.partition("-")
        numbers = self._numbers()
        order = [option.key for option in self._in_order() if option.key in numbers]
        if key not in order:
            order += [key] if key in {option.key for option in self.options} else []
        else:
            at = order.index(key)
            to = max(0, at - 1) if way == "up" else min(len(order) - 1, at + 1)
            order.insert(to, order.pop(at))
        return {RANK + one: str(number) for number, one in enumerate(order, 1)}

    def _in_order(self) -> list[Option]:
        numbers = self._numbers()
        last = len(self.options) + 1
        return sorted(self.options, key=lambda option: (numbers.get(option.key, last), option.position))

    def _numbers(self) -> dict[str, int]:
        """The numbers that are in the fields now, as far as they are numbers."""
        found = {}
        for option in self.options:
            typed = str(self[RANK + option.key].value() or "").strip()
            if typed.isdecimal() and 1 <= int(typed) <= len(self.options):
                found[option.key] = int(typed)
        return found


FORMS: dict[str, type[VoteForm]] = {
    Method.CONSENT: ConsentForm,
    Method.APPROVAL: ApprovalForm,
    Method.SCORE: ScoreForm,
    Method.RANKED: RankedForm,
}


def vote_form(ballot: Ballot, options: Sequence[Option], *args: Any, **kwargs: Any) -> VoteForm:
    """The form of a ballot's way of voting."""
    return FORMS[ballot.method](ballot, options, *args, **kwargs)


class CodeForm(QuietForm):
    """The code with which somebody votes."""

    code = forms.CharField(
        required=False,
        label=_("Your code"),
        help_text=_("5 groups of 3 digits."),
        widget=forms.TextInput({**NOT_KEPT, "inputmode": "numeric", "class": "digits"}),
    )
