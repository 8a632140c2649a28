"""Forms of the members' pages: an offer, a team of link workers, opening words, a list."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from consultations.directory.entering import OfferWords, TeamWords, Words
from consultations.directory.enums import ActivityKind, Sort
from consultations.directory.models import LONGEST_LINE, LONGEST_NAME, LONGEST_WEEKS, LONGEST_WORDS, Entry
from vocabulary.models import Place, PlaceKind

_OFF = {"autocomplete": "off"}
_LINE: dict[str, Any] = {"widget": forms.TextInput(attrs=_OFF)}


def _words(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "spellcheck": "true", **_OFF})


class EntryForm(forms.Form):
    """What both sorts of entry ask."""

    organisation = forms.CharField(
        label=_("Who runs it?"), max_length=LONGEST_NAME, **_LINE,
        help_text=_("The organisation, never a person."),
    )  # fmt: skip
    email = forms.EmailField(
        label=_("Mail address of the team"), max_length=LONGEST_LINE, required=False,
        help_text=_("Everybody reads it. Never somebody’s own."),
        widget=forms.EmailInput(attrs=_OFF),
    )  # fmt: skip
    phone = forms.CharField(
        label=_("Telephone of the office"), max_length=30, required=False, **_LINE,
        help_text=_("Everybody reads it. No mobile numbers: they belong to somebody."),
    )  # fmt: skip
    website = forms.URLField(
        label=_("Website"), max_length=LONGEST_LINE, required=False, assume_scheme="https",
        widget=forms.URLInput(attrs=_OFF),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    #: Fields in the order of the page.
    order: tuple[str, ...] = ()

    def __init__(self, *args: Any, entry: Entry | None = None, **kwargs: Any) -> None:
        if entry is not None:
            kwargs.setdefault("initial", as_it_stands(entry))
        super().__init__(*args, **kwargs)
        self.order_fields(self.order)

    def words(self) -> Words:
        """What the form says, for the act."""
        raise NotImplementedError

    def _given(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class OfferForm(EntryForm):
    """Something on offer in a place."""

    place = forms.ModelChoiceField(label=_("Where?"), queryset=Place.objects.order_by("kind", "name"))
    kind = forms.ChoiceField(label=_("What kind of thing is it?"), choices=ActivityKind.choices)
    name = forms.CharField(
        label=_("What is it?"), max_length=LONGEST_NAME, **_LINE, help_text=_("For example “Choir”.")
    )
    for_whom = forms.CharField(
        label=_("For whom?"), max_length=LONGEST_LINE, **_LINE,
        help_text=_("For example “Everybody on the wing”."),
    )  # fmt: skip
    how_often = forms.CharField(
        label=_("How often?"), max_length=LONGEST_LINE, **_LINE,
        help_text=_("For example “Every Tuesday”, or “Six weeks in spring”."),
    )  # fmt: skip
    about = forms.CharField(
        label=_("In a few words"), max_length=LONGEST_WORDS, required=False, widget=_words(3),
        help_text=_("Name nobody."),
    )  # fmt: skip
    order = ("place", "kind", "name", "organisation", "for_whom", "how_often", "about")

    def words(self) -> Words:
        """What the form says."""
        return OfferWords(**self._given())


class TeamForm(EntryForm):
    """A team of link workers."""

    area = forms.ModelChoiceField(
        label=_("For which area?"),
        queryset=Place.objects.exclude(kind=PlaceKind.PRISON).order_by("kind", "name"),
        help_text=_("Where people go when they are released."),
    )
    how_to_refer = forms.CharField(
        label=_("How does one refer somebody?"), max_length=LONGEST_WORDS, widget=_words(4),
        help_text=_("Say which office or which form. Name nobody."),
    )  # fmt: skip
    weeks_before = forms.IntegerField(
        label=_("How many weeks before release can one ask?"), initial=0,
        min_value=0, max_value=LONGEST_WEEKS,
        help_text=_("0 means from the day of release."),
    )  # fmt: skip
    order = ("area", "organisation", "how_to_refer", "weeks_before")

    def words(self) -> Words:
        """What the form says."""
        return TeamWords(**self._given())


#: The form of each sort.
FORMS: dict[str, type[EntryForm]] = {Sort.OFFER: OfferForm, Sort.LINK_WORKERS: TeamForm}


def made_from(form: forms.Form) -> int:
    """The version from which a save was made; one that never stands where somebody took it away."""
    version = form.cleaned_data["version"]
    return -1 if version is None else int(version)


def as_it_stands(entry: Entry) -> dict[str, Any]:
    """An entry as its form begins with it."""
    names = [field.name for field in entry._meta.fields]
    stands = {name: getattr(entry, name) for name in names}
    return stands | {"organisation": entry.organisation.name, "website": entry.organisation.website}


class OpeningForm(forms.Form):
    """The words with which the page of a place opens."""

    opening = forms.CharField(
        label=_("How does the page begin?"), max_length=2000, required=False, widget=_words(6),
        help_text=_("A few plain sentences about the place. Name nobody."),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class ListForm(forms.Form):
    """A file with a list of services or of teams."""

    file = forms.FileField(label=_("Which file?"), help_text=_("A list saved as CSV."))
