"""Everything we hold about a person, for that person."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.utils import timezone

from people import sockets
from people.models import Person
from people.places import tied_places


def account_of(person: Person) -> dict[str, Any]:
    """What this room holds. Secrets of second steps and the hash of the password are not given out."""
    return {
        "email": person.email,
        "name others see": person.display_name,
        "role group": person.role_group,
        "language": person.language,
        "permission groups": sorted(person.group_names),
        "places": [place.name for place in tied_places(person)],
        "last signed in, in the week that began on": _day(person.last_login),
        "ways to take the second step": [
            {
                "kind": kind,
                "added in the week that began on": _day(created),
                "last used in the week that began on": _day(used),
            }
            for kind, created, used in Authenticator.objects.filter(user=person).values_list(
                "type", "created_at", "last_used_at"
            )
        ],
        "invitations sent": [
            {"to": email, "state": state, "can be used until": until.isoformat()}
            for email, state, until in person.invitations.values_list("email", "state", "expires_on")
        ],
    }


def gather(person: Person) -> dict[str, Any]:
    """What every room holds about a person, by the room's name."""
    return {name: function(person) for name, function in sockets.my_data}


def _day(moment: Any) -> str | None:
    return timezone.localtime(moment).date().isoformat() if moment else None
