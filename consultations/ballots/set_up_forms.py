"""Forms of whoever sets a ballot up, prints its slips, ends it, or keeps a part of its key."""

import re
from datetime import datetime, time
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.forms.utils import ErrorDict
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from consultations.ballots import cancelling, code_sheets, setting_up, sockets
from consultations.ballots.counting import RULES
from consultations.ballots.enums import KeptBy, Method
from consultations.ballots.forms import NOT_KEPT, QuietForm
from consultations.ballots.models import Ballot
from consultations.ballots.setting_up import NewOption
from people.models import Person
from ui.forms import DayField
from vocabulary.role_groups import RoleGroup

#: How many options the page shows at first, and how many more at a press of the button.
ROWS, MORE = 3, 2
#: What the refusals of the act call a thing, and what the form does.
FIELD_OF = {"holders": "holder_one", "opens_at": "opens_time", "closes_at": "closes_time"}
_ROW = re.compile(r"option-(\d{1,3})-(?:label|offer|explanation)")

METHODS_EXPLAINED: dict[Method, "str | Promise"] = {
    Method.CONSENT: _("One proposal. Each person agrees, agrees with concerns, does not mind, disagrees, or "
                      "blocks it. Use it to find out whether people can live with something."),
    Method.APPROVAL: _("Each person ticks every option they could live with. The option with most ticks "
                       "comes first. Use it for a quick choice among several."),
    Method.SCORE: _("Each person gives each option 0 to 5. The highest total comes first. Use it when it "
                    "matters how much people like something."),
    Method.RANKED: _("Each person puts the options in order. Each pair of options is compared, and the one "
                     "that beats all others comes first. Use it when options are much alike."),
}  # fmt: skip


class ClockField(forms.TimeField):
    """A time of day as one types it: 17:00, 17.00 or 5pm."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput({**NOT_KEPT, "size": "6", "class": "clock"}))
        kwargs.setdefault("help_text", _("For example, 17:00"))
        kwargs.setdefault("input_formats", ["%H:%M", "%H.%M", "%I%p", "%I:%M%p", "%I.%M%p"])
        sentence = _("Type a time, such as 17:00.")
        kwargs.setdefault("error_messages", {"invalid": sentence, "required": sentence})
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> time | None:
        """The time, whatever spaces are in it."""
        return super().to_python("".join(value.split()) if isinstance(value, str) else value)

    def prepare_value(self, value: Any) -> Any:
        """Hours and minutes."""
        return value.strftime("%H:%M") if isinstance(value, time) else value


class PersonChoice(forms.ModelChoiceField):
    """One person, told by name and group."""

    def label_from_instance(self, obj: Any) -> str:
        return named(obj)


class PeopleChoice(forms.ModelMultipleChoiceField):
    """Several people, told by name and group."""

    def label_from_instance(self, obj: Any) -> str:
        return named(obj)


def named(person: Any) -> str:
    """A person as others see them."""
    return f"{person.display_name}, {RoleGroup(person.role_group).label}"


class BallotForm(forms.Form):
    """Everything about a ballot but its method, which is chosen before. `values` is what the acts take."""

    version = forms.IntegerField(widget=forms.HiddenInput(NOT_KEPT), required=False)
    question = forms.CharField(
        label=_("The question"),
        max_length=200,
        widget=forms.TextInput(NOT_KEPT),
        help_text=_("As people will read it. For example: “Shall we try first meetings before release?”"),
        error_messages={"required": _("Write the question that people vote on.")},
    )
    explanation = forms.CharField(
        label=_("What it is about"),
        required=False,
        widget=forms.Textarea({**NOT_KEPT, "rows": 5}),
        help_text=_("What happens if it is agreed, and what if not. In plain words."),
    )
    pass_rule = forms.ChoiceField(
        label=_("When is it agreed?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose when it is agreed.")},
    )
    quorum = forms.IntegerField(
        label=_("Least turnout, of 100 people"),
        min_value=0,
        max_value=100,
        initial=0,
        widget=forms.TextInput({**NOT_KEPT, "inputmode": "numeric", "size": "4", "class": "clock"}),
        help_text=_("If fewer vote, the papers are destroyed unopened. 0 means no least turnout."),
        error_messages={
            "required": _("Type a number from 0 to 100."), "invalid": _("Type a number from 0 to 100."),
            "min_value": _("Type a number from 0 to 100."), "max_value": _("Type a number from 0 to 100."),
        },
    )  # fmt: skip
    groups = forms.MultipleChoiceField(
        label=_("Members of these groups may vote"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[(group.value, capfirst(str(group.label))) for group in RoleGroup],
    )
    named = PeopleChoice(
        label=_("These people may vote besides"),
        required=False,
        queryset=Person.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )
    by_code = forms.BooleanField(
        label=_("People without an account may vote with a code from a slip"),
        required=False,
        help_text=_("You print the slips before the vote opens."),
    )
    asks_reasons = forms.BooleanField(
        label=_("Ask why"),
        required=False,
        help_text=_("Nobody has to answer. Reasons are shown after the vote, not beside a vote."),
    )
    opens_day = DayField(
        label=_("Day on which it opens"),
        help_text=_("Nobody can vote before. For example, 14 1 2027"),
        error_messages={"required": _("Type a day, month and year.")},
    )
    opens_time = ClockField(label=_("Time at which it opens"), initial=time(9))
    closes_day = DayField(
        label=_("Day on which it closes"),
        help_text=_("For example, 28 1 2027"),
        error_messages={"required": _("Type a day, month and year.")},
    )
    closes_time = ClockField(label=_("Time at which it closes"), initial=time(17))
    kept_by = forms.ChoiceField(
        label=_("Who keeps the key?"),
        choices=KeptBy.choices,
        initial=KeptBy.SERVER,
        widget=forms.RadioSelect,
        help_text=_(
            "If two people keep it, nobody alone can read a vote while voting is on. Both have to type in "
            "their codes after it closes. If one code is lost, the vote is lost."
        ),
    )
    holder_one = PersonChoice(
        label=_("First key holder"), required=False, queryset=Person.objects.none(), empty_label=_("Nobody")
    )
    holder_two = PersonChoice(
        label=_("Second key holder"), required=False, queryset=Person.objects.none(), empty_label=_("Nobody")
    )

    def __init__(
        self, data: QueryDict | None = None, *, method: Method, ballot: Ballot | None = None
    ) -> None:
        self.method, self.ballot = method, ballot
        super().__init__(data, initial=initial_of(ballot) if ballot else {"pass_rule": RULES[method][0]})
        rules = [(rule.value, rule.label) for rule in RULES[method]]
        self.fields["pass_rule"].choices = rules  # type: ignore[attr-defined]
        people = _people()
        for name in ("named", "holder_one", "holder_two"):
            self.fields[name].queryset = people  # type: ignore[attr-defined]
        self.offers = offers()
        self._count = self._rows_wanted()
        for row in range(self._count):
            self._ask_option(row)
        for name in self._one_of_several():
            self.fields[name].says_optional = False  # type: ignore[attr-defined]

    def _one_of_several(self) -> list[str]:
        """Fields that may be empty only where another one is filled in: nobody is told to leave them out."""
        parts = [f"option-{row}-{part}" for row in range(self._wanted) for part in ("label", "offer")]
        return [name for name in (*parts, "groups", "holder_one", "holder_two") if name in self.fields]

    @property
    def _wanted(self) -> int:
        """How many options there have to be."""
        return 1 if self.method == Method.CONSENT else 2

    @property
    def option_rows(self) -> list[list[forms.BoundField]]:
        """The fields of each option."""
        parts = ["label", "offer", "explanation"] if self.offers else ["label", "explanation"]
        return [[self[f"option-{row}-{part}"] for part in parts] for row in range(self._count)]

    @property
    def can_have_more(self) -> bool:
        """Whether the page has room for more options."""
        return self.method != Method.CONSENT and self._count < setting_up.MOST_OPTIONS

    def part(self, *names: str) -> list[forms.BoundField]:
        """Some of the fields, for one part of the page."""
        return [self[name] for name in names]

    @property
    def who(self) -> list[forms.BoundField]:
        return self.part("groups", "by_code")

    @property
    def when(self) -> list[forms.BoundField]:
        return self.part("opens_day", "opens_time", "closes_day", "closes_time")

    @property
    def how(self) -> list[forms.BoundField]:
        return self.part("pass_rule", "quorum", "asks_reasons")

    @property
    def key(self) -> list[forms.BoundField]:
        return self.part("kept_by", "holder_one", "holder_two")

    def clean(self) -> dict[str, Any]:
        """What no single field can say."""
        cleaned = super().clean() or {}
        opens, closes = self._moment("opens"), self._moment("closes")
        if opens and closes and closes <= opens:
            self.add_error("closes_time", _("It has to close after it opens."))
        if closes and closes <= timezone.now():
            self.add_error("closes_time", _("This time is over. Choose one to come."))
        if not cleaned.get("groups") and not cleaned.get("named") and not cleaned.get("by_code"):
            self.add_error("groups", _("Say who may vote: groups, people, or slips with codes."))
        if cleaned.get("kept_by") == KeptBy.HOLDERS:
            one, two = cleaned.get("holder_one"), cleaned.get("holder_two")
            if not one or not two or one == two:
                self.add_error("holder_one", _("Choose two different people who keep the key."))
        self._check_options()
        return cleaned

    def _check_options(self) -> None:
        wanted, there = self._wanted, self.options
        if len(there) < wanted:
            words = (
                _("Say what people vote on.") if wanted == 1 else _("A choice needs at least two options.")
            )
            self.add_error(f"option-{min(len(there), self._count - 1)}-label", words)
        labels = [option.label.casefold() for option in there]
        if len(set(labels)) < len(labels):
            self.add_error(None, _("Two options have the same words. Nobody could tell them apart."))

    @property
    def options(self) -> list[NewOption]:
        """The options that were filled in, in their order."""
        offered = {about: (label, url) for _heading, rows in self.offers for about, label, url in rows}
        found = []
        for row in range(self._count):
            get = {
                part: self.cleaned_data.get(f"option-{row}-{part}", "") for part in ("label", "explanation")
            }
            about = self.cleaned_data.get(f"option-{row}-offer", "")
            label, url = offered.get(about, ("", ""))
            if get["label"] or label:
                found.append(
                    NewOption(
                        label=get["label"] or label[:200],
                        explanation=get["explanation"],
                        about=about,
                        url=url,
                    )
                )
        return found

    @property
    def values(self) -> dict[str, Any]:
        """What `setting_up.create` and `setting_up.change` take, once the form is valid."""
        names = ("question", "explanation", "pass_rule", "quorum", "asks_reasons", "kept_by", "groups",
                 "by_code")  # fmt: skip
        cleaned = self.cleaned_data
        holders = [one for one in (cleaned["holder_one"], cleaned["holder_two"]) if one]
        return {
            **{name: cleaned[name] for name in names},
            "method": self.method,
            "opens_at": self._moment("opens"),
            "closes_at": self._moment("closes"),
            "named": list(cleaned["named"]),
            "holders": holders if cleaned["kept_by"] == KeptBy.HOLDERS else [],
            "options": self.options,
        }

    def without_complaints(self) -> None:
        """Show what was typed before anybody looks at it."""
        self._errors = ErrorDict()

    def refuse(self, field: str, sentence: "str | Promise") -> None:
        """Show a refusal of the act beside what it is about."""
        name = FIELD_OF.get(field, field)
        if name == "options":
            name = "option-0-label"
        self.add_error(name if name in self.fields else None, str(sentence))

    def _moment(self, name: str) -> datetime | None:
        day, at = self.cleaned_data.get(f"{name}_day"), self.cleaned_data.get(f"{name}_time")
        if day is None or at is None:
            return None
        return timezone.make_aware(datetime.combine(day, at))

    def _rows_wanted(self) -> int:
        if self.method == Method.CONSENT:
            return 1
        there = self.ballot.options.count() if self.ballot else 0
        if self.is_bound:
            sent = [int(found[1]) for name in self.data if (found := _ROW.fullmatch(name))]
            there = max([there, *(number + 1 for number in sent if number < setting_up.MOST_OPTIONS)])
            there += MORE if self.data.get("step") == "more" else 0
        return min(max(there, ROWS), setting_up.MOST_OPTIONS)

    def _ask_option(self, row: int) -> None:
        number = {"number": row + 1}
        is_one = self.method == Method.CONSENT
        self.fields[f"option-{row}-label"] = forms.CharField(
            label=_("What people vote on") if is_one else _("Option %(number)s") % number,
            max_length=200,
            required=False,
            widget=forms.TextInput(NOT_KEPT),
            help_text=_("In your own words, or choose from the list below and leave this empty.")
            if self.offers and row == 0 else "",
        )  # fmt: skip
        if self.offers:
            groups = [
                (heading, [(about, label) for about, label, _url in rows]) for heading, rows in self.offers
            ]
            self.fields[f"option-{row}-offer"] = forms.ChoiceField(
                label=_("Or one of these") if is_one else _("Option %(number)s: or one of these") % number,
                required=False,
                choices=[("", _("None of these")), *groups],
            )
        self.fields[f"option-{row}-explanation"] = forms.CharField(
            label=_("A few words about it")
            if is_one
            else _("Option %(number)s: a few words about it") % number,
            required=False,
            widget=forms.Textarea({**NOT_KEPT, "rows": 2}),
        )


def offers() -> list[tuple[str, list[tuple[str, str, str]]]]:
    """What an option can be about, from the rooms above."""
    found = [(heading, list(rows)) for source in sockets.offers.all() for heading, rows in source()]
    return [(heading, rows) for heading, rows in found if rows]


def initial_of(ballot: Ballot) -> dict[str, Any]:
    """A ballot as its form shows it."""
    opens, closes = timezone.localtime(ballot.opens_at), timezone.localtime(ballot.closes_at)
    initial: dict[str, Any] = {
        "version": ballot.version, "question": ballot.question, "explanation": ballot.explanation,
        "pass_rule": ballot.pass_rule, "quorum": ballot.quorum, "groups": ballot.groups,
        "named": list(ballot.named.values_list("pk", flat=True)), "by_code": ballot.by_code,
        "asks_reasons": ballot.asks_reasons, "opens_day": opens.date(), "opens_time": opens.time(),
        "closes_day": closes.date(), "closes_time": closes.time(), "kept_by": ballot.kept_by,
        "holder_one": ballot.holder_one_id, "holder_two": ballot.holder_two_id,
    }  # fmt: skip
    for row, option in enumerate(ballot.options.all()):
        initial |= {
            f"option-{row}-label": option.label, f"option-{row}-offer": option.about,
            f"option-{row}-explanation": option.explanation,
        }  # fmt: skip
    return initial


def _people() -> "QuerySet[Person]":
    """Everybody with an account, by name."""
    return Person.objects.active().order_by("display_name", "pk")


class CancelForm(forms.Form):
    """Why a ballot is cancelled."""

    because = forms.CharField(
        label=_("Why is it cancelled?"),
        max_length=cancelling.LONGEST,
        widget=forms.Textarea({**NOT_KEPT, "rows": 3}),
        help_text=_("Everybody can read this."),
        error_messages={"required": _("Say why. Everybody can read it.")},
    )


class PartsForm(QuietForm):
    """Both parts of the key, each as it stands on its sheet."""

    one = forms.CharField(
        label=_("Code of the first key holder"),
        widget=forms.TextInput({**NOT_KEPT, "inputmode": "numeric", "class": "digits digits--long"}),
        help_text=_("14 groups of 3 digits."),
        error_messages={"required": _("Type in this code.")},
    )
    two = forms.CharField(
        label=_("Code of the second key holder"),
        widget=forms.TextInput({**NOT_KEPT, "inputmode": "numeric", "class": "digits digits--long"}),
        help_text=_("14 groups of 3 digits."),
        error_messages={"required": _("Type in this code.")},
    )


class SheetForm(forms.Form):
    """A sheet of slips, or of ballot papers."""

    SLIPS, PAPERS = "slips", "papers"
    role_group = forms.ChoiceField(
        label=_("Who gets them"),
        choices=[("", _("Choose one")), *((one.value, capfirst(str(one.label))) for one in RoleGroup)],
        help_text=_("The code says this about whoever uses it, and nothing else."),
        error_messages={"required": _("Choose who gets them.")},
    )
    slips = forms.IntegerField(
        label=_("How many"),
        min_value=1,
        max_value=code_sheets.MOST,
        initial=20,
        widget=forms.TextInput({**NOT_KEPT, "inputmode": "numeric", "size": "4", "class": "clock"}),
        help_text=_(
            "Each one counts as one person on the roll, handed out or not. So print no more than you need."
        ),
        error_messages={"required": _("Type how many."), "invalid": _("Type how many.")},
    )
    name = forms.CharField(
        label=_("Name of the sheet"),
        max_length=80,
        widget=forms.TextInput(NOT_KEPT),
        help_text=_("For yourself. For example: library, November. Never a person."),
        error_messages={"required": _("Give the sheet a name.")},
    )
    prints = forms.ChoiceField(
        label=_("What to print"),
        widget=forms.RadioSelect,
        choices=[
            (SLIPS, _("Slips with a code, to vote on a phone or computer")),
            (PAPERS, _("Ballot papers with a code, to mark with a pen and hand back")),
        ],
        initial=SLIPS,
        error_messages={"required": _("Choose what to print.")},
    )


class PaperForm(QuietForm):
    """The code on a ballot paper; the vote on it is a form of its own (`vote_form`)."""

    code = forms.CharField(
        required=False,
        label=_("Code on the paper"),
        widget=forms.TextInput({**NOT_KEPT, "inputmode": "numeric", "class": "digits", "autofocus": ""}),
    )
