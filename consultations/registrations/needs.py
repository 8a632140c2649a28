"""What this room puts among "what needs you", and where it can be reached. One query each at most."""

from django.urls import reverse
from django.utils.translation import gettext as _

from people.models import Person


def ways(person: Person) -> list[tuple[str, str, str]]:
    """Where events are."""
    return [(_("Events"), reverse("registrations-members:list"), _("Come to one, or change what you said."))]


def in_navigation(person: Person) -> list[tuple[str, str]]:
    """The one entry of this room."""
    return [(_("Events"), reverse("registrations-members:list"))]
