"""What this room puts among "what needs you", and where it can be reached. One query each at most."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consultations.directory.models import LinkWorkers, Offer
from consultations.directory.permissions import Act, facilitator, may
from people.models import Person
from people.sockets import Need

LIST = "directory-members:entries"


def out_of_date(person: Person) -> list[Need]:
    """Old entries of one's own; for facilitators those that nobody keeps, too."""
    if not may(person, Act.SEE):
        return []
    theirs = Q(owner=person)
    if facilitator(person, None):
        theirs |= Q(owner__isnull=True)
    offers, teams = (model.objects.old().filter(theirs).order_by() for model in (Offer, LinkWorkers))
    number = offers.values("key").union(teams.values("key"), all=True).count()
    if not number:
        return []
    text = ngettext(
        "%(count)s entry of a place is out of date", "%(count)s entries of places are out of date", number
    ) % {"count": number}
    return [Need(text, reverse(LIST), _("Say whether it still holds."))]


def ways(person: Person) -> list[tuple[str, str, str]]:
    """The directory, for those who enter things in it."""
    if not may(person, Act.SEE):
        return []
    told = _("What is on offer in each place, and who helps on release.")
    return [(_("Places and link workers"), reverse(LIST), told)]
