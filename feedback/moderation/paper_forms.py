"""Forms of sheets of codes, and of typing in from paper."""

from dataclasses import replace
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from feedback.threads import sockets
from feedback.threads.models import Thread
from feedback.threads.participation import MOST
from feedback.threads.said import AMENDMENT, LONGEST, REMARK, Said, plain
from ui.forms import DayField
from vocabulary.models import JourneyStage
from vocabulary.role_groups import RoleGroup

_OFF = {"autocomplete": "off"}
_ONE_OF = [(group.value, capfirst(str(group.label))) for group in RoleGroup]


class SheetForm(forms.Form):
    """A sheet of slips to print."""

    thread = forms.ModelChoiceField(Thread.objects.none(), label=_("Question"), empty_label=_("Choose one"))
    role_group = forms.ChoiceField(
        label=_("Who gets the slips"),
        choices=[("", _("Choose one")), *_ONE_OF],
        help_text=_("The code says this about whoever uses it, and nothing else."),
    )
    number = forms.IntegerField(
        label=_("How many slips"), min_value=1, max_value=MOST, initial=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": "4", **_OFF}),
        help_text=_("Print more than you need, and let people draw one."),
    )  # fmt: skip
    last_day = DayField(label=_("Last day on which they work"))
    note = forms.CharField(
        label=_("Note for yourself"), max_length=120, required=False,
        help_text=_("For example: library, November. Never a name."),
    )  # fmt: skip

    def __init__(self, *args: Any, threads: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["thread"].queryset = threads  # type: ignore[attr-defined]


class PaperForm(forms.Form):
    """A slip or a letter, typed in: in the order in which slips are printed, by keyboard alone."""

    thread = forms.ModelChoiceField(Thread.objects.none(), label=_("Question"), empty_label=_("Choose one"))
    words = forms.CharField(
        label=_("What it says"),
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false", **_OFF}),
        help_text=_("As it was written, word for word. Correct nothing."),
    )  # fmt: skip
    code = forms.CharField(
        label=_("Code on the slip"), max_length=60, required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", **_OFF}),
        help_text=_("If there is one. It is used up, and says the group."),
    )  # fmt: skip
    role_group = forms.ChoiceField(label=_("Group"), choices=[("", _("Not said")), *_ONE_OF], required=False)
    stage = forms.ChoiceField(label=_("Part of the journey"), required=False)
    other = forms.BooleanField(label=_("Told for somebody else"), required=False)
    may_show = forms.BooleanField(label=_("The slip says: it may be shown"), required=False)
    may_research = forms.BooleanField(label=_("The slip says: it may be used in research"), required=False)

    def __init__(self, *args: Any, threads: Any, corrects: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["thread"].queryset = threads  # type: ignore[attr-defined]
        if corrects:
            del self.fields["code"]
            self.fields["thread"].empty_label = None  # type: ignore[attr-defined]
            self.fields["thread"].help_text = _(
                "The wrong question? Take it back with its receipt, and type it in anew."
            )
        if not self.is_bound:  # mistakes have the keyboard before any field
            first = "words" if self.initial.get("thread") else "thread"
            self.fields[first].widget.attrs["autofocus"] = ""
        stages = [(one.key, one.name) for one in JourneyStage.objects.all()]
        self.fields["stage"].choices = [("", _("Not said")), *stages]  # type: ignore[attr-defined]
        self._ask_what_it_is_about(threads)

    def _ask_what_it_is_about(self, threads: Any) -> None:
        """Of proposals: which part. One query, and one for the parts."""
        hosted = threads.filter(hosted=True).first()
        labels = sockets.labels_of_parts(hosted) if hosted else {}
        if labels:
            self.fields["about"] = forms.ChoiceField(
                label=_("If it is about a proposal: which part"),
                choices=[("", _("All of it, or not said")), *labels.items()],
                required=False,
                help_text=_("What is about a part becomes a suggested change to it."),
            )
            self.order_fields(["thread", "about"])

    def clean_words(self) -> str:
        """The words without what nobody can see; told kindly if there are too many."""
        words = plain(self.cleaned_data["words"])
        if not words:
            raise forms.ValidationError(_("Type what the slip says."))
        if len(words) > LONGEST:
            raise forms.ValidationError(
                _("This is %(count)s characters long; %(most)s fit. Type it in as two answers."),
                params={"count": len(words), "most": LONGEST},
            )
        return words

    @property
    def said(self) -> Said:
        """What the slip says, once the form is valid."""
        names = ("words", "role_group", "stage", "other", "may_show", "may_research")
        said = Said(**{name: self.cleaned_data[name] for name in names})
        thread, about = self.cleaned_data["thread"], self.cleaned_data.get("about", "")
        if not sockets.labels_of_parts(thread):
            return said
        return replace(said, kind=AMENDMENT if about else REMARK, about=about)


def open_threads(today: date | None = None) -> Any:
    """Questions that take answers: for these slips are printed and typed in."""
    today = today or timezone.localdate()
    open_now = Thread.objects.public().filter(opens_on__lte=today, closes_on__gte=today, handed_in=False)
    return open_now.order_by("question")
