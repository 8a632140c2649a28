"""Keeping counts: at each emptying of the box and at the end of each vote, and at no other time.

A number that changed in between would tell when somebody wrote (docs/trust.md, rules 11 and 18).
"""

from collections.abc import Callable, Collection
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from consultations.panorama import gathering
from consultations.panorama.enums import AT_CLOSING, AT_EMPTYING, What
from consultations.panorama.gathering import Counted
from consultations.panorama.models import Count
from edge import content_version


@transaction.atomic
def after_an_emptying(day: date) -> None:
    """Count words, and people at events, as they can be read now. May be repeated.

    Votes too: those that ended before there was anybody to count them.
    """
    _keep(lambda: gathering.at_emptying(day), of=AT_EMPTYING, day=day)
    _keep(gathering.at_closing, of=AT_CLOSING, day=day)


@transaction.atomic
def after_a_vote(ballot: Any) -> None:
    """Count the votes that are over. May be repeated."""
    _keep(gathering.at_closing, of=AT_CLOSING, day=ballot.ended_on or timezone.localdate())


def _keep(gather: Callable[[], Counted], *, of: Collection[What], day: date) -> None:
    """Write counts in place of those there are ``of`` the same things.

    Two votes may end at the same moment: whoever comes second waits for the first, and counts it too.
    """
    rows = Count.objects.select_for_update().filter(what__in=sorted(of)).order_by("pk")
    there = [row.pk for row in rows]
    counted = gather()
    Count.objects.filter(pk__in=[key for key in there if key not in counted]).delete()
    Count.objects.bulk_create(
        [
            Count(what=what, by=by, key=key, number=number, counted_on=day)
            for (what, by, key), number in sorted(counted.items())
        ],
        update_conflicts=True,
        unique_fields=["what", "by", "key"],
        update_fields=["number", "counted_on"],
    )
    content_version.bump()
