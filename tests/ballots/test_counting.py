"""Each way of counting against worked examples that somebody else published."""

import tracemalloc
from time import process_time

import pytest

from consultations.ballots.counting import RULES, Why, needed, outcome, tally, valid
from consultations.ballots.counting.ranked import strongest_paths
from consultations.ballots.counting.votes import VoteError
from consultations.ballots.enums import Consent, Method, PassRule

MEMPHIS, NASHVILLE, CHATTANOOGA, KNOXVILLE = "m", "n", "c", "k"


def ranking(order):
    return {"ranks": {key: place for place, key in enumerate(order, start=1)}}


def papers(*many):
    return [(vote, "") for number, vote in many for _ in range(number)]


def counted(method, options, many, rule=PassRule.FIRST, quorum=0, on_roll=200):
    count = tally(method, list(options), papers(*many), pass_rule=rule)
    return count, outcome(count, pass_rule=rule, quorum=quorum, on_roll=on_roll)


# --- Ranked -------------------------------------------------------------------------------------


def test_schulzes_example_of_45_voters():
    """Markus Schulze, "A new monotonic and clone-independent single-winner election method", *Voting
    matters* 17 (2003), and his collection of examples, example 1."""
    count, decided = counted(
        Method.RANKED,
        "abcde",
        [
            (number, ranking(order))
            for number, order in (
                (5, "acbed"), (5, "adecb"), (8, "bedac"), (3, "cabed"),
                (7, "caebd"), (2, "cbade"), (7, "dceba"), (8, "ebadc"),
            )
        ],
    )  # fmt: skip

    assert count["pairwise"] == {
        "a": {"b": 20, "c": 26, "d": 30, "e": 22},
        "b": {"a": 25, "c": 16, "d": 33, "e": 18},
        "c": {"a": 19, "b": 29, "d": 17, "e": 24},
        "d": {"a": 15, "b": 12, "c": 28, "e": 14},
        "e": {"a": 23, "b": 27, "c": 21, "d": 31},
    }
    assert strongest_paths(count["pairwise"]) == {
        "a": {"b": 28, "c": 28, "d": 30, "e": 24},
        "b": {"a": 25, "c": 28, "d": 33, "e": 24},
        "c": {"a": 25, "b": 29, "d": 29, "e": 24},
        "d": {"a": 25, "b": 28, "c": 28, "e": 24},
        "e": {"a": 25, "b": 28, "c": 28, "d": 31},
    }
    assert decided.winners == ("e",)
    assert decided.order == (("e",), ("a",), ("c",), ("b",), ("d",))


def test_schulzes_example_of_defeats_with_more_than_one_first():
    """Markus Schulze on the Election-methods list, 28 November 2011: six defeats of strengths 5 to 1.

    The strongest path from A to D (ACD) and that from D to A (DBA) are both 2: neither is above the other."""
    strengths = {"db": 5, "cb": 4, "ac": 3, "ba": 2, "cd": 2, "da": 1}
    pairwise = {
        one: {other: strengths.get(one + other, 0) for other in "abcd" if other != one} for one in "abcd"
    }

    paths = strongest_paths(pairwise)

    assert (paths["a"]["b"], paths["a"]["c"], paths["a"]["d"]) == (3, 3, 2)
    assert (paths["b"]["a"], paths["d"]["a"]) == (2, 2)
    decided = outcome(
        {"method": "ranked", "options": list("abcd"), "papers": 10, "pairwise": pairwise},
        pass_rule="first", quorum=0, on_roll=20,
    )  # fmt: skip
    assert decided.winners == ("a", "d")
    assert decided.why is Why.TIE


#: 100 voters in four cities choose a capital: the "Tennessee example" of electowiki ("Effects of different
#: voting systems under similar circumstances") and of Wikipedia's articles on ways of voting.
TENNESSEE = ((42, "mnck"), (26, "nckm"), (15, "cknm"), (17, "kcnm"))


def test_the_city_that_beats_every_other_one_by_one_is_first():
    count, decided = counted(Method.RANKED, "mnck", [(number, ranking(order)) for number, order in TENNESSEE])

    assert count["pairwise"]["n"] == {"m": 58, "c": 68, "k": 68}
    assert decided.order == ((NASHVILLE,), (CHATTANOOGA,), (KNOXVILLE,), (MEMPHIS,))


def test_equal_ranks_count_for_neither_and_who_is_not_ranked_stands_below():
    count, _ = counted(
        Method.RANKED,
        "abc",
        [
            (6, {"ranks": {"a": 1, "b": 1}}),
            (5, {"ranks": {"c": 2}}),
            (2, ranking("cab")),
            (2, ranking("bca")),
        ],
    )

    assert count["pairwise"] == {
        "a": {"b": 2, "c": 6},
        "b": {"a": 2, "c": 8},
        "c": {"a": 9, "b": 7},
    }


def test_a_circle_of_equal_defeats_is_a_tie_of_three():
    many = [(4, ranking("abc")), (4, ranking("bca")), (4, ranking("cab"))]

    assert counted(Method.RANKED, "abc", many)[1].winners == ("a", "b", "c")


# --- Approval -----------------------------------------------------------------------------------


def test_approving_the_two_nearest_cities_chooses_the_one_in_the_middle():
    """Wikipedia, "Approval voting" and "STAR voting": each voter of the Tennessee example approves two."""
    count, decided = counted(
        Method.APPROVAL, "mnck", [(number, {"approves": list(order[:2])}) for number, order in TENNESSEE]
    )

    assert count["counts"] == {"m": 42, "n": 68, "c": 58, "k": 32}
    assert decided.winners == (NASHVILLE,)


def test_an_option_that_most_can_live_with_is_first_before_the_favourite_of_the_largest_group():
    """The argument of Brams and Fishburn, *American Political Science Review* 72 (1978): two like options
    share their voters when each voter has one vote, and do not when everybody approves both."""
    many = [
        (40, {"approves": ["a"]}),
        (32, {"approves": ["b", "c"]}),
        (24, {"approves": ["c", "b"]}),
        (4, {"approves": ["c"]}),
    ]

    assert counted(Method.APPROVAL, "abc", many)[1].order == (("c",), ("b",), ("a",))


def test_options_approved_equally_often_stay_a_tie():
    many = [(7, {"approves": ["a"]}), (7, {"approves": ["b"]}), (1, {"approves": ["c"]})]

    _, decided = counted(Method.APPROVAL, "abc", many)

    assert (decided.winners, decided.why) == (("a", "b"), Why.TIE)


@pytest.mark.parametrize(
    ("approving", "rule", "agreed"),
    [
        (10, PassRule.MAJORITY, False),
        (11, PassRule.MAJORITY, True),
        (13, PassRule.TWO_THIRDS, False),
        (14, PassRule.TWO_THIRDS, True),
    ],
)
def test_a_rule_asks_for_so_many_papers_for_the_first_option(approving, rule, agreed):
    many = [(approving, {"approves": ["a"]}), (20 - approving, {"approves": ["b"]})]
    if approving == 14:
        many.append((1, {"approves": []}))  # 14 of 21 are two in three

    _, decided = counted(Method.APPROVAL, "ab", many, rule)

    assert decided.agreed is agreed
    assert bool(decided.winners) is agreed


# --- Score --------------------------------------------------------------------------------------


def test_scores_from_0_to_5_in_the_tennessee_example():
    """Wikipedia, "STAR voting", the scoring round of its example."""
    given = {
        42: {"m": 5, "n": 2, "c": 1, "k": 0},
        26: {"m": 0, "n": 5, "c": 2, "k": 1},
        15: {"m": 0, "n": 3, "c": 5, "k": 3},
        17: {"m": 0, "n": 2, "c": 4, "k": 5},
    }
    count, decided = counted(
        Method.SCORE, "mnck", [(number, {"scores": one}) for number, one in given.items()]
    )

    assert count["counts"] == {"m": 210, "n": 293, "c": 237, "k": 156}
    assert decided.order == ((NASHVILLE,), (CHATTANOOGA,), (MEMPHIS,), (KNOXVILLE,))


def test_no_score_is_a_nought():
    many = [(8, {"scores": {"a": 4}}), (4, {"scores": {"a": 1, "b": 5}})]

    count, decided = counted(Method.SCORE, "ab", many)

    assert count["counts"] == {"a": 36, "b": 20}
    assert decided.winners == ("a",)


# --- Consent ------------------------------------------------------------------------------------


def answers(**numbers):
    return [(number, {"consent": answer}) for answer, number in numbers.items()]


def test_one_objection_suffices():
    """Consent decision making: agreed is what nobody has a paramount objection to (Endenburg 1998)."""
    many = answers(agree=56, concerns=17, either=5, disagree=6)

    count, decided = counted(Method.CONSENT, "a", many, PassRule.CONSENT, quorum=50, on_roll=112)
    assert count["counts"] == {"agree": 56, "concerns": 17, "either": 5, "disagree": 6, "block": 0}
    assert (decided.agreed, decided.papers, decided.needed) == (True, 84, 56)

    _, decided = counted(Method.CONSENT, "a", [*many, *answers(block=1)], PassRule.CONSENT)
    assert (decided.agreed, decided.why, decided.winners) == (False, Why.BLOCKED, ())


def test_nothing_is_agreed_because_most_stood_aside():
    _, decided = counted(Method.CONSENT, "a", answers(agree=3, disagree=3, either=20), PassRule.CONSENT)

    assert (decided.agreed, decided.why) == (False, Why.TOO_FEW_FOR)


@pytest.mark.parametrize(
    ("agree", "rule", "agreed"),
    [
        (15, PassRule.MAJORITY, False),
        (16, PassRule.MAJORITY, True),
        (19, PassRule.TWO_THIRDS, False),
        (20, PassRule.TWO_THIRDS, True),
    ],
)
def test_by_majority_a_block_is_one_paper_against_it(agree, rule, agreed):
    _, decided = counted(Method.CONSENT, "a", answers(agree=agree, block=30 - agree), rule)

    assert decided.agreed is agreed


# --- Any way ------------------------------------------------------------------------------------


def test_too_few_papers_decide_nothing():
    _, decided = counted(
        Method.CONSENT, "a", answers(agree=20, either=2), PassRule.CONSENT, quorum=50, on_roll=45
    )

    assert (needed(50, 45), decided.enough, decided.agreed, decided.why) == (23, False, None, Why.QUORUM)


def test_blank_papers_are_nobodys_vote():
    many = [*answers(agree=10, either=2), (30, {})]

    assert counted(Method.CONSENT, "a", many, PassRule.CONSENT)[0]["papers"] == 12


@pytest.mark.parametrize("method", Method)
def test_a_rule_that_does_not_fit_never_stops_a_count(method):
    """A ballot that could not be counted would lose everybody's vote."""
    votes = {
        Method.CONSENT: ({"consent": "agree"}, {"consent": "disagree"}),
        Method.APPROVAL: ({"approves": ["a"]}, {"approves": ["b"]}),
        Method.SCORE: ({"scores": {"a": 3}}, {"scores": {"b": 1}}),
        Method.RANKED: (ranking("ab"), ranking("ba")),
    }[method]
    for rule in PassRule:
        _, decided = counted(method, "ab", [(9, votes[0]), (4, votes[1])], rule)
        assert decided.papers == 13
    assert set(RULES) == set(Method)


@pytest.mark.parametrize(
    ("method", "vote"),
    [
        (Method.CONSENT, {}),
        (Method.CONSENT, {"consent": "perhaps"}),
        (Method.CONSENT, {"consent": ["agree"]}),
        (Method.CONSENT, {"consent": "agree", "name": "Jo"}),
        (Method.APPROVAL, {}),
        (Method.APPROVAL, {"approves": "ab"}),
        (Method.APPROVAL, {"approves": ["z"]}),
        (Method.APPROVAL, {"approves": ["a", "a"]}),
        (Method.APPROVAL, {"approves": [["a"]]}),
        (Method.SCORE, {}),
        (Method.SCORE, {"scores": {}}),
        (Method.SCORE, {"scores": {"a": 6}}),
        (Method.SCORE, {"scores": {"a": -1}}),
        (Method.SCORE, {"scores": {"a": True}}),
        (Method.SCORE, {"scores": {"a": 2.5}}),
        (Method.SCORE, {"scores": {"z": 2}}),
        (Method.RANKED, {}),
        (Method.RANKED, {"ranks": {}}),
        (Method.RANKED, {"ranks": {"a": 0}}),
        (Method.RANKED, {"ranks": {"a": 3}}),
        (Method.RANKED, {"ranks": {"a": "1"}}),
        (Method.RANKED, {"ranks": [1, 2]}),
    ],
)
def test_what_is_no_vote_is_refused_with_a_sentence(method, vote):
    with pytest.raises(VoteError, match=r"^[A-Z].*\.$"):
        valid(method, ["a", "b"], vote)


@pytest.mark.parametrize(
    ("method", "vote"),
    [
        *((Method.CONSENT, {"consent": str(answer)}) for answer in Consent),
        (Method.APPROVAL, {"approves": []}),
        (Method.APPROVAL, {"approves": ["b", "a"]}),
        (Method.SCORE, {"scores": {"b": 0}}),
        (Method.RANKED, {"ranks": {"a": 2, "b": 2}}),
    ],
)
def test_a_vote_is_taken(method, vote):
    assert valid(method, ["a", "b"], vote) is None


def many_rankings(number):
    options = [chr(ord("a") + place) for place in range(12)]
    votes = [ranking(options[turn:] + options[:turn]) for turn in range(12)]
    return options, ((votes[n % 12], "") for n in range(number))


def test_counting_keeps_nothing_of_a_paper():
    """A hundred thousand need no more room than one: the pairwise table alone is kept."""
    tracemalloc.start()
    tally(Method.RANKED, *many_rankings(1_200), pass_rule="first")
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert most < 100_000  # bytes


def test_ten_thousand_papers_of_twelve_options_take_less_than_three_seconds():
    begin = process_time()

    count = tally(Method.RANKED, *many_rankings(10_000), pass_rule="first")

    assert count["papers"] == 10_000
    assert process_time() - begin < 3
