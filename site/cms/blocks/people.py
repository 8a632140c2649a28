"""Named people and the part each had. Only for people who agreed to be named."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from stdnum import isni
from stdnum.exceptions import ValidationError as NotANumberError
from wagtail.blocks import CharBlock, ChoiceBlock, ListBlock, StructBlock, URLBlock


class Part(models.TextChoices):
    """What somebody did. The values are stored; never change them."""

    AUTHOR = "author", _("Author")
    PRESENTER = "presenter", _("Presenter")
    CO_LEAD = "co-lead", _("Co-lead of the study")
    FACILITATOR = "facilitator", _("Facilitator")


def orcid_of(text: str) -> str:
    """An ORCID iD as it is stored, "0000-0002-1825-0097", whether it was given alone or as an address.

    Its last sign is a check digit (ISO 27729, as of an ISNI; ISO 7064 MOD 11-2).

    Raises:
        ValidationError: it cannot be one.
    """
    try:
        number = isni.validate(text.strip().rstrip("/").rpartition("/")[2])
    except NotANumberError as error:
        raise ValidationError(
            _("This is no ORCID iD: its figures do not fit each other. It looks like 0000-0002-1825-0097.")
        ) from error
    return "-".join(number[at : at + 4] for at in range(0, 16, 4))


class OrcidBlock(CharBlock):
    """An ORCID iD, looked at by its check digit."""

    def clean(self, value: Any) -> Any:
        """Store it in one form."""
        cleaned = super().clean(value)
        return orcid_of(cleaned) if cleaned else ""


class PersonBlock(StructBlock):
    """One person, one part."""

    name = CharBlock(label=_("Name"), max_length=120)
    part = ChoiceBlock(label=_("Part"), choices=Part.choices, default=Part.AUTHOR)
    role = CharBlock(
        label=_("Work"),
        required=False,
        max_length=200,
        help_text=_("For example “Health services researcher”."),
    )
    affiliation = CharBlock(
        label=_("Organisation"),
        required=False,
        max_length=200,
        help_text=_("Where they worked on it. For example “University of Somewhere”."),
    )
    orcid = OrcidBlock(
        label=_("ORCID iD"),
        required=False,
        max_length=60,
        help_text=_("The number or the whole address. Only if they gave it to you."),
    )
    cited_as = CharBlock(
        label=_("Name as it is cited"),
        required=False,
        max_length=120,
        help_text=_(
            "Only if the family name is not the last word: write the family name, a comma, the other names."
        ),
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
