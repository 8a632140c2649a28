"""Keeping counts: at each emptying of the box and at the end of each vote, and at no other time.

A number that changed in between would tell when somebody wrote (docs/trust.md, rules 11 and 18).
"""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from consultations.panorama import gathering
from consultations.panorama.enums import AT_CLOSING, AT_EMPTYING, What
from consultations.panorama.models import Count
from edge import content_version


@transaction.atomic
def after_an_emptying(day: date) -> None:
    """Count words, and people at events, as they can be read now. May be repeated."""
    _keep(gathering.at_emptying(day), of=AT_EMPTYING, day=day)


@transaction.atomic
def after_a_vote(ballot: Any) -> None:
    """Count the votes that are over. May be repeated."""
    _keep(gathering.at_closing(), of=AT_CLOSING, day=ballot.ended_on or timezone.localdate())


def _keep(counted: gathering.Counted, *, of: Collection[What], day: date) -> None:
    """Write these counts in place of those there are ``of`` the same things. Two queries."""
    Count.objects.filter(what__in=sorted(of)).delete()
    Count.objects.bulk_create(
        [
            Count(what=what, by=by, key=key, number=number, counted_on=day)
            for (what, by, key), number in sorted(counted.items())
        ]
    )
    content_version.bump()
