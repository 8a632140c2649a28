"""What this room puts among "what needs you", and where it can be reached. One query each at most."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consultations.registrations import by_hand
from consultations.registrations.permissions import Act, may
from people.models import Person
from people.sockets import Need


def to_tell(person: Person) -> list[Need]:
    """Events on whose list somebody is to be written to or called, since no mail reaches them."""
    if not may(person, Act.TELL):
        return []
    return [
        Need(
            _("Write or call: %(event)s") % {"event": title},
            reverse("registrations-members:to-tell", args=[page]),
            ngettext("%(count)d person has no email", "%(count)d people have no email", count)
            % {"count": count},
        )
        for page, title, count in by_hand.waiting(timezone.localdate())
    ]


def ways(person: Person) -> list[tuple[str, str, str]]:
    """Where events are."""
    return [(_("Events"), reverse("registrations-members:list"), _("Come to one, or change what you said."))]


def in_navigation(person: Person) -> list[tuple[str, str]]:
    """The one entry of this room."""
    return [(_("Events"), reverse("registrations-members:list"))]
