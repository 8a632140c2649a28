"""Following something, following it no longer, and choosing how often mail comes."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from following import subjects
from following.enums import Followable, HowOften
from following.models import Choice, Following, Notice
from people.models import Person

#: Nobody follows more; a page that lists it stays a page.
MOST = 300
#: What is chosen from a list, all of it on one page.
CHOSEN = (Followable.THREAD, Followable.THEME, Followable.STAGE, Followable.PLACE)


class CannotFollowError(ValidationError):
    """There is no such thing, or not for members, or somebody follows too much already."""


@transaction.atomic
def follow(person: Person, kind: Followable | str, key: str) -> None:
    """A member follows something from now on; following it already changes nothing.

    Raises:
        CannotFollowError: there is no such thing to see, or they follow ``MOST`` things.
    """
    if kind not in Followable.values or not subjects.is_there(kind, key):
        raise CannotFollowError(_("We cannot find what you want to follow. It may have been taken down."))
    if Following.objects.filter(person=person).exclude(kind=kind, key=key).count() >= MOST:
        raise CannotFollowError(_("You follow very many things. Stop following some of them first."))
    Following.objects.bulk_create([Following(person=person, kind=kind, key=key)], ignore_conflicts=True)


def unfollow(person: Person, kind: Followable | str, key: str) -> None:
    """A member follows something no longer. What is gone can be let go of too."""
    Following.objects.filter(person=person, kind=kind, key=key).delete()


@transaction.atomic
def choose(person: Person, kind: Followable, keys: Iterable[str]) -> None:
    """Of the things of one kind that can be chosen, a member follows these and no others."""
    offered = {key for key, _title in subjects.offered(kind)}
    wanted = offered.intersection(keys)
    mine = Following.objects.filter(person=person, kind=kind)
    mine.filter(key__in=offered - wanted).delete()
    Following.objects.bulk_create(
        [Following(person=person, kind=kind, key=key) for key in sorted(wanted)], ignore_conflicts=True
    )


@transaction.atomic
def set_how_often(person: Person, how_often: HowOften | str) -> None:
    """A member chooses how often mail comes. Switched off, what still waited is mailed no more."""
    Choice.objects.update_or_create(person=person, defaults={"how_often": HowOften(how_often)})
    if how_often == HowOften.NONE:
        Notice.objects.waiting().filter(person=person).update(mailed=True)
