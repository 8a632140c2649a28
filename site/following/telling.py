"""Telling members of something: a row for each, sent along with their next mail.

Nothing is sent from here. Mail that went at once would be a clock (docs/trust.md, rule 26).
"""

from collections.abc import Iterable
from functools import reduce
from operator import or_

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from following.enums import Followable, HowOften, What
from following.models import Choice, Following, Notice
from people.models import Person

_BATCH = 500
#: What makes earlier notices about the same thing untrue: nobody is told any more that a vote is open.
_ENDS = {What.BALLOT_CLOSED: (What.BALLOT_OPEN, What.BALLOT_CLOSES)}


@transaction.atomic
def tell(
    what: What,
    kind: str,
    key: str,
    *,
    people: Iterable[Person] | None = None,
    also: Iterable[tuple[Followable, str]] = (),
    but: Person | None = None,
) -> None:
    """Have people told of something with their next mail, and on their page.

    ``kind`` and ``key`` name what it is about (`following.subjects`). Without ``people`` everybody is told
    who follows it, or one of ``also`` (its themes, stages, places). ``but`` is who did it and knows.

    Call it in the transaction of the change. Whoever is told the same again before the first was mailed hears
    of it once; who has switched mail off finds it on their page only. That a vote is over takes the place of
    that it is open.
    """
    told = _keys(people) if people is not None else None
    keys = told if told is not None else _followers([(kind, key), *also])
    keys = keys - {but.pk} if but is not None else keys
    Notice.objects.filter(what__in=_ENDS.get(what, ()), kind=kind, key=key).delete()
    if not keys:
        return
    without_mail = set(Choice.objects.filter(how_often=HowOften.NONE).values_list("person", flat=True))
    day = timezone.localdate()
    ordered = sorted(keys)  # so that two who tell at once never wait for each other
    for at in range(0, len(ordered), _BATCH):
        Notice.objects.bulk_create(
            [
                Notice(person_id=pk, what=what, kind=kind, key=key, day=day, mailed=pk in without_mail)
                for pk in ordered[at : at + _BATCH]
            ],
            update_conflicts=True,
            unique_fields=["person", "what", "kind", "key"],
            update_fields=["day", "mailed"],
        )


def tell_no_more(what: What, kind: str, key: str, *, person_key: int) -> None:
    """Take back what one person was told: it is done, or asked no longer. A mail that went stays gone.

    Call it in the transaction of the change.
    """
    Notice.objects.filter(person=person_key, what=what, kind=kind, key=key).delete()


@transaction.atomic
def renamed(kind: str, key: str, now: str) -> None:
    """A thing has another key from now on: what was told of it and who follows it go along.

    Call it in the transaction of the change. The new key is nobody else's.
    """
    Notice.objects.filter(kind=kind, key=key).update(key=now)
    Following.objects.filter(kind=kind, key=key).update(key=now)


def _keys(people: Iterable[Person]) -> set[int]:
    """Of a hundred thousand who may vote, only the keys are read."""
    if isinstance(people, QuerySet):
        return set(people.filter(is_active=True).values_list("pk", flat=True))
    return {person.pk for person in people if person.is_active}


def _followers(things: Iterable[tuple[str, str]]) -> set[int]:
    any_of = reduce(or_, (Q(kind=kind, key=key) for kind, key in dict.fromkeys(things)))
    return set(Following.objects.filter(any_of, person__is_active=True).values_list("person", flat=True))
