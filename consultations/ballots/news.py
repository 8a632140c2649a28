"""Telling people of a ballot. Everybody on its roll is told alike, whoever has voted (docs/trust.md, rule
23).

"You have not voted yet" would tell a mail server, and whoever sees the screen, who did.
"""

from consultations.ballots.models import Ballot
from following import telling
from following.enums import What
from people.models import Person

KIND = "ballot"


def tell_the_roll(ballot: Ballot, what: What) -> None:
    """Have all who may vote with an account told with their next mail, in the transaction of the act."""
    on_roll = ballot.roll.filter(person__isnull=False).values("person")
    telling.tell(what, KIND, ballot.slug, people=Person.objects.active().filter(pk__in=on_roll))
