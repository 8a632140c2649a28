"""What this room holds about a member, what waits for them here, and where they get to it."""

from typing import Any

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from consultations.notetaking import queries
from people.models import Person
from people.sockets import Need


def held_about(person: Person) -> dict[str, Any]:
    """All of it, ready for JSON. What notes say was said by others; who typed it goes with the account."""
    return {
        "notes taken": [
            {"event": title, "notes": number} for title, number in queries.counted_by_scribe(person)
        ],
        "asked to take notes": [scribe.page.title for scribe in queries.asked_of(person)],
    }


def needs(person: Person) -> list[Need]:
    """Events that are not over and at which they were asked to take notes."""
    return [
        Need(
            _("You take notes at “%(title)s”") % {"title": scribe.page.title},
            reverse("notetaking:notes", args=[scribe.page_id]),
            capfirst(scribe.page.when.text),
        )
        for scribe in queries.asked_of(person)
    ]


def ways(person: Person) -> list[tuple[str, str, str]]:
    """Where to go from home, for those who may take notes at every event."""
    if not queries.takes_notes_anywhere(person):
        return []
    return [(_("Notes of events"), reverse("notetaking:events"), _("Catch what is said, as it is said."))]
