"""The figures we promise for proposals and votes: `make bench` prints them."""

from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from consultations.ballots.enums import BallotState, Method, PassRule
from consultations.ballots.models import Result
from consultations.proposals.enums import ProposalState
from consultations.proposals.models import Proposal
from edge import page_cache
from tests.benchmarks.test_figures_of_feedback import asked
from tests.benchmarks.vote import Vote
from tests.databases import TestDatabase
from tests.factories.ballots import draft
from vocabulary.models import JourneyStage, Theme

pytestmark = pytest.mark.xdist_group("browser")

PAPERS = 100_000


@pytest.mark.parametrize(
    ("method", "seconds"),
    [(Method.CONSENT, 20), (Method.APPROVAL, 20), (Method.SCORE, 20), (Method.RANKED, 30)],
)
def test_a_hundred_thousand_papers(method, seconds, tmp_path: Path, django_db_setup: None, report):
    if connection.vendor != "sqlite":
        pytest.skip("measured on SQLite, whose process does the work of the database too")
    vote = Vote(tmp_path / "site", TestDatabase("box").template)
    opened = vote.act("open", method.value, PAPERS)
    assert opened.opened >= PAPERS
    assert vote.act("cast", method.value, PAPERS).opened == opened.opened
    closed = vote.act("close", method.value, PAPERS)
    assert closed.opened == opened.opened
    for what, cost, most in (("opening", opened, 20), ("closing and counting", closed, seconds)):
        report(f"{what} {PAPERS:,} papers, {method.value}", f"<= {most} s",
               f"{cost.seconds:.1f} s ({cost.processor:.1f} s of the processor)")  # fmt: skip
    report(f"memory of the process that closes, {method.value}", "<= 300 MB", f"{closed.megabytes:.0f} MB")

    assert opened.seconds <= 20
    assert closed.seconds <= seconds
    assert closed.megabytes <= 300


def _proposals(number: int) -> None:
    """So many, in the states that people see, on every theme and part of the journey."""
    today, there = timezone.localdate(), Proposal.objects.count()
    public = [state for state in ProposalState if state != ProposalState.DRAFT]
    rows = Proposal.objects.bulk_create(
        [
            Proposal(
                slug=f"proposal-{n}", title=f"Proposal number {n}", change="A link worker comes earlier.",
                state=public[n % len(public)], opened_on=today,
            )
            for n in range(there, number)
        ],
        batch_size=1000,
    )  # fmt: skip
    stages, themes = list(JourneyStage.objects.all()), list(Theme.objects.all())
    Proposal.stages.through.objects.bulk_create(
        [
            Proposal.stages.through(proposal_id=row.pk, journeystage_id=stages[n % len(stages)].pk)
            for n, row in enumerate(rows)
        ]
    )
    for n, row in enumerate(rows[:100]):
        row.themes.add(themes[n % len(themes)])


def _drawn(path: str) -> int:
    client = Client()

    def draw() -> None:
        page_cache.shelf.clear()
        assert client.get(path).status_code == 200

    draw()
    return asked(draw)


def test_the_index_asks_the_same_with_20_and_with_5_000_proposals(db, report):
    found = {}
    for number in (20, 5_000):
        _proposals(number)
        found[number] = [_drawn(path) for path in ("/proposals/", "/proposals/?state=ideas")]
    report("queries of the index, 20 and 5,000 proposals", "same, <= 12", f"{found[20]}, {found[5_000]}")

    assert found[20] == found[5_000]
    assert max(found[20]) <= 12


def test_a_result_asks_the_same_for_100_and_for_100_000_papers(db, report):
    found = {}
    for papers in (100, PAPERS):
        ballot = draft(pass_rule=PassRule.CONSENT)
        ballot.state, ballot.on_roll = BallotState.CLOSED, papers
        ballot.opened_on = ballot.ended_on = timezone.localdate()
        ballot.save()
        counts = {"agree": papers // 2, "concerns": papers // 4, "either": 10, "disagree": 10, "block": 0}
        total = sum(counts.values())
        Result.objects.create(
            ballot=ballot, count={"method": "consent", "options": ["a"], "papers": total, "counts": counts}
        )
        found[papers] = _drawn(f"/proposals/votes/{ballot.slug}/")
    report("queries of a result, 100 and 100,000 papers", "same", f"{found[100]}, {found[PAPERS]}")

    assert found[100] == found[PAPERS]
