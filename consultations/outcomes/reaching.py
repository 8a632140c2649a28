"""Who stands before a member page of this room, and the thing it is about."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from consultations.outcomes import queries
from consultations.outcomes.models import Decision, Step
from consultations.outcomes.permissions import Act, may
from consultations.proposals.models import Proposal
from people.asking import only_who
from people.models import Person

#: Who is asking, if they may; PermissionDenied otherwise.
who_may = only_who(may)


def reach_proposal(request: HttpRequest, slug: str) -> tuple[Person, Proposal]:
    """Who is asking, and a public proposal about which they may note a decision."""
    found = get_object_or_404(Proposal.objects.public(), slug=slug)
    return who_may(request, Act.DECIDE, found), found


def reach_decision(request: HttpRequest, key: str, act: Act) -> tuple[Person, Decision]:
    """Who is asking, and the decision with which they may do this."""
    found = queries.whole(key)
    if found is None:
        raise Http404
    return who_may(request, act, found), found


def reach_step(request: HttpRequest, key: str, act: Act) -> tuple[Person, Step]:
    """Who is asking, and the step with which they may do this."""
    found = queries.step_of(key)
    if found is None:
        raise Http404
    return who_may(request, act, found if act == Act.UPDATE else found.decision), found
