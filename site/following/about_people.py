"""What this room holds about a person, and where they get to it."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from following import queries
from following.models import Following, Notice
from people.models import Person


def held_about(person: Person) -> dict[str, Any]:
    """All of it, ready for JSON."""
    follows = Following.objects.filter(person=person).values_list("kind", "key")
    told = Notice.objects.filter(person=person).values_list("what", "kind", "key", "day", "mailed")
    return {
        "how often you want mail": str(queries.how_often(person)),
        "what you follow": [{"kind": kind, "key": key} for kind, key in follows],
        "what you were told in the last 30 days": [
            {"what": what, "kind": kind, "key": key, "day": day.isoformat(), "no mail waits": mailed}
            for what, kind, key, day, mailed in told
        ],
    }


def ways(person: Person) -> list[tuple[str, str, str]]:
    """Where to go from home."""
    return [
        (_("What you follow"), reverse("following:overview"), _("What is new, and how often mail comes."))
    ]
