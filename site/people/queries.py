"""Lists of people and invitations, a page at a time, in as many queries whatever there is."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from django.core.signing import BadSignature, Signer

from people.models import Invitation, Person
from people.permissions import Act, may

PAGE = 25
Item = TypeVar("Item")
_signer = Signer(salt="people.queries")


@dataclass(frozen=True)
class Page(Generic[Item]):
    """One page of a list, and the key from which the next goes on (empty on the last)."""

    items: list[Item]
    next_key: str


def people_page(words: str = "", after: str = "") -> Page[Person]:
    """People by name, from a key on. A key that is not ours begins at the beginning."""
    people = Person.objects.get_queryset().found_by(words).order_by("display_name", "pk")
    try:
        pk, name = _signer.unsign(after).split(" ", 1)
        people = people.after(name, int(pk))
    except (BadSignature, ValueError):
        pass
    found = list(people.prefetch_related("groups")[: PAGE + 1])
    last = found[PAGE - 1] if len(found) > PAGE else None
    return Page(found[:PAGE], _signer.sign(f"{last.pk} {last.display_name}") if last else "")


def invitations_page(person: Person, after: str = "") -> Page[Invitation]:
    """Invitations, newest first: all of them for administrators, one's own for others."""
    invitations = Invitation.objects.order_by("-pk").select_related("invited_by").prefetch_related("groups")
    if not may(person, Act.SEE_ALL_INVITATIONS):
        invitations = invitations.filter(invited_by=person)
    if after.isdecimal():
        invitations = invitations.filter(pk__lt=int(after[:18]))
    found = list(invitations[: PAGE + 1])
    return Page(found[:PAGE], str(found[PAGE - 1].pk) if len(found) > PAGE else "")
