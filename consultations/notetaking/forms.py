"""Forms of this room: one point, a list of points, whom to ask."""

import uuid
from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from consultations.events.enums import Strength
from consultations.notetaking.models import LONGEST_TEXT, LONGEST_TOPIC, Note
from consultations.notetaking.topics import TopicOffered
from consultations.notetaking.words import Words
from vocabulary.models import JourneyStage, Place, PlaceKind, Theme
from vocabulary.role_groups import RoleGroup

_OFF = {"autocomplete": "off"}


class PointForm(forms.Form):
    """One point: first what was said, then everything that can be chosen without looking up."""

    says_optional = False
    text = forms.CharField(
        label=_("What was said"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "true", "aria-required": "true", **_OFF}),
        help_text=_("One point, in a sentence or two. Never a name, nor anything that shows who said it."),
        error_messages={
            "required": _("Write what was said."),
            "max_length": _("Use at most %(limit_value)s letters, or make two points of it."),
        },
    )
    topic = forms.ChoiceField(label=_("Topic"), required=False)
    topic_title = forms.CharField(
        label=_("Or another topic"),
        required=False,
        max_length=LONGEST_TOPIC,
        widget=forms.TextInput(attrs=_OFF),
    )
    said_by = forms.MultipleChoiceField(
        label=_("Said by"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Groups, never people. If only one of a group is there, leave it out."),
    )
    strength = forms.ChoiceField(
        label=_("How widely it was shared"),
        required=False,
        choices=[("", _("Not clear")), *Strength.choices],
    )
    stage = forms.ChoiceField(label=_("Part of the journey"), required=False)
    themes = forms.MultipleChoiceField(label=_("Themes"), required=False, widget=forms.CheckboxSelectMultiple)
    custody = forms.ChoiceField(label=_("Place of custody"), required=False)
    release = forms.ChoiceField(
        label=_("Place of release"),
        required=False,
        help_text=_("Leave both empty if naming them could show who spoke."),
    )
    on_wall = forms.BooleanField(label=_("Show it on the wall"), required=False, initial=True)

    def __init__(self, data: Any = None, *, topics: Sequence[TopicOffered], **kwargs: Any) -> None:
        self.topics = topics
        super().__init__(data, **kwargs)
        choices = Choices()
        self._offer("topic", _now("No topic"), [(str(one.key), one.title) for one in topics])
        self._offer("said_by", "", [(one.value, capfirst(str(one.label))) for one in RoleGroup])
        self._offer("stage", _now("The whole journey, or none"), choices.stages)
        self._offer("themes", "", choices.themes)
        self._offer("custody", _now("Not said"), choices.custody)
        self._offer("release", _now("Not said"), choices.release)

    def _offer(self, name: str, none: str, choices: list[tuple[str, str]]) -> None:
        cast(forms.ChoiceField, self.fields[name]).choices = [*([("", none)] if none else []), *choices]

    @property
    def words(self) -> Words:
        """What was typed and chosen, once it is valid. A topic that is typed comes before one chosen."""
        data = self.cleaned_data
        typed = " ".join(data["topic_title"].split())
        known = {one.title.casefold(): one for one in self.topics}
        chosen = known.get(typed.casefold()) if typed else self._topic(data["topic"])
        return Words(
            text=data["text"],
            topic=chosen.key if chosen else None,
            topic_title=chosen.title if chosen else typed,
            stage=data["stage"],
            themes=tuple(data["themes"]),
            said_by=tuple(data["said_by"]),
            strength=data["strength"],
            custody=data["custody"],
            release=data["release"],
            on_wall=data["on_wall"],
        )

    def _topic(self, key: str) -> TopicOffered | None:
        return next((one for one in self.topics if str(one.key) == key), None)


class NoteForm(PointForm):
    """A new note; ``key`` is made with the form, so that sending it again doubles nothing."""

    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, initial: dict[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(data, initial={"key": uuid.uuid4(), **(initial or {})}, **kwargs)


class ChangeForm(PointForm):
    """A note that was saved; ``version`` is that which the page showed."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, data: Any = None, *, note: Note, **kwargs: Any) -> None:
        super().__init__(data, initial={"version": note.version, **_of(note)}, **kwargs)


class Choices:
    """What can be chosen, by the key or slug that is stored. Three queries."""

    def __init__(self) -> None:
        places = list(Place.objects.values_list("kind", "slug", "name"))
        self.stages = list(JourneyStage.objects.values_list("key", "name"))
        self.themes = list(Theme.objects.values_list("slug", "name"))
        self.custody = _of_kinds(places, PlaceKind.PRISON, PlaceKind.REGION)
        self.release = _of_kinds(places, PlaceKind.RELEASE_AREA, PlaceKind.REGION)


def _of_kinds(places: Sequence[tuple[str, str, str]], *kinds: PlaceKind) -> list[tuple[str, str]]:
    return [(slug, name) for kind, slug, name in places if kind in kinds]


def _of(note: Note) -> dict[str, Any]:
    return {
        "text": note.text,
        "topic": str(note.topic or ""),
        "said_by": note.said_by,
        "strength": note.strength,
        "stage": note.stage,
        "themes": note.themes,
        "custody": note.custody,
        "release": note.release,
        "on_wall": note.on_wall,
    }


class ListForm(forms.Form):
    """A list of points to take in."""

    file = forms.FileField(
        label=_("The file"),
        allow_empty_file=True,
        help_text=_("A list saved as CSV, one point on each line, with headings on the first."),
        error_messages={"required": _("Choose a file.")},
    )
