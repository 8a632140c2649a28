"""Forms of the queue. Each carries the version of the item as its page showed it: an act on what has
changed meanwhile is refused, with everything that was typed still there.
"""

from collections.abc import Sequence
from datetime import datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from feedback.detection.enums import LABELS, Kind
from feedback.detection.findings import Finding
from feedback.detection.redaction import SOME_WORDS
from feedback.moderation.models import Item
from feedback.moderation.redacting import OwnWords, Span
from feedback.threads.enums import Reason, Warns
from feedback.threads.said import LONGEST_MESSAGE
from feedback.threads.sockets import Hours
from people.models import Person
from ui.forms import DayField
from vocabulary.models import JourneyStage, Place, PlaceKind, Theme

#: Rows for words of one's own to take out: those typed so far, and so many empty ones.
EMPTY_ROWS = 2
MOST_ROWS = 20
_NO_SUGGESTIONS = {"autocomplete": "off", "spellcheck": "true"}


class ItemForm(forms.Form):
    """Something that is done with one item as it was seen."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    #: The version on which somebody decided; the page always carries the present one.
    seen = -1

    def __init__(self, data: Any = None, *, item: Item, **kwargs: Any) -> None:
        if data is not None:
            data = data.copy()
            posted = str(data.get("version", ""))
            self.seen = int(posted) if posted.isdecimal() and len(posted) < 10 else -1
            data["version"] = str(item.version)
        super().__init__(data, **kwargs)
        self.fields["version"].initial = item.version


class NoWordsForm(ItemForm):
    """An act that needs nothing but a press."""


class WriteForm(ItemForm):
    """A message to the holder of the receipt."""

    ask = forms.ChoiceField(
        label=_("What should happen"),
        choices=[
            ("change", _("Ask for a change, and wait for it")),
            ("answer", _("Just write; where it stands does not change")),
        ],
        widget=forms.RadioSelect,
        initial="change",
    )
    words = forms.CharField(
        label=_("Your message"),
        max_length=LONGEST_MESSAGE,
        widget=forms.Textarea(attrs={"rows": 6, **_NO_SUGGESTIONS}),
        help_text=_(
            "Short words and short sentences. Whoever holds the receipt reads it. It is signed with your "
            "role, never with your name."
        ),
    )

    def __init__(self, *args: Any, may_ask: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_ask:
            del self.fields["ask"]

    @property
    def asks_for_change(self) -> bool:
        """Whether it is returned to its author."""
        return self.cleaned_data.get("ask") == "change"


class DeclineForm(ItemForm):
    """Why something is not shown, from the published rules."""

    reason = forms.ChoiceField(
        label=_("Why it is not shown"),
        choices=Reason.choices,
        widget=forms.RadioSelect,
        help_text=_("Readers see this sentence in its place, and so does its author."),
    )


class EscalateForm(ItemForm):
    """What the safeguarding lead should know; may be left empty."""

    note = forms.CharField(
        label=_("What the lead should know"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4, **_NO_SUGGESTIONS}),
        help_text=_("In your own words. They see what was written, and this."),
    )


class TagsForm(ItemForm):
    """Themes, warnings, the part of the journey."""

    themes = forms.ModelMultipleChoiceField(
        label=_("Themes"), queryset=Theme.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )
    warnings = forms.MultipleChoiceField(
        label=_("Readers are warned of"),
        choices=Warns.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    stage = forms.ModelChoiceField(
        label=_("Part of the journey"),
        queryset=JourneyStage.objects.none(),
        required=False,
        empty_label=_("Not said"),
    )
    asks_for_change = forms.BooleanField(
        label=_("It asks for something to change"),
        required=False,
        help_text=_("Only these count when we say how much led to a change."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["themes"].queryset = Theme.objects.all()  # type: ignore[attr-defined]
        self.fields["stage"].queryset = JourneyStage.objects.all()  # type: ignore[attr-defined]


class HandOverForm(ItemForm):
    """To whom it is handed over: only those who may see it are offered."""

    to = forms.ModelChoiceField(
        label=_("To whom"),
        queryset=Person.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        help_text=_("Nobody who is tied to a prison that it concerns is on this list."),
        error_messages={"invalid_choice": _("This person may not deal with it. Choose from the list.")},
    )

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = people  # type: ignore[attr-defined]


class NoteForm(ItemForm):
    """A private note."""

    words = forms.CharField(
        label=_("A private note"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3, **_NO_SUGGESTIONS}),
        help_text=_(
            "For those who moderate. In your own words: a note may not repeat six words in a row of what was "
            "written. It goes when the author takes their words back."
        ),
    )


class PassOnForm(ItemForm):
    """What was passed on, to whom and when."""

    to = forms.CharField(
        label=_("Whom you told"),
        max_length=200,
        help_text=_("Name, role, and where they work."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    day = DayField(label=_("On which day"))
    time = forms.TimeField(
        label=_("At what time"),
        input_formats=["%H:%M", "%H.%M", "%H%M"],
        help_text=_("For example, 14:30"),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"invalid": _("Give the time like this: 14:30")},
    )
    said = forms.CharField(
        label=_("What you told them"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5, **_NO_SUGGESTIONS}),
        help_text=_(
            "In your own words: this stays when the author takes theirs back. The case sheet holds the words "
            "themselves."
        ),
    )

    @property
    def at(self) -> datetime:
        """The moment, on the clock of the place."""
        moment = datetime.combine(self.cleaned_data["day"], self.cleaned_data["time"])
        return timezone.make_aware(moment)


# --- Taking words out -------------------------------------------------------------------------


class RedactForm(ItemForm):
    """What was found, to be ticked, and rows for words of one's own. ``rows`` are pairs of bound fields."""

    found = forms.MultipleChoiceField(
        label=_("What was found"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("What was found has changed. Choose again what to take out.")},
    )
    says_optional = False

    def __init__(self, data: Any = None, *, findings: Sequence[Finding], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        choices = [(_written(one), f"{one.text}: {LABELS[Kind(one.kind)]}") for one in findings]
        self.fields["found"].choices = choices  # type: ignore[attr-defined]
        self.fields["found"].initial = [value for value, _label in choices]
        if not choices:
            del self.fields["found"]
        kinds: list[tuple[str, str | Promise]] = [(SOME_WORDS, _("some words")), *LABELS.items()]
        for number in range(_rows_in(data) + EMPTY_ROWS):
            self.fields[f"words_{number}"] = forms.CharField(
                label=_("Words to take out"),
                required=False,
                max_length=300,
                widget=forms.TextInput(attrs={"autocomplete": "off"}),
            )
            self.fields[f"kind_{number}"] = forms.ChoiceField(
                label=_("What it is"), choices=kinds, required=False
            )
        self._rows = _rows_in(data) + EMPTY_ROWS

    @property
    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Words and kind, beside each other."""
        return [(self[f"words_{number}"], self[f"kind_{number}"]) for number in range(self._rows)]

    @property
    def spans(self) -> list[Span]:
        """What was ticked."""
        return [_read(one) for one in self.cleaned_data.get("found", [])]

    @property
    def own(self) -> list[OwnWords]:
        """What was typed."""
        pairs = [
            (self.cleaned_data.get(f"words_{number}", ""), self.cleaned_data.get(f"kind_{number}"))
            for number in range(self._rows)
        ]
        return [OwnWords(words, kind or SOME_WORDS) for words, kind in pairs if words.strip()]


def _rows_in(data: Any) -> int:
    """How many rows somebody has filled; empty ones at the end do not count."""
    if data is None:
        return 0
    filled = [number for number in range(MOST_ROWS) if str(data.get(f"words_{number}", "")).strip()]
    return max(filled) + 1 if filled else 0


def _written(finding: Finding) -> str:
    return f"{finding.start}-{finding.end}-{finding.kind}"


def _read(value: str) -> Span:
    start, end, kind = value.split("-", 2)
    return int(start), int(end), kind


# --- What facilitators and safeguarding look after ----------------------------------------------


class TemplateForm(forms.Form):
    """Words to start from."""

    title = forms.CharField(label=_("Title"), max_length=80)
    words = forms.CharField(label=_("Words"), widget=forms.Textarea(attrs={"rows": 6}), max_length=4000)
    for_responses = forms.BooleanField(
        label=_("For official responses"),
        required=False,
        help_text=_("Otherwise it is offered where one writes to an author."),
    )


class HoursForm(forms.Form):
    """When somebody reads, day by day; a day left empty is a day off."""

    says_optional = False

    def __init__(self, *args: Any, hours: Sequence[Hours] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = {one.weekday: one for one in hours}
        for weekday in WEEKDAYS:
            for name, label in (("opens", _("from")), ("closes", _("until"))):
                there = getattr(known[weekday], name) if weekday in known else None
                self.fields[f"{name}_{weekday}"] = _time_field(label, there)

    @property
    def days(self) -> list[tuple[Any, forms.BoundField, forms.BoundField]]:
        """Name of the day, and its two fields."""
        return [
            (name, self[f"opens_{weekday}"], self[f"closes_{weekday}"]) for weekday, name in WEEKDAYS.items()
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for weekday in WEEKDAYS:
            opens, closes = cleaned.get(f"opens_{weekday}"), cleaned.get(f"closes_{weekday}")
            if (opens is None) != (closes is None) and not self.errors:
                self.add_error(f"closes_{weekday}", _("Give both times, or leave both out."))
        return cleaned

    @property
    def hours(self) -> list[Hours]:
        """The days on which somebody reads."""
        found = []
        for weekday in WEEKDAYS:
            opens = self.cleaned_data.get(f"opens_{weekday}")
            closes = self.cleaned_data.get(f"closes_{weekday}")
            if isinstance(opens, time) and isinstance(closes, time):
                found.append(Hours(weekday, opens, closes))
        return found


def _time_field(label: Any, there: time | None) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        required=False,
        initial=f"{there:%H:%M}" if there else "",
        input_formats=["%H:%M", "%H.%M", "%H%M", "%H"],
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "maxlength": "5"}),
        error_messages={"invalid": _("Give the time like this: 09:00")},
    )


class ClosedDayForm(forms.Form):
    """A day on which the box stays shut."""

    day = DayField(label=_("Day"))
    name = forms.CharField(
        label=_("Why"), max_length=80, required=False, help_text=_("For example, a holiday")
    )


class AbsenceForm(forms.Form):
    """From when until when one is away."""

    first_day = DayField(label=_("First day"))
    last_day = DayField(label=_("Last day"))


class ContactForm(forms.Form):
    """A safer-custody team."""

    place = forms.ModelChoiceField(
        label=_("Prison"), queryset=Place.objects.none(), empty_label=_("Choose one")
    )
    name = forms.CharField(label=_("Team"), max_length=120)
    phone = forms.CharField(label=_("Phone"), max_length=40, required=False)
    email = forms.EmailField(label=_("Email address"), required=False)
    checked_on = DayField(label=_("When somebody last tried it"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].queryset = Place.objects.filter(kind=PlaceKind.PRISON)  # type: ignore[attr-defined]
