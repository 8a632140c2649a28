"""Named people and the part each had. Only for people who agreed to be named."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ChoiceBlock, ListBlock, StructBlock, URLBlock


class Part(models.TextChoices):
    """What somebody did. The values are stored; never change them."""

    AUTHOR = "author", _("Author")
    PRESENTER = "presenter", _("Presenter")
    CO_LEAD = "co-lead", _("Co-lead of the study")
    FACILITATOR = "facilitator", _("Facilitator")


class PersonBlock(StructBlock):
    """One person, one part."""

    name = CharBlock(label=_("Name"), max_length=120)
    part = ChoiceBlock(label=_("Part"), choices=Part.choices, default=Part.AUTHOR)
    role = CharBlock(
        label=_("Work and organisation"),
        required=False,
        max_length=200,
        help_text=_("For example “Health services researcher, University of Somewhere”."),
    )
    link = URLBlock(label=_("Their own page"), required=False)

    class Meta:
        label = _("Person")
        icon = "user"


class PeopleBlock(StructBlock):
    """The people behind an event or a study."""

    people = ListBlock(
        PersonBlock(),
        label=_("People"),
        help_text=_("Only people who agreed to be named here. Nobody who told of their own time in prison."),
    )

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Add the people with their parts in words."""
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        names = dict(Part.choices)
        context["people"] = [
            {**person, "part": names.get(person["part"], person["part"])} for person in value["people"]
        ]
        return context

    class Meta:
        label = _("People and their parts")
        icon = "group"
        template = "cms/blocks/people.html"
        description = _("Authors, presenters, leads and facilitators who agreed to be named.")
        preview_value = {"people": [{"name": "A Researcher", "part": Part.AUTHOR, "role": "University"}]}
