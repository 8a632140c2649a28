"""How a person is named to others."""

from django.utils.translation import gettext

from people.models import Person


def shown_name(person: Person | None) -> str:
    """The display name; of an account that was closed, "a former member"."""
    return person.display_name if person else gettext("a former member")
