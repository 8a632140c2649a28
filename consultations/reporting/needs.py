"""Where this room can be reached."""

from django.urls import reverse
from django.utils.translation import gettext as _

from consultations.reporting.permissions import Act, may
from people.models import Person


def ways(person: Person) -> list[tuple[str, str, str]]:
    """Reports, for those who write them."""
    if not may(person, Act.WRITE):
        return []
    return [
        (
            _("Reports and exports"),
            reverse("reporting:reports"),
            _("How people were involved, and what they raised, as files."),
        )
    ]
