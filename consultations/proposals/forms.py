"""Forms of the members' pages: each part with its own plain question, and errors beside the fields."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from consultations.proposals import amending, authors, commenting, drafting, moving, starting, wording
from consultations.proposals.enums import How, Part, ProposalState, Size
from consultations.proposals.models import Proposal
from ui.forms import DayField
from vocabulary.models import JourneyStage, Place, PlaceKind, Theme

_OFF = {"autocomplete": "off"}
_WORDS = {"rows": 6, "spellcheck": "true", **_OFF}

#: What is asked for each part, and what helps to answer it.
ASKED: dict[Part, tuple["str | Promise", "str | Promise"]] = {
    Part.PROBLEM: (
        _("What is the problem?"),
        _("Who told us about it, and when it happens. Two or three sentences are enough."),
    ),
    Part.WHO: (
        _("Who does it help, and where on the journey?"),
        _("Say it in words here. Also say whom it leaves out."),
    ),
    Part.CHANGE: (
        _("What would change?"),
        _("What would be different on an ordinary day? Say it so that somebody who was not here can see it."),
    ),
    Part.OFFICERS: (
        _("What does it mean for prison officers?"),
        _("What would they do more, less or differently: rooms, escorts, time? What is in it for them?"),
    ),
    Part.NEEDS: (_("What does it need?"), _("People and permission. Money has fields of its own below.")),
    Part.EVIDENCE: (
        _("What do we know?"),
        _("What people said, what was tried elsewhere, how it differs from what there is (RECONNECT, say)."),
    ),
    Part.RISKS: (
        _("What could go wrong?"),
        _("Think of security, of people’s safety, and of who could be treated unfairly."),
    ),
    Part.MEASURES: (
        _("How would we know that it worked?"),
        _("What would you count or ask, when, and who does it?"),
    ),
}  # fmt: skip


def part_field(part: Part, *, required: bool = False) -> forms.CharField:
    """A field for the words of one part."""
    question, hint = ASKED[part]
    return forms.CharField(
        label=str(question),
        help_text=str(hint),
        required=required,
        max_length=wording.LONGEST_PART,
        widget=forms.Textarea(attrs=_WORDS),
    )


class TitleForm(forms.Form):
    """All that it takes to begin."""

    title = forms.CharField(
        label=_("What is it called?"),
        max_length=drafting.LONGEST_TITLE,
        widget=forms.TextInput(attrs=_OFF),
        help_text=_("A few words that say what would change. You can change them later."),
    )


class ProposalForm(TitleForm):
    """The whole text. Only the title is asked for; whatever else is there can be saved at any time.

    ``seen`` holds a digest of each field as the page showed it, so that after somebody else saved we know
    which fields this person wrote in: in the others theirs is right.
    """

    says_optional = False
    size = forms.ChoiceField(
        label=_("How big is the change?"), choices=Size.choices, widget=forms.RadioSelect
    )
    amount = forms.IntegerField(
        label=_("How much, in pounds?"),
        required=False,
        min_value=0,
        max_value=2_000_000_000,
        widget=forms.TextInput(attrs={"inputmode": "numeric", **_OFF}),
        help_text=_("Leave it empty if nobody knows yet."),
    )
    how_often = forms.ChoiceField(
        label=_("How often?"),
        required=False,
        choices=[("", _("Not said")), *How.choices],
    )
    from_whom = forms.CharField(label=_("From whom?"), required=False, max_length=160)
    until = DayField(label=_("Until when?"), required=False, help_text=_("For example, 31 3 2028"))
    stages = forms.ModelMultipleChoiceField(
        label=_("Which parts of the journey?"),
        queryset=JourneyStage.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    custody_places = forms.ModelMultipleChoiceField(
        label=_("Which prisons?"),
        queryset=Place.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None means: anywhere."),
    )
    release_places = forms.ModelMultipleChoiceField(
        label=_("Which areas of release?"),
        queryset=Place.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Custody and release are often far apart. None means: anywhere."),
    )
    themes = forms.ModelMultipleChoiceField(
        label=_("Which themes?"),
        queryset=Theme.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    summary = forms.CharField(
        label=_("What did you change, in a few words?"),
        required=False,
        max_length=200,
        help_text=_("Everybody can read it beside the new text."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=2000)

    def __init__(self, data: Any = None, *, proposal: Proposal, **kwargs: Any) -> None:
        self.proposal = proposal
        values = initial_of(proposal)
        kwargs.setdefault("initial", {**values, "version": proposal.version, "seen": _digests(values)})
        super().__init__(data, **kwargs)
        for part in Part:
            self.fields[part.value] = part_field(part)
        prisons, areas = _places()
        for name, choices in (
            ("stages", JourneyStage.objects.all()),
            ("custody_places", prisons),
            ("release_places", areas),
            ("themes", Theme.objects.all()),
        ):
            self.fields[name].queryset = choices  # type: ignore[attr-defined]
        if proposal.state == ProposalState.DRAFT:
            del self.fields["summary"]

    @property
    def values(self) -> dict[str, Any]:
        """What to save, once the form is valid."""
        names = (*Part.values, *drafting.COLUMNS, *drafting.LISTS)
        return {name: self.cleaned_data[name] for name in names}

    @property
    def part_fields(self) -> list[Any]:
        """The fields of the parts, in their order."""
        return [self[part] for part in Part.values]

    def written(self) -> set[str]:
        """In which fields this person wrote something else than the page had shown them."""
        try:
            shown: Mapping[str, str] = json.loads(self.data.get("seen", ""))
        except ValueError:
            return set(self.values)
        if not isinstance(shown, dict):
            return set(self.values)
        return {name for name, value in self.values.items() if shown.get(name) != _digest(_plain(value))}


def _places() -> tuple[Any, Any]:
    areas = Place.objects.filter(kind__in=[PlaceKind.RELEASE_AREA, PlaceKind.REGION])
    return Place.objects.filter(kind=PlaceKind.PRISON).order_by("name"), areas.order_by("-kind", "name")


def initial_of(proposal: Proposal) -> dict[str, Any]:
    """What stands in the fields: words as one would type them, keys of what is ticked."""
    values: dict[str, Any] = {part: wording.typed(getattr(proposal, part)) for part in Part.values}
    values |= {name: getattr(proposal, name) for name in drafting.COLUMNS}
    values |= {name: sorted(one.pk for one in getattr(proposal, name).all()) for name in drafting.LISTS}
    return values


def _digests(values: Mapping[str, Any]) -> str:
    return json.dumps({name: _digest(_plain(value)) for name, value in values.items()})


def _plain(value: Any) -> str:
    """A value of a field as text that is the same before and after it went through a browser."""
    if isinstance(value, str):
        return "\n".join(line.rstrip() for line in value.replace("\r\n", "\n").strip().split("\n"))
    if value is None:
        return ""
    if hasattr(value, "__iter__"):
        return ",".join(str(key) for key in sorted(getattr(one, "pk", one) for one in value))
    return str(value)


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=4).hexdigest()


class FromWordsForm(TitleForm):
    """A title for what is started from chosen words."""


class DocumentForm(forms.Form):
    """A document elsewhere."""

    label = forms.CharField(label=_("What is it called?"), max_length=starting.LONGEST_LABEL)
    address = forms.CharField(
        label=_("Its web address"),
        max_length=300,
        widget=forms.TextInput(attrs={"inputmode": "url", **_OFF}),
        help_text=_("It begins with https://"),
    )


class PanelForm(forms.Form):
    """A panel as a co-author."""

    name = forms.CharField(
        label=_("Name of the panel"),
        max_length=authors.LONGEST_NAME,
        help_text=_("Its own name only, no names of people. You type in what it says."),
        widget=forms.TextInput(attrs=_OFF),
    )


class StepForm(forms.Form):
    """The next step of a proposal's life."""

    #: Whether a reason is needed hangs on the step.
    says_optional = False
    to = forms.ChoiceField(label=_("What happens with it now?"), widget=forms.RadioSelect)
    ideas_until = DayField(
        label=_("Until which day are ideas welcome?"),
        required=False,
        help_text=_("For example, 31 3 2028. People are told this day. Left empty: six weeks from now."),
    )
    reason = forms.CharField(
        label=_("Why?"),
        required=False,
        max_length=moving.LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3, **_OFF}),
        help_text=_("Everybody can read it. Needed where people would ask why."),
    )

    #: What the buttons say, by state.
    SAYS = {
        ProposalState.IDEAS: _("Open it for ideas: everybody can read it and suggest changes"),
        ProposalState.FINAL: _("The text is final: no more changes, ready to be voted on"),
        ProposalState.DECIDED: _("It is decided: say how"),
        ProposalState.UNDER_WAY: _("It is under way"),
        ProposalState.REVIEWED: _("It has been reviewed"),
        ProposalState.PARKED: _("Park it for now"),
        ProposalState.WITHDRAWN: _("Withdraw it for good"),
    }

    def __init__(self, data: Any = None, *, proposal: Proposal, person: Any) -> None:
        super().__init__(data)
        self.proposal = proposal
        possible = moving.possible(proposal, person)
        self.fields["to"].choices = [(to.value, self._says(to)) for to in possible]  # type: ignore[attr-defined]
        if ProposalState.IDEAS not in possible:
            del self.fields["ideas_until"]
        if not any(moving.needs_reason(proposal.state, to) for to in possible):
            del self.fields["reason"]

    def _says(self, to: ProposalState) -> str:
        if to == ProposalState.WITHDRAWN and self.proposal.state == ProposalState.DRAFT:
            return _now("Drop this draft for good")
        return str(self.SAYS.get(to, to.label))

    def clean(self) -> dict[str, Any]:
        """A reason is asked for where it is missing."""
        data = super().clean() or self.cleaned_data
        needed = data.get("to") and moving.needs_reason(self.proposal.state, data["to"])
        if needed and not data.get("reason", "").strip() and "reason" not in self.errors:
            self.add_error("reason", _("Say why. Everybody can read it."))
        return data


class ProlongForm(forms.Form):
    """Another last day for ideas."""

    until = DayField(
        label=_("Until which day are ideas welcome?"), help_text=_("For example, 31 3 2028. People are told.")
    )


class SuggestForm(forms.Form):
    """Other words for one part."""

    why = forms.CharField(
        label=_("Why?"),
        required=False,
        max_length=amending.LONGEST_WHY,
        widget=forms.Textarea(attrs={"rows": 3, **_OFF}),
        help_text=_("One or two sentences help the authors, and those who might support it."),
    )
    field_order = ("words", "why")

    def __init__(self, data: Any = None, *, part: Part, stands: str) -> None:
        super().__init__(data, initial={"words": wording.typed(stands)})
        self.fields["words"] = forms.CharField(
            label=_("How should it read?"),
            max_length=wording.LONGEST_PART,
            widget=forms.Textarea(attrs={**_WORDS, "rows": 10}),
            help_text=_("It begins with the words that are there. Change them; what you changed is marked."),
        )
        self.order_fields(self.field_order)


class TakeUpForm(forms.Form):
    """The words that the part will have."""

    words = forms.CharField(
        label=_("The part will read"),
        max_length=wording.LONGEST_PART,
        widget=forms.Textarea(attrs={**_WORDS, "rows": 10}),
        help_text=_("As suggested, or near it: you can change it before you take it up."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class DeclineForm(forms.Form):
    """Why a suggestion is not taken up."""

    reason = forms.CharField(
        label=_("Why it is not taken up"),
        max_length=amending.LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 4, **_OFF}),
        help_text=_("Everybody can read it beside the suggestion."),
    )


class CommentForm(forms.Form):
    """Something to say under one's name."""

    words = forms.CharField(
        label=_("What do you want to say?"),
        max_length=wording.LONGEST_COMMENT,
        widget=forms.Textarea(attrs={"rows": 5, "spellcheck": "true", **_OFF}),
        help_text=_("Everybody can read it, with your name and role group."),
    )


class ReportForm(forms.Form):
    """What is wrong with a comment; may be left empty."""

    why = forms.CharField(
        label=_("What is wrong with it?"),
        required=False,
        max_length=commenting.LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3, **_OFF}),
        help_text=_("Only facilitators read this, and they see who reported it."),
    )


class HideForm(forms.Form):
    """Why a comment is hidden."""

    because = forms.CharField(
        label=_("Why it is hidden"),
        max_length=commenting.LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3, **_OFF}),
        help_text=_("Everybody reads this in place of the comment. Replies stay."),
    )
