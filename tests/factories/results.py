"""Ballots that are over, made by their rows alone: what the results page reads. How they come about is tested
with `tests/factories/ballots.py`."""

import datetime
from collections.abc import Mapping, Sequence
from itertools import count as numbers
from typing import Any

from django.utils import timezone

from consultations.ballots.counting import by_name, tally
from consultations.ballots.enums import BallotState, Method, PassRule
from consultations.ballots.models import Ballot, Option, Result

PROMISE = "a written promise of confidentiality"
DAYS = ("Monday", "Tuesday", "Friday", "Saturday")
_running = numbers(1)


def public_ballot(
    state: BallotState = BallotState.OPEN, labels: Sequence[str] = (PROMISE,), **values: Any
) -> Ballot:
    """A ballot in some state, with options "a", "b", …"""
    now = timezone.now()
    over = state in (BallotState.CLOSED, BallotState.NO_QUORUM, BallotState.CANCELLED)
    given: dict[str, Any] = {
        "slug": f"vote-{next(_running)}",
        "question": "Should link workers and people on licence sign a promise?",
        "opens_at": now - datetime.timedelta(days=14),
        "closes_at": now + datetime.timedelta(days=-1 if over else 7),
        "on_roll": 112,
        "counted_groups": [["pwle"], ["link-worker"], ["prison-staff", "probation"]],
        "groups": ["pwle", "link-worker", "prison-staff", "probation"],
        "opened_on": timezone.localdate() - datetime.timedelta(days=14),
        "ended_on": timezone.localdate() if over else None,
    }
    ballot = Ballot.objects.create(state=state, **{**given, **values})
    Option.objects.bulk_create(
        Option(ballot=ballot, key=chr(ord("a") + at), position=at, label=label)
        for at, label in enumerate(labels)
    )
    return ballot


def closed_ballot(
    votes: Sequence[tuple[int, Mapping[str, Any]] | tuple[int, Mapping[str, Any], str]],
    method: Method = Method.CONSENT,
    pass_rule: PassRule = PassRule.CONSENT,
    **values: Any,
) -> Ballot:
    """A closed ballot: so many papers with this vote, of this role group."""
    labels = (PROMISE,) if method == Method.CONSENT else DAYS
    values.setdefault("labels", labels)
    ballot = public_ballot(BallotState.CLOSED, method=method, pass_rule=pass_rule, **values)
    papers = [(vote, group[0] if group else "pwle") for number, vote, *group in votes for _ in range(number)]
    keys = list(ballot.options.values_list("key", flat=True))
    count = tally(method, keys, papers, by_name(ballot.counted_groups), pass_rule=pass_rule)
    Result.objects.create(ballot=ballot, count=count)
    return ballot
