"""Ballots from the first paper to the page: what is stored and shown of 3, 9, 10 and 40 papers."""

import json

import pytest

from consultations.ballots import closing, downloads, recounting, results
from consultations.ballots.enums import BallotState, Method, PassRule
from consultations.ballots.models import Ballot
from edge import page_cache
from tests.factories.ballots import AGREE, BLOCK, DISAGREE, after, closed_one, open_one, vote_all

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def keys_of_its_own(settings, tmp_path):
    settings.KEYS_DIR = tmp_path / "keys"


def json_of(client, ballot):
    return json.loads(client.get(f"/proposals/votes/{ballot.slug}/result.json").content)


@pytest.mark.parametrize(
    ("votes", "voters"),
    [
        ([AGREE] * 3, 12),
        ([AGREE] * 8 + [DISAGREE], 12),
        ([AGREE] * 10, 10),
        ([AGREE] * 39 + [DISAGREE], 40),
        ([AGREE] * 40, 40),
    ],
)
def test_of_few_papers_and_of_agreement_nothing_but_the_outcome_is_stored_or_shown(client, votes, voters):
    ballot = closed_one(votes, voters)

    assert ballot.result.count == {
        "method": "consent",
        "options": ["a"],
        "outcome": {"agreed": True, "winners": ["a"]},
    }
    told = json_of(client, ballot)
    assert told["numbers"] is None
    assert [number for number in told.values() if type(number) is int] == [0, voters]


@pytest.mark.parametrize(("agree", "voters"), [(7, 10), (25, 40)])
def test_numbers_of_ten_and_of_forty_papers_are_stored_and_counted_again(client, agree, voters):
    ballot = closed_one([AGREE] * agree + [BLOCK] * (voters - agree), voters, quorum=50)

    content = client.get(f"/proposals/votes/{ballot.slug}/result.csv").content

    counts = {"agree": agree, "concerns": 0, "either": 0, "disagree": 0, "block": voters - agree}
    assert ballot.result.count["counts"] == counts
    assert recounting.read(content).agrees
    assert recounting.read(content).frozen.headline == "Not agreed: Start visits in July"


@pytest.mark.database
@pytest.mark.parametrize("method", [Method.APPROVAL, Method.SCORE, Method.RANKED])
def test_every_way_of_voting_comes_to_its_page_and_its_files(client, method):
    one, other, third = {
        Method.APPROVAL: ({"approves": ["a"]}, {"approves": ["a", "b"]}, {"approves": ["c", "b"]}),
        Method.SCORE: ({"scores": {"a": 5, "c": 1}}, {"scores": {"b": 2}}, {"scores": {"c": 4}}),
        Method.RANKED: ({"ranks": {"a": 1}}, {"ranks": {"b": 1, "c": 2}}, {"ranks": {"c": 1, "a": 2}}),
    }[method]
    ballot = closed_one([one] * 7 + [other] * 3 + [third] * 2, 12, method=method, pass_rule=PassRule.FIRST)

    page = client.get(f"/proposals/votes/{ballot.slug}/").content.decode()
    frozen = results.frozen(ballot, list(ballot.options.all()))

    # PostgreSQL brings the names in a count back in an order of its own.
    assert "In first place: July" in page
    assert "12 of 12 people voted." in page
    for made in (downloads.as_csv(frozen), downloads.as_json(frozen)):
        assert recounting.read(made).agrees


def test_the_kept_page_is_made_anew_when_the_ballot_opens_and_when_it_closes(client):
    ballot = open_one(12)
    address = f"/proposals/votes/{ballot.slug}/"
    assert "The vote is open until" in client.get(address).content.decode()
    vote_all(ballot, [AGREE] * 7 + [DISAGREE] * 5)
    assert len(page_cache.shelf) == 1

    with after(ballot):
        closing.close(Ballot.objects.get(pk=ballot.pk), by=None)

    assert "7" in client.get(address).content.decode().split("chart__value")[1][:20]


def test_too_few_papers_leave_no_result(client):
    ballot = closed_one([AGREE] * 3, 12, quorum=50)

    assert ballot.state == BallotState.NO_QUORUM
    assert "Too few people voted" in client.get(f"/proposals/votes/{ballot.slug}/").content.decode()
