"""Blocks of an event's plan: topics with their questions, places kept, who leads it, what is agreed to.

They store values of enums and words, like the blocks of the record, and look nothing up.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import (
    CharBlock,
    ChoiceBlock,
    IntegerBlock,
    ListBlock,
    StreamBlock,
    StructBlock,
    TextBlock,
)

from consultations.events.enums import ConsentKind
from vocabulary.role_groups import RoleGroup


def _refuse_twice(children: Any, name: str, message: Any) -> None:
    chosen = [child.value[name] for child in children]
    if len(set(chosen)) < len(chosen):
        raise ValidationError(message)


class PlannedTopicBlock(StructBlock):
    """A subject that will be talked about, and what people will be asked."""

    title = CharBlock(label=_("Topic"), max_length=120)
    questions = ListBlock(
        CharBlock(label=_("Question"), max_length=240),
        label=_("Questions"),
        default=[],
        help_text=_("What people will be asked. They can think about it before they come."),
    )

    class Meta:
        label = _("Topic")
        icon = "list-ul"
        label_format = "{title}"


class AgendaBlock(StreamBlock):
    """What will be talked about, in order."""

    topic = PlannedTopicBlock()

    class Meta:
        label = _("Topics")


class KeptPlacesBlock(StructBlock):
    """Places that are kept for one group."""

    group = ChoiceBlock(label=_("Group"), choices=RoleGroup.choices)
    places = IntegerBlock(label=_("Places"), min_value=1, max_value=10_000)

    class Meta:
        label = _("Places for a group")
        icon = "group"
        label_format = "{group} {places}"


class ReservedBlock(StreamBlock):
    """Places that are kept, each group once."""

    kept = KeptPlacesBlock()

    class Meta:
        label = _("Places kept for groups")

    def clean(self, value: Any) -> Any:
        """Refuse a group that is named twice."""
        cleaned = super().clean(value)
        _refuse_twice(cleaned, "group", _("Each group can be named once only."))
        return cleaned


class FacilitatorBlock(StructBlock):
    """Somebody who leads the event, by name, for everybody to read."""

    name = CharBlock(label=_("Name"), max_length=120)
    role = CharBlock(
        label=_("What they do there"),
        required=False,
        max_length=200,
        help_text=_("For example “Leads the talk about release”."),
    )

    class Meta:
        label = _("Person")
        icon = "user"
        label_format = "{name}"
        #: Names are no prose.
        graded = False


class FacilitatorsBlock(StreamBlock):
    """Those who lead it and agreed to be named."""

    person = FacilitatorBlock()

    class Meta:
        label = _("Who leads it")


class ConsentBlock(StructBlock):
    """One thing that people are asked to agree to, in the words they read."""

    kind = ChoiceBlock(label=_("About"), choices=ConsentKind.choices)
    text = TextBlock(
        label=_("What they agree to"),
        rows=2,
        max_length=400,
        help_text=_("Short and exact, as said by them: “You may write down what I say, without my name.”"),
    )

    class Meta:
        label = _("Agreement")
        icon = "tick"
        label_format = "{kind}: {text}"


class ConsentsBlock(StreamBlock):
    """What people are asked to agree to, one by one."""

    consent = ConsentBlock()

    class Meta:
        label = _("What people are asked to agree to")

    def clean(self, value: Any) -> Any:
        """Refuse the same thing asked twice."""
        cleaned = super().clean(value)
        _refuse_twice(cleaned, "kind", _("Each of these can be asked once only."))
        return cleaned
