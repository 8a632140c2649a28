"""Where this room can be reached from the members' first page."""

from django.urls import reverse
from django.utils.translation import gettext as _

from consultations.pilots.permissions import Act, may
from people.models import Person


def ways(person: Person) -> list[tuple[str, str, str]]:
    """Pilots, for facilitators."""
    if not may(person, Act.WRITE):
        return []
    return [(_("Pilots"), reverse("pilots-members:pilots"), _("What is tried, and what the numbers say."))]
