"""Ballots of every method, with codes, in a demo that is being served; run there by `manage.py shell`."""

import json

from consultations.ballots import code_sheets, opening
from consultations.ballots.enums import BallotState, KeptBy, Method
from consultations.ballots.models import Ballot
from people.models import Person
from tests.factories.ballots import draft
from vocabulary.role_groups import RoleGroup

SLIPS = 14


def main() -> None:
    """Print where they are: one of each method open, one being set up, one that waits for its key holders."""
    rhys = Person.objects.get(email="rhys@demo.example")
    leon = Person.objects.get(email="leon@demo.example")
    made: dict[str, object] = {}
    for method in Method:
        ballot = draft(
            rhys, method=method, by_code=True, groups=[], named=[rhys, leon], asks_reasons=True,
            question=f"A vote of tests, by {method.value}?", explanation="It is tried in July.",
        )  # fmt: skip
        codes = code_sheets.make(ballot, "Library", RoleGroup.LIVED_EXPERIENCE, SLIPS, by=rhys)
        opening.open_ballot(ballot, by=rhys)
        made[method.value] = {"slug": ballot.slug, "codes": codes}
    waiting = draft(rhys, by_code=True, kept_by=KeptBy.HOLDERS, holders=[rhys, leon], question="Who waits?")
    code_sheets.make(waiting, "Library", RoleGroup.LIVED_EXPERIENCE, SLIPS, by=rhys)
    opening.open_ballot(waiting, by=rhys)
    Ballot.objects.filter(pk=waiting.pk).update(state=BallotState.COUNTING)
    coming = draft(
        rhys, by_code=True, kept_by=KeptBy.HOLDERS, holders=[rhys, leon], question="What comes next?"
    )
    code_sheets.make(coming, "Library", RoleGroup.LIVED_EXPERIENCE, SLIPS, by=rhys)
    print(json.dumps({**made, "waiting": {"slug": waiting.slug}, "coming": {"slug": coming.slug}}))
