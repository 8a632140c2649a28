"""Forms of the members' pages: a pilot with its money and seats, a cycle, a measure, its values."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from consultations.pilots.cycling import Tried
from consultations.pilots.enums import Basis, Better, CycleEnd, MoneyKind, Scale
from consultations.pilots.measuring import Asked
from consultations.pilots.models import Cycle, Measure, Pilot
from consultations.pilots.writing import LISTS, Paid, Sits, Written
from consultations.proposals import sources
from consultations.proposals.models import Proposal
from ui.forms import DayField
from vocabulary.models import Place, PlaceKind

_OFF = {"autocomplete": "off"}
_ONE_A_LINE = _("One thing a line.")
#: Newest proposals that are offered.
_OFFERED = 60


def _words(label: Any, most: int, *, needed: bool = True, hint: Any = "", rows: int = 4) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows, "spellcheck": "true", **_OFF})
    return forms.CharField(label=label, max_length=most, required=needed, help_text=hint, widget=widget)


def _line(label: Any, most: int, *, needed: bool = True, hint: Any = "") -> forms.CharField:
    widget = forms.TextInput(attrs=_OFF)
    return forms.CharField(label=label, max_length=most, required=needed, help_text=hint, widget=widget)


def _number(label: Any, *, hint: Any = "", needed: bool = False) -> forms.DecimalField:
    return forms.DecimalField(
        label=label, required=needed, help_text=hint, max_digits=9, decimal_places=2, min_value=0
    )


class PilotForm(forms.Form):
    """A pilot, and its logic model as short lists."""

    title = _line(_("What is it called?"), 120)
    tries = _words(_("What does it try?"), 2000)
    for_whom = _words(_("For whom?"), 500, rows=2)
    proposals = forms.ModelMultipleChoiceField(
        label=_("Which proposals does it try?"), queryset=Proposal.objects.none(), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    custody = forms.ModelMultipleChoiceField(
        label=_("In which prisons?"), queryset=Place.objects.none(), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    where = _line(_("Where exactly?"), 200, needed=False, hint=_("For example, two wings."))
    release = forms.ModelMultipleChoiceField(
        label=_("To which areas do people go home?"), queryset=Place.objects.none(), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    starts_on = DayField(label=_("When does it begin?"))
    ends_on = DayField(label=_("When does it end?"))
    evaluation_ends_on = DayField(
        label=_("By when do we know whether it helps?"), required=False,
        help_text=_("The page warns when money ends before this day."),
    )  # fmt: skip
    partners = _words(_("Who takes part?"), 2000, needed=False, hint=_ONE_A_LINE)
    basis = forms.ChoiceField(label=_("On what basis?"), choices=Basis.choices, widget=forms.RadioSelect)
    approvals = _words(
        _("Who approved it?"), 1000, needed=False, rows=3, hint=_("Research is shown only with an approval.")
    )
    inputs = _words(_("What we put in"), 2000, needed=False, hint=_ONE_A_LINE)
    activities = _words(_("What we do"), 2000, needed=False, hint=_ONE_A_LINE)
    outputs = _words(_("What comes out at once"), 2000, needed=False, hint=_ONE_A_LINE)
    outcomes = _words(_("What changes for people"), 2000, needed=False, hint=_ONE_A_LINE)
    assumptions = _words(_("What we take for granted"), 2000, needed=False, hint=_ONE_A_LINE)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, pilot: Pilot | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("initial", _as_it_stands(pilot) if pilot else {"basis": Basis.EVALUATION})
        super().__init__(*args, **kwargs)
        chosen = pilot.proposals.all() if pilot else Proposal.objects.none()
        newest = Proposal.objects.public().newest_first().values("pk")[:_OFFERED]
        offered = Proposal.objects.filter(pk__in=[row["pk"] for row in newest] + [one.pk for one in chosen])
        self.fields["proposals"].queryset = offered.order_by("title")  # type: ignore[attr-defined]
        prisons = Place.objects.filter(kind=PlaceKind.PRISON)
        self.fields["custody"].queryset = prisons  # type: ignore[attr-defined]
        homes = Place.objects.exclude(kind=PlaceKind.PRISON)
        self.fields["release"].queryset = homes  # type: ignore[attr-defined]

    def written(self, money: Any, seats: Any) -> Written:
        """What the form says, for the act."""
        data = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        data["basis"] = Basis(data["basis"])
        paid = [Paid(one["source"], MoneyKind(one["kind"]), one["until"]) for one in _filled(money, "source")]
        sits = [Sits(one["table"], one["who"]) for one in _filled(seats, "table")]
        return Written(**data, money=paid, seats=sits)


def _as_it_stands(pilot: Pilot) -> dict[str, Any]:
    names = (
        "title", "tries", "for_whom", "where", "starts_on", "ends_on", "evaluation_ends_on", "partners",
        "basis", "approvals", "version", *LISTS,
    )  # fmt: skip
    kept = {name: getattr(pilot, name) for name in names}
    return kept | {name: list(getattr(pilot, name).all()) for name in ("proposals", "custody", "release")}


def _filled(formset: Any, name: str) -> list[dict[str, Any]]:
    return [form.cleaned_data for form in formset.forms if form.cleaned_data.get(name)]


class _WholeOrEmpty(forms.Form):
    """A row that says everything or nothing."""

    def clean(self) -> dict[str, Any]:
        """Refuse half a row."""
        data = super().clean() or {}
        told = [name for name in self.fields if name != "kind" and data.get(name)]
        for name in self.fields:
            if told and not data.get(name) and name not in self.errors:
                self.add_error(name, _("Fill in the whole row, or leave it empty."))
        return data


class MoneyForm(_WholeOrEmpty):
    """Who pays, how and until when."""

    source = _line(_("Who pays?"), 200, needed=False)
    kind = forms.ChoiceField(label=_("How does it come?"), choices=MoneyKind.choices, required=False)
    until = DayField(label=_("Until when?"), required=False)


class SeatForm(_WholeOrEmpty):
    """Who with lived experience sits in which group."""

    table = _line(_("Which group decides?"), 200, needed=False)
    who = _line(
        _("Who with lived experience sits there?"), 300, needed=False,
        hint=_("For example, three of nine seats. Name nobody."),
    )  # fmt: skip


MoneyFormSet = forms.formset_factory(MoneyForm, extra=2, max_num=12, validate_max=True)
SeatFormSet = forms.formset_factory(SeatForm, extra=2, max_num=12, validate_max=True)


class CycleForm(forms.Form):
    """Plan, do, study, act."""

    starts_on = DayField(label=_("When does it begin?"))
    plan = _words(_("Plan: what do you try, and what do you expect?"), 2000)
    did = _words(_("Do: what happened?"), 2000, needed=False)
    studied = _words(_("Study: what did you learn?"), 2000, needed=False)
    end = forms.ChoiceField(
        label=_("Act: what do you do now?"), required=False, widget=forms.RadioSelect,
        choices=[("", _("It is still going on")), *CycleEnd.choices],
    )  # fmt: skip
    acted = _words(_("Why?"), 2000, needed=False, rows=3)
    ended_on = DayField(label=_("When did it end?"), required=False)
    measures = forms.ModelMultipleChoiceField(
        label=_("Which measures led to it?"), queryset=Measure.objects.none(), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    led_by = forms.MultipleChoiceField(
        label=_("Which words led to it?"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("The newest points and answers, and those that are chosen already."),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, pilot: Pilot, cycle: Cycle | None = None, **kwargs: Any) -> None:
        chosen = [] if cycle is None else list(cycle.led_by.values_list("kind", "key"))
        if cycle is not None:
            kept = ("starts_on", "plan", "did", "studied", "end", "acted", "ended_on", "version")
            initial = {name: getattr(cycle, name) for name in kept}
            initial["measures"] = list(cycle.measures.all())
            initial["led_by"] = [f"{kind}:{key}" for kind, key in chosen]
            kwargs.setdefault("initial", initial)
        super().__init__(*args, **kwargs)
        self.fields["measures"].queryset = pilot.measures.all()  # type: ignore[attr-defined]
        offered: dict[str, Any] = {f"{one.kind}:{one.key}": one.text for one in sources.told(chosen)}
        offered |= {f"{one.kind}:{one.key}": one.text for one in sources.found("")}
        # Words that are gone keep their place among what was chosen; they are shown nowhere.
        offered = {f"{kind}:{key}": _("Not shown any more") for kind, key in chosen} | offered
        self.fields["led_by"].choices = list(offered.items())  # type: ignore[attr-defined]

    def tried(self) -> Tried:
        """What the form says, for the act."""
        data = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        data["led_by"] = [(kind, key) for kind, key in sources.parted(data["led_by"]) if kind != "event"]
        return Tried(**data)


class MeasureForm(forms.Form):
    """A measure, and the limits by which its values are judged."""

    name = _line(_("What is it called?"), 120)
    question = _line(_("What is asked or counted?"), 300)
    scale = forms.ChoiceField(
        label=_("What are the numbers?"), choices=Scale.choices, widget=forms.RadioSelect
    )
    better = forms.ChoiceField(
        label=_("Which way is better?"), choices=Better.choices, widget=forms.RadioSelect
    )
    source = _line(_("Where do they come from?"), 200)
    how_often = _line(_("How often?"), 100)
    baseline = _number(_("What was it before the pilot?"))
    target = _number(_("What do you hope for?"))
    reading_level = _line(
        _("How hard are its words to read?"), 200, needed=False, hint=_("For example, at age 9.")
    )
    go_at = _number(_("Go on at"), hint=_("At this or better. Say it before the first value."))
    stop_at = _number(_("Stop at"), hint=_("At this or worse. Between the two, change something."))
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, measure: Measure | None = None, **kwargs: Any) -> None:
        if measure is not None:
            initial = {name: getattr(measure, name) for name in self.base_fields}
            kwargs.setdefault("initial", initial)
        super().__init__(*args, **kwargs)
        if measure is not None and measure.first_value_at:
            for name in ("scale", "better", "go_at", "stop_at"):
                self.fields[name].disabled = True

    def asked(self) -> Asked:
        """What the form says, for the act."""
        data = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        return Asked(**data)


class ValueForm(forms.Form):
    """One value of all."""

    day = DayField(label=_("From which day on?"))
    number = _number(_("Value"), needed=True)
    people = forms.IntegerField(
        label=_("From how many people?"), required=False, min_value=0, max_value=1_000_000,
        help_text=_("Nobody is shown this. It decides what may be shown."),
    )  # fmt: skip


class FileForm(forms.Form):
    """A list of values."""

    file = forms.FileField(
        label=_("A list of values"),
        help_text=_("A CSV file with the columns day, value, people, place and group."),
    )
