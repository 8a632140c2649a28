"""Who stands before a members' page of ballots, and which ballot it is about.

One answer for all that is not theirs to see: there is no such vote, or it is being set up by others.
"""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from consultations.ballots.models import Ballot
from consultations.ballots.permissions import Act, may
from people.asking import only_who, signed_in
from people.models import Person

#: Who is asking, if they may; PermissionDenied otherwise.
person_who_may = only_who(may)


def reach(request: HttpRequest, slug: str, act: Act = Act.SEE_BALLOT) -> tuple[Person, Ballot]:
    """Who is asking, and the ballot they ask about. One query beside those of the person.

    Raises:
        PermissionDenied: they may not do this with it. Http404: there is none that they may see.
    """
    person = signed_in(request)
    ballot = Ballot.objects.filter(slug=slug).first()
    if ballot is None or not may(person, Act.SEE_BALLOT, ballot):
        if act != Act.SEE_BALLOT and ballot is not None:
            raise PermissionDenied
        raise Http404
    if not may(person, act, ballot):
        raise PermissionDenied
    return person, ballot
