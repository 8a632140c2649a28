"""Blocks of an event's page: topics, the points raised under each, and who took part.

Blocks store the key of a journey stage, the slug of a theme or place and the value of a
role group, never a row's number: what was written stays readable in every revision.
"""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import (
    BooleanBlock,
    CharBlock,
    ChoiceBlock,
    IntegerBlock,
    ListBlock,
    MultipleChoiceBlock,
    StreamBlock,
    StructBlock,
    TextBlock,
)

from cms.blocks import BodyBlock
from consultations.events import showing
from consultations.events.enums import Strength
from consultations.events.quoting import AnswerQuotedBlock
from vocabulary.models import JourneyStage, Place, PlaceKind, Theme
from vocabulary.role_groups import RoleGroup

Choices = Iterable[tuple[str, str]]


def _stages() -> Choices:
    return list(JourneyStage.objects.values_list("key", "name"))


def _themes() -> Choices:
    return list(Theme.objects.values_list("slug", "name"))


def _places_of_custody() -> Choices:
    kinds = (PlaceKind.PRISON, PlaceKind.REGION)
    return list(Place.objects.filter(kind__in=kinds).values_list("slug", "name"))


def _places_of_release() -> Choices:
    kinds = (PlaceKind.RELEASE_AREA, PlaceKind.REGION)
    return list(Place.objects.filter(kind__in=kinds).values_list("slug", "name"))


class _AsStored:
    """Reads a stored choice as it is.

    Wagtail looks every stored value up among the choices to find its type. Here they come
    from the database, so that would be a query for each field of each point on a page.
    """

    def normalize_choice(self, value: Any) -> Any:
        return value


class StoredChoiceBlock(_AsStored, ChoiceBlock):
    """One choice, stored as text."""


class StoredChoicesBlock(_AsStored, MultipleChoiceBlock):
    """Any number of choices, stored as text."""


class PointBlock(StructBlock):
    """One thing that was said, in a sentence or two, and where on the journey it belongs."""

    text = TextBlock(
        label=_("What was said"),
        rows=2,
        max_length=400,
        help_text=_(
            "One point, in plain words. Nothing that could show who said it. If these are "
            "somebody’s own words, use a quotation instead."
        ),
    )
    stage = StoredChoiceBlock(
        label=_("Part of the journey"),
        required=False,
        choices=_stages,
        help_text=_("Leave empty if it belongs to the whole journey, or to none of it."),
    )
    themes = StoredChoicesBlock(
        label=_("Themes"), required=False, choices=_themes, widget=CheckboxSelectMultiple
    )
    said_by = StoredChoicesBlock(
        label=_("Who said it"),
        required=False,
        choices=RoleGroup.choices,
        widget=CheckboxSelectMultiple,
        help_text=_("Groups, never persons, and only if the record says so. A group of one is a person."),
    )
    strength = StoredChoiceBlock(
        label=_("How widely it was shared"),
        required=False,
        choices=Strength.choices,
        help_text=_("Only as far as the record tells. If in doubt, leave it empty."),
    )
    on_front_page = BooleanBlock(
        label=_("Offer it to the front page"),
        required=False,
        help_text=_("For a short point that stands for many. A few are shown, the most shared first."),
    )
    custody = StoredChoiceBlock(label=_("Place of custody"), required=False, choices=_places_of_custody)
    release = StoredChoiceBlock(
        label=_("Place of release"),
        required=False,
        choices=_places_of_release,
        help_text=_(
            "Custody and release are often far apart. Leave both empty if naming them could show who spoke."
        ),
    )

    class Meta:
        label = _("Point")
        icon = "comment"
        label_format = "{text}"


class TopicBlock(StructBlock):
    """A subject that was talked about, with the points raised."""

    title = CharBlock(label=_("Topic"), max_length=120)
    introduction = TextBlock(
        label=_("Introduction"),
        required=False,
        rows=2,
        max_length=600,
        help_text=_("What the talk was about, in a sentence or two. The points carry the rest."),
    )
    points = ListBlock(PointBlock(), label=_("Points raised"), default=[])

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Add the topic as an event's page shows it, for the preview of the block."""
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        context["shown"] = showing.topic_preview(value)
        return context

    class Meta:
        label = _("Topic with points")
        icon = "list-ul"
        template = "events/blocks/topic.html"
        label_format = "{title}"
        description = _(
            "A subject that was talked about and the points raised. Each point gets its own address."
        )
        preview_value = {
            "title": "When to step in",
            "introduction": "When should a link worker first meet somebody?",
            "points": [{"text": "Start early. Setting things up takes time.", "strength": Strength.SOME}],
        }


class RecordBlock(BodyBlock):
    """The record of an event: topics with points, and everything an ordinary body may hold."""

    topic = TopicBlock(group=_("The record"))
    answer = AnswerQuotedBlock(group=_("The record"))

    class Meta:
        label = _("The record")


class GroupBlock(StructBlock):
    """A group that took part, and how many of it if they were counted."""

    group = StoredChoiceBlock(label=_("Group"), choices=RoleGroup.choices)
    number = IntegerBlock(
        label=_("How many"),
        required=False,
        min_value=1,
        help_text=_("Leave empty if they were not counted by group."),
    )

    class Meta:
        label = _("Group")
        icon = "group"
        label_format = "{group} {number}"


class TookPartBlock(StreamBlock):
    """The groups that took part, each once."""

    group = GroupBlock()

    class Meta:
        label = _("Who took part")

    def clean(self, value: Any) -> Any:
        """Refuse a group that is named twice: its numbers would be added up wrongly."""
        cleaned = super().clean(value)
        groups = [child.value["group"] for child in cleaned]
        if len(set(groups)) < len(groups):
            raise ValidationError(_("Each group can be named once only."))
        return cleaned
