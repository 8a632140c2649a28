"""Ballots as facilitators set them up, open, voted in and closed: by the acts, as pages do it."""

import datetime
from collections.abc import Iterable, Sequence
from typing import Any
from unittest import mock

from django.utils import timezone

from consultations.ballots import casting, closing, code_sheets, opening, rolls, setting_up
from consultations.ballots.enums import Method
from consultations.ballots.models import Ballot, RollEntry
from consultations.ballots.setting_up import NewOption
from people.models import Person
from tests.factories.people import PersonFactory, facilitator
from vocabulary.role_groups import RoleGroup

AGREE, DISAGREE, BLOCK = {"consent": "agree"}, {"consent": "disagree"}, {"consent": "block"}
#: What can be cast, by method, for options "a", "b", "c".
A_VOTE: dict[str, dict[str, Any]] = {
    Method.CONSENT: AGREE,
    Method.APPROVAL: {"approves": ["a"]},
    Method.SCORE: {"scores": {"a": 5, "b": 2}},
    Method.RANKED: {"ranks": {"a": 1, "b": 2, "c": 2}},
}
DAYS = datetime.timedelta(days=7)


def people(count: int, role_group: str = RoleGroup.LINK_WORKER) -> list[Person]:
    """So many members of a group, quickly."""
    return [PersonFactory(role_group=role_group) for _ in range(count)]


def draft(by: Person | None = None, **changed: Any) -> Ballot:
    """A ballot by consent for all link workers, that opens now and closes in a week."""
    method = changed.get("method", Method.CONSENT)
    labels = ["Start visits in July"] if method == Method.CONSENT else ["July", "August", "Never"]
    values: dict[str, Any] = {
        "question": "Should visits start in July?",
        "opens_at": timezone.now() - datetime.timedelta(minutes=1),
        "closes_at": timezone.now() + DAYS,
        "options": [NewOption(label) for label in labels],
        "groups": [RoleGroup.LINK_WORKER],
        **changed,
    }
    return setting_up.create(by=by or facilitator(role_group=RoleGroup.RESEARCHER), **values)


def open_one(voters: Sequence[Person] | int = 10, by: Person | None = None, **changed: Any) -> Ballot:
    """An open ballot for these people, or so many link workers."""
    by = by or facilitator(role_group=RoleGroup.RESEARCHER)
    named = people(voters) if isinstance(voters, int) else voters
    ballot = draft(by, **{"groups": [], "named": named, **changed})
    opening.open_ballot(ballot, by=by)
    return ballot


def entries(ballot: Ballot) -> list[RollEntry]:
    """The roll of a ballot, in an order that says nothing, with its persons."""
    return list(RollEntry.objects.filter(ballot=ballot).select_related("ballot", "person").order_by("pk"))


def vote_all(ballot: Ballot, votes: Iterable[Any], reasons: Iterable[str] = ()) -> None:
    """Cast these votes by the first of the roll, with the first reasons."""
    why = iter(reasons)
    for entry, vote in zip(entries(ballot), votes, strict=False):
        by = entry.person if entry.person is not None else casting.CODE
        casting.cast(entry, vote, reason=next(why, ""), by=by)


def after(ballot: Ballot) -> Any:
    """As if the ballot's time were over: for ``with``."""
    later = ballot.closes_at + datetime.timedelta(seconds=1)
    return mock.patch("django.utils.timezone.now", return_value=later)


def closed_one(votes: Iterable[Any], voters: int = 10, **changed: Any) -> Ballot:
    """A ballot in which these votes were cast, closed."""
    ballot = open_one(voters, **changed)
    vote_all(ballot, votes)
    with after(ballot):
        closing.close(ballot, by=None)
    return ballot


def slips(ballot: Ballot, count: int, role_group: str = RoleGroup.LIVED_EXPERIENCE) -> list[str]:
    """Codes of a sheet printed for a ballot that is being set up."""
    return code_sheets.make(ballot, "Library", role_group, count, by=ballot.set_up_by)


def entry_of(ballot: Ballot, person: Person) -> RollEntry:
    """The entry of somebody who is on the roll."""
    entry = rolls.entry_of(ballot, person)
    assert entry is not None
    return entry
