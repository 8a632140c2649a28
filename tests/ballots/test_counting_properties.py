"""What each way of counting promises of every set of papers, tried on many.

Named after the literature: anonymity (it does not matter who casts which paper), neutrality (nor how options
are called), monotonicity (more support never harms), Condorcet winner, Smith set, reversal, clones.
"""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultations.ballots.counting import outcome, tally
from consultations.ballots.counting.methods import MODULES, RULES
from consultations.ballots.enums import Consent, Method, PassRule

OPTIONS = ["a", "b", "c", "d"]

ranks = st.dictionaries(st.sampled_from(OPTIONS), st.integers(1, 4), min_size=1).map(lambda r: {"ranks": r})
orders = st.permutations(OPTIONS).map(
    lambda order: {"ranks": {key: place for place, key in enumerate(order, start=1)}}
)
approvals = st.lists(st.sampled_from(OPTIONS), unique=True).map(lambda keys: {"approves": keys})
scores = st.dictionaries(st.sampled_from(OPTIONS), st.integers(0, 5), min_size=1).map(lambda s: {"scores": s})
consents = st.sampled_from(Consent.values).map(lambda answer: {"consent": answer})
VOTES = {
    Method.CONSENT: consents,
    Method.APPROVAL: approvals,
    Method.SCORE: scores,
    Method.RANKED: st.one_of(ranks, orders),
}
INSIDE = {Method.APPROVAL: "approves", Method.SCORE: "scores", Method.RANKED: "ranks"}
method_and_papers = st.sampled_from(Method).flatmap(
    lambda method: st.tuples(st.just(method), st.lists(VOTES[method], max_size=25))
)
choosing = st.sampled_from([Method.APPROVAL, Method.SCORE, Method.RANKED]).flatmap(
    lambda method: st.tuples(st.just(method), st.lists(VOTES[method], min_size=1, max_size=25))
)


def numbers(method, votes, options=OPTIONS):
    """The whole count, also where it would not be kept: what is asked here is whether it is right."""
    found = MODULES[method].empty(options)
    for vote in votes:
        MODULES[method].add(found, options, vote)
    return found


def decide(method, votes, rule=None, options=OPTIONS):
    rule = rule or RULES[method][0]
    return MODULES[method].decide(numbers(method, votes, options), len(votes), options, rule)


def renamed(vote, names):
    """The same vote where options have other names."""
    if "consent" in vote:
        return vote
    ((inside, what),) = vote.items()
    if isinstance(what, list):
        return {inside: [names[key] for key in what]}
    return {inside: {names[key]: number for key, number in what.items()}}


def better(method, vote, key):
    """The same vote with more support for one option, all others as they were."""
    if method == Method.APPROVAL:
        return {"approves": sorted({*vote["approves"], key})}
    if method == Method.SCORE:
        return {"scores": vote["scores"] | {key: min(5, vote["scores"].get(key, 0) + 1)}}
    return {"ranks": {other: rank + 1 for other, rank in vote["ranks"].items() if other != key} | {key: 1}}


# --- Every method -------------------------------------------------------------------------------


@given(method_and_papers, st.randoms())
def test_anonymity(drawn, shuffling):
    method, votes = drawn
    shuffled = list(votes)
    shuffling.shuffle(shuffled)
    for rule in RULES[method]:
        one, other = (
            tally(method, OPTIONS, [(vote, "") for vote in papers], pass_rule=rule)
            for papers in (votes, shuffled)
        )
        assert one == other


@given(choosing, st.permutations(OPTIONS))
def test_neutrality(drawn, new_names):
    method, votes = drawn
    names = dict(zip(OPTIONS, new_names, strict=True))
    for rule in RULES[method]:
        before = decide(method, votes, rule)
        after = decide(method, [renamed(vote, names) for vote in votes], rule)
        assert {names[key] for key in before.winners} == set(after.winners)
        assert [{names[key] for key in place} for place in before.order] == [set(p) for p in after.order]
        assert before.agreed == after.agreed


@given(choosing, st.data())
def test_monotonicity_of_choosing(drawn, data):
    """Who is first stays first when some papers say more for it and nothing else changes."""
    method, votes = drawn
    winners = decide(method, votes).winners
    key = data.draw(st.sampled_from(winners))
    chosen = data.draw(st.sets(st.integers(0, len(votes) - 1)))
    changed = [better(method, vote, key) if at in chosen else vote for at, vote in enumerate(votes)]

    assert key in decide(method, changed).winners


@given(st.lists(consents, min_size=1, max_size=25), st.sampled_from(RULES[Method.CONSENT]), st.data())
def test_monotonicity_of_consent(votes, rule, data):
    """What was agreed stays agreed when somebody who did not agree does."""
    at = data.draw(st.integers(0, len(votes) - 1))
    if decide(Method.CONSENT, votes, rule).agreed:
        changed = [*votes[:at], {"consent": "agree"}, *votes[at + 1 :]]
        assert decide(Method.CONSENT, changed, rule).agreed


@given(choosing)
def test_every_option_has_one_place_and_the_first_place_wins(drawn):
    method, votes = drawn
    decided = decide(method, votes)

    assert sorted(key for place in decided.order for key in place) == OPTIONS
    assert decided.winners == decided.order[0]


@given(method_and_papers)
def test_the_outcome_recomputed_from_what_is_kept_is_the_outcome(drawn):
    method, votes = drawn
    for rule in RULES[method]:
        kept = tally(method, OPTIONS, [(vote, "") for vote in votes], pass_rule=rule)
        told = outcome(kept, pass_rule=rule, quorum=0, on_roll=max(10, len(votes)))
        decided = decide(method, votes, rule)
        assert (told.agreed, told.winners) == (decided.agreed, decided.winners)


# --- Schulze ------------------------------------------------------------------------------------


def beats(pairwise, one, other):
    return pairwise[one][other] > pairwise[other][one]


@given(st.lists(VOTES[Method.RANKED], min_size=1, max_size=25))
def test_a_condorcet_winner_is_first_alone(votes):
    pairwise = numbers(Method.RANKED, votes)
    found = [one for one in OPTIONS if all(beats(pairwise, one, other) for other in OPTIONS if other != one)]
    if found:
        assert decide(Method.RANKED, votes).winners == tuple(found)


@given(st.lists(VOTES[Method.RANKED], min_size=1, max_size=25))
def test_a_condorcet_loser_is_never_first(votes):
    pairwise = numbers(Method.RANKED, votes)
    for one in OPTIONS:
        if all(beats(pairwise, other, one) for other in OPTIONS if other != one):
            assert one not in decide(Method.RANKED, votes).winners


def smith_set(pairwise):
    """The smallest set of options each of which beats every option outside."""
    for size in range(1, len(OPTIONS) + 1):
        for inside in permutations(OPTIONS, size):
            outside = [key for key in OPTIONS if key not in inside]
            if all(beats(pairwise, one, other) for one in inside for other in outside):
                return set(inside)
    raise AssertionError("all options together are such a set")


@given(st.lists(VOTES[Method.RANKED], min_size=1, max_size=25))
def test_who_is_first_is_in_the_smith_set(votes):
    assert set(decide(Method.RANKED, votes).winners) <= smith_set(numbers(Method.RANKED, votes))


@given(st.lists(VOTES[Method.RANKED], min_size=1, max_size=25))
def test_standing_above_never_goes_round_in_a_circle(votes):
    paths = MODULES[Method.RANKED].strongest_paths(numbers(Method.RANKED, votes))
    for one, other, third in permutations(OPTIONS, 3):
        if paths[one][other] > paths[other][one] and paths[other][third] > paths[third][other]:
            assert paths[one][third] > paths[third][one]


@given(st.lists(orders, min_size=1, max_size=25))
def test_reversal(votes):
    """Who alone is first is not first when everybody turns their paper round."""
    decided = decide(Method.RANKED, votes)
    turned = [{"ranks": {key: 5 - rank for key, rank in vote["ranks"].items()}} for vote in votes]
    if len(decided.winners) == 1:
        assert decided.winners[0] not in decide(Method.RANKED, turned).winners


@given(st.lists(orders, min_size=1, max_size=15), st.data())
def test_a_clone_changes_nothing_for_the_others(votes, data):
    """A second option that everybody places beside the first helps and harms neither it nor the rest."""
    copied = data.draw(st.sampled_from(OPTIONS))
    wider = []
    for vote in votes:
        places = {key: 2 * rank for key, rank in vote["ranks"].items()}
        places["z"] = places[copied] + data.draw(st.sampled_from([-1, 1]))
        wider.append({"ranks": places})
    before = set(decide(Method.RANKED, votes).winners)
    after = set(decide(Method.RANKED, wider, options=[*OPTIONS, "z"]).winners)

    assert (copied in before) == bool({copied, "z"} & after)
    assert before - {copied} == after - {copied, "z"}


@pytest.mark.parametrize("method", [Method.APPROVAL, Method.SCORE, Method.RANKED])
def test_nothing_sets_options_apart_when_nobody_votes(method):
    assert list(decide(method, []).winners) == OPTIONS
    assert decide(Method.CONSENT, [], PassRule.TWO_THIRDS).agreed is False
