"""Who stands before a member page of this room, and the thing it is about, if it is theirs to see."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from consultations.proposals import queries
from consultations.proposals.models import Amendment, Comment, Proposal
from consultations.proposals.permissions import Act, may
from people.asking import only_who, signed_in
from people.models import Person

#: Who is asking, if they may; PermissionDenied otherwise.
who_may = only_who(may)


def reach(request: HttpRequest, slug: str, act: Act = Act.SEE) -> tuple[Person, Proposal]:
    """Who is asking, and the proposal they ask about. Six queries beside those of the person.

    Raises:
        Http404: there is none, or it is a draft of others: the answer is the same.
        PermissionDenied: they may see it, and may not do this.
    """
    person, proposal = signed_in(request), queries.whole(slug)
    if proposal is None or not may(person, Act.SEE, proposal):
        raise Http404
    if not may(person, act, proposal):
        raise PermissionDenied
    return person, proposal


def reach_amendment(
    request: HttpRequest, slug: str, pk: int, act: Act = Act.SEE
) -> tuple[Person, Proposal, Amendment]:
    """Who is asking, the proposal with which they may do this, and a suggestion on it. One query more."""
    person, proposal = reach(request, slug, act)
    amendment = get_object_or_404(Amendment.objects.select_related("revision"), pk=pk, proposal=proposal)
    amendment.proposal = proposal
    return person, proposal, amendment


def reach_comment(request: HttpRequest, slug: str, pk: int, act: Act) -> tuple[Person, Proposal, Comment]:
    """Who is asking, the proposal, and a comment on it with which they may do this. One query more."""
    person, proposal = reach(request, slug)
    comment = get_object_or_404(Comment, pk=pk, proposal=proposal)
    comment.proposal = proposal
    if not may(person, act, comment):
        raise PermissionDenied
    return person, proposal, comment
