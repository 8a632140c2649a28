"""Rules 23 and 24 by brute force: all that page, files and stored count of a vote tell, over time.

The attacker knows the rules and how many voted (they stood beside the box), and has everything that is
published or kept. For every set of papers they work out which answers each voter can have given.
"""

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import combinations_with_replacement, product
from typing import Any

import pytest

from consultations.ballots.counting import tally
from consultations.ballots.counting.groups import _is_staff, columns, table
from consultations.ballots.counting.methods import MODULES, RULES
from consultations.ballots.counting.tallying import FEWEST
from consultations.ballots.enums import BallotState, Consent, Method, PassRule
from consultations.ballots.models import RollEntry
from disclosure.tables import may_show, rounded
from edge import page_cache
from sealing.random_keys import random_key
from tests.factories.results import closed_ballot, public_ballot

OPTIONS = ["a", "b"]
Votes = tuple[dict[str, Any], ...]
Release = Callable[[Method, Votes, PassRule], Any]

#: Every vote that there is with two options.
ALL_VOTES = {
    Method.CONSENT: [{"consent": str(answer)} for answer in Consent],
    Method.APPROVAL: [{"approves": list(chosen)} for chosen in ((), ("a",), ("b",), ("a", "b"))],
    Method.SCORE: [{"scores": {"a": one, "b": other}} for one, other in product((0, 2, 5), repeat=2)],
    Method.RANKED: [{"ranks": {"a": one, "b": other}} for one, other in ((1, 2), (2, 1), (1, 1))],
}
#: Papers of which every set is tried. With ten, numbers begin.
SIZES = {Method.CONSENT: (3, 9, 10, 11), Method.APPROVAL: (3, 9, 10, 14), Method.RANKED: (3, 9, 10, 40)}
SIZES[Method.SCORE] = (3, 6)


def asked(method: Method, vote: dict[str, Any]) -> dict[str, Any]:
    """What a paper answers, each by itself: one question, each option, each pair."""
    if method == Method.CONSENT:
        return vote
    if method == Method.APPROVAL:
        return {key: key in vote["approves"] for key in OPTIONS}
    if method == Method.SCORE:
        return vote["scores"]
    ranks = vote["ranks"]
    return {"ab": (ranks["a"] > ranks["b"]) - (ranks["a"] < ranks["b"])}


def ours(method: Method, votes: Votes, rule: PassRule) -> Any:
    """All that is kept. What is published is made from this and from what was known before."""
    options = OPTIONS[:1] if method == Method.CONSENT else OPTIONS
    return tally(method, options, [(vote, "") for vote in votes], pass_rule=rule)


def fewest_answers(method: Method, size: int, rule: PassRule, release: Release) -> int:
    """Of everything that can be published: the fewest answers that some voter can have given to something."""
    possible: dict[str, dict[str, set[Any]]] = defaultdict(lambda: defaultdict(set))
    for votes in combinations_with_replacement(ALL_VOTES[method], size):
        known = possible[json.dumps(release(method, votes, rule), sort_keys=True)]
        for vote in votes:
            for question, answer in asked(method, vote).items():
                known[question].add(answer)
    return min(len(answers) for known in possible.values() for answers in known.values())


# --- Rule 23 --------------------------------------------------------------------------------------


@pytest.mark.parametrize("method", Method)
def test_nobody_who_knows_how_many_voted_can_tell_how_one_of_them_answered(method):
    for size in SIZES[method]:
        for rule in RULES[method]:
            assert fewest_answers(method, size, rule, ours) >= 2


@pytest.mark.parametrize("method", Method)
def test_numbers_begin_with_ten_papers_that_differ(method):
    one, other = ALL_VOTES[method][0], ALL_VOTES[method][-1]
    if method == Method.APPROVAL:
        one, other = {"approves": ["a"]}, {"approves": ["b"]}
    for size in (3, 9, 10, 40):
        mixed = ours(method, (one,) * (size - 2) + (other,) * 2, RULES[method][0])
        same = ours(method, (one,) * size, RULES[method][0])
        assert ("papers" in mixed) is (size >= FEWEST)
        assert set(same) == {"method", "options", "outcome"}


@pytest.mark.parametrize(
    ("method", "one", "other"),
    [
        (Method.CONSENT, {"consent": "agree"}, {"consent": "block"}),
        (Method.APPROVAL, {"approves": ["a"]}, {"approves": ["b"]}),
        (Method.RANKED, {"ranks": {"a": 1, "b": 2}}, {"ranks": {"a": 2, "b": 1}}),
    ],
)
def test_who_is_alone_against_all_others_is_not_counted_out(method, one, other):
    """Missing numbers say "all, or all but one": so each of them can be the one."""
    assert "papers" not in ours(method, (one,) * 39 + (other,), RULES[method][0])


def all_numbers(method: Method, votes: Votes, rule: PassRule) -> Any:
    options = OPTIONS[:1] if method == Method.CONSENT else OPTIONS
    numbers = MODULES[method].empty(options)
    for vote in votes:
        MODULES[method].add(numbers, options, vote)
    return numbers


def hidden_only_where_papers_are_alike(method: Method, votes: Votes, rule: PassRule) -> Any:
    alike = all(vote == votes[0] for vote in votes)
    return "nothing" if len(votes) < FEWEST or alike else all_numbers(method, votes, rule)


@pytest.mark.parametrize("method", Method)
def test_showing_all_numbers_is_caught_by_this_audit(method):
    assert fewest_answers(method, SIZES[method][0], RULES[method][0], all_numbers) == 1


def test_an_option_that_all_approve_gives_all_away_though_papers_differ():
    found = fewest_answers(Method.APPROVAL, 10, PassRule.FIRST, hidden_only_where_papers_are_alike)

    assert found == 1


def test_missing_numbers_never_say_that_all_ten_agreed():
    """By its letter rule 23 hides numbers only "when all agree": then their absence says that all did."""

    def alike(release: Release) -> list[set[bool]]:
        found = defaultdict(set)
        for votes in combinations_with_replacement(ALL_VOTES[Method.CONSENT], 10):
            told = json.dumps(release(Method.CONSENT, votes, PassRule.CONSENT))
            found[told].add(all(vote == votes[0] for vote in votes))
        return list(found.values())

    assert {True} not in alike(ours)
    assert {True} in alike(hidden_only_where_papers_are_alike)


# --- Rule 24 --------------------------------------------------------------------------------------

GROUPS = {2: ("prison-staff", "pwle"), 3: ("link-worker", "prison-staff", "pwle")}
#: Counts that are tried in every cell.
TRIED = {2: range(6, 19), 3: (7, 8, 9, 10, 12, 13)}


def consent_numbers(agree: int, disagree: int) -> dict[str, int]:
    return {"agree": agree, "concerns": 0, "either": 0, "disagree": disagree, "block": 0}


def tables(groups: int) -> Iterator[tuple[tuple[int, ...], dict[str, tuple[dict[str, int], int]]]]:
    for cells in product(TRIED[groups], repeat=2 * groups):
        parts = {
            name: (consent_numbers(*cells[2 * at : 2 * at + 2]), sum(cells[2 * at : 2 * at + 2]))
            for at, name in enumerate(GROUPS[groups])
        }
        yield cells, parts


def ranges_of_shown(groups: int, release: Callable[..., Any]) -> dict[Any, list[set[int]]]:
    """For every table that can be shown beside the exact totals: the counts that each cell may then have."""
    found: dict[Any, list[set[int]]] = defaultdict(lambda: [set() for _ in range(2 * groups)])
    for cells, parts in tables(groups):
        agree, disagree = sum(cells[::2]), sum(cells[1::2])
        shown = release(Method.CONSENT, consent_numbers(agree, disagree), agree + disagree, parts)
        if shown:
            known = found[json.dumps(shown), agree, disagree]
            for cell, count in zip(known, cells, strict=True):
                cell.add(count)
    return found


@pytest.mark.parametrize("groups", [2, 3])
def test_a_table_by_group_gives_no_cell_away_beside_the_exact_totals(groups):
    found = ranges_of_shown(groups, table)

    assert found
    for (shown, _agree, _disagree), cells in found.items():
        figures = [row[column] for row in json.loads(shown).values() for column in ("for", "other")]
        for at, (figure, counts) in enumerate(zip(figures, cells, strict=True)):
            staff = _is_staff(sorted(GROUPS[groups])[at // 2])
            assert min(counts) >= (10 if staff else 8)
            if groups == 2 and max(figures) <= 15:
                assert len(counts) == (3 if staff and figure == 10 else 5)


def test_the_same_table_without_looking_at_the_totals_is_caught_by_this_audit():
    def rounding_alone(method: Method, total: Any, papers: int, parts: Any) -> Any:
        cells = {
            (name, column): count
            for name, (numbers, in_group) in parts.items()
            for column, count in columns(method, numbers, in_group).items()
        }
        staff = {cell for cell in cells if _is_staff(cell[0])}
        return [rounded(count) for count in cells.values()] if may_show(cells, staff=staff) else None

    narrowest = min(len(counts) for cells in ranges_of_shown(2, rounding_alone).values() for counts in cells)
    assert narrowest == 1


# --- Pages and files ------------------------------------------------------------------------------


def published(client, ballot) -> str:
    """Everything that anybody can have of a vote, without the address that it has."""
    page_cache.shelf.clear()
    found = [
        client.get(f"/proposals/votes/{ballot.slug}/{name}") for name in ("", "result.csv", "result.json")
    ]
    return "\n".join(answer.content.decode() for answer in found).replace(ballot.slug, "vote")


def answers(**numbers):
    return [(number, {"consent": answer}) for answer, number in numbers.items()]


@pytest.mark.django_db
def test_votes_without_numbers_look_the_same_byte_for_byte_however_many_voted(client):
    """3, 9, 10 and 40 papers; all alike, or few that differ."""
    agreed = [
        answers(agree=3),
        answers(agree=2, disagree=1),
        answers(agree=5, concerns=2, either=1, disagree=1),
        answers(agree=10),
        answers(concerns=40),
    ]
    blocked = [answers(block=3), answers(agree=8, block=1), answers(either=10), answers(disagree=40)]

    for alike in (agreed, blocked):
        assert len({published(client, closed_ballot(votes)) for votes in alike}) == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("method", "votes"),
    [
        (
            Method.APPROVAL,
            [[(3, {"approves": ["a"]})], [(40, {"approves": ["a", "b"]}), (7, {"approves": ["a"]})]],
        ),
        (Method.SCORE, [[(9, {"scores": {"a": 3}})], [(40, {"scores": {"a": 1}})]]),
        (
            Method.RANKED,
            [[(9, {"ranks": {"a": 1}})], [(30, {"ranks": {"a": 1}}), (10, {"ranks": {"a": 1, "b": 2}})]],
        ),
    ],
)
def test_so_do_those_of_every_other_method(client, method, votes):
    seen = {published(client, closed_ballot(one, method, PassRule.FIRST)) for one in votes}

    assert len(seen) == 1


def whole_numbers(value: Any) -> list[int]:
    if isinstance(value, dict):
        return [number for one in value.values() for number in whole_numbers(one)]
    if isinstance(value, list):
        return [number for one in value for number in whole_numbers(one)]
    return [value] if type(value) is int else []


@pytest.mark.django_db
@pytest.mark.parametrize("size", [10, 40])
def test_page_and_files_of_a_vote_with_numbers_have_those_and_no_others(client, size):
    votes = answers(agree=size - 4, concerns=1, either=2, disagree=1)
    ballot = closed_ballot(votes, quorum=20, on_roll=61)
    address = f"/proposals/votes/{ballot.slug}/"

    told = json.loads(client.get(f"{address}result.json").content)
    rows = client.get(f"{address}result.csv").content.decode("utf-8-sig").splitlines()
    in_rows = [int(number) for row in rows for number in re.findall(r',"(\d+)"$', row)]
    page = client.get(address).content.decode()
    bars = [int(number) for number in re.findall(r'chart__value">(\d+)<', page)]

    wanted = [20, 61, size, size - 4, 1, 2, 1, 0]
    assert sorted(whole_numbers(told)) == sorted(in_rows) == sorted(wanted)
    assert sorted(bars) == sorted(wanted[3:])
    assert set(told["numbers"]) == {"papers", "counts"}


@pytest.mark.django_db
@pytest.mark.parametrize("state", [BallotState.OPEN, BallotState.PAUSED, BallotState.COUNTING])
def test_until_the_end_the_page_is_the_same_whoever_has_voted(client, state):
    ballot = public_ballot(state, quorum=50)
    RollEntry.objects.bulk_create(
        RollEntry(
            ballot=ballot, code_index=bytes([number]) * 32, role_group="pwle", paper=random_key()
        )
        for number in range(40)
    )  # fmt: skip
    before = published(client, ballot)
    seen = set()
    for voted in range(1, 40, 13):
        some = ballot.roll.filter(voted=False).values_list("pk", flat=True)[:voted]
        RollEntry.objects.filter(pk__in=list(some)).update(voted=True)
        seen.add(published(client, ballot))

    assert seen == {before}


@pytest.mark.django_db
def test_too_few_votes_are_told_without_how_many(client):
    seen = {published(client, public_ballot(BallotState.NO_QUORUM, quorum=50)) for _ in range(2)}

    assert len(seen) == 1
