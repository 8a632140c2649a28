"""What is kept of how groups voted."""

import pytest

from consultations.ballots.counting import by_name, group_name, groups_in, tally
from consultations.ballots.enums import Method, PassRule

NAMES = by_name([["pwle"], ["probation", "prison-staff"], ["link-worker"]])


def consent(*many, groups=NAMES):
    papers = [({"consent": answer}, group) for number, answer, group in many for _ in range(number)]
    return tally(Method.CONSENT, ["a"], papers, groups, pass_rule=PassRule.CONSENT)


def test_a_table_is_kept_rounded_where_it_gives_nothing_away():
    count = consent(
        (20, "agree", "pwle"), (10, "disagree", "pwle"),
        (15, "concerns", "link-worker"), (10, "either", "link-worker"),
        (11, "agree", "probation"), (10, "block", "prison-staff"),
    )  # fmt: skip

    assert count["by_group"] == {
        "link-worker": {"for": 15, "other": 10},
        "prison-staff+probation": {"for": 10, "other": 10},
        "pwle": {"for": 20, "other": 10},
    }


def test_the_exact_counts_of_groups_are_kept_nowhere():
    one, other = (
        consent((agree, "agree", "pwle"), (10, "disagree", "pwle"),
                (34 - agree, "agree", "link-worker"), (12, "disagree", "link-worker"),
                (11, "agree", "probation"), (10, "disagree", "probation"))
        for agree in (19, 20)
    )  # fmt: skip

    assert "by_group" in one
    assert one == other


@pytest.mark.parametrize("small", [0, 7, 9])
def test_one_small_cell_hides_the_whole_table(small):
    """Nine of staff are too few; so are seven of others."""
    count = consent(
        (20, "agree", "pwle"), (10, "disagree", "pwle"),
        (20, "agree", "probation"), (small, "disagree", "probation"),
    )  # fmt: skip

    assert "by_group" not in count


def test_two_groups_beside_a_total_that_tells_are_not_kept():
    """12 and 12 are rounded to 10 and 10; beside "24 agree" that would say 12 and 12."""
    count = consent(
        (12, "agree", "pwle"), (10, "disagree", "pwle"),
        (12, "agree", "link-worker"), (10, "disagree", "link-worker"),
    )  # fmt: skip

    assert "by_group" not in count


@pytest.mark.parametrize("groups", [None, {}, by_name([["pwle", "link-worker"]])])
def test_without_groups_or_with_one_there_is_no_table(groups):
    count = consent(
        (20, "agree", "pwle"), (10, "disagree", "pwle"), (20, "agree", "link-worker"), (10, "block", "pwle"),
        groups=groups,
    )  # fmt: skip

    assert "by_group" not in count


def test_a_voter_of_no_counted_group_leaves_no_table():
    """Their paper would be the difference between table and total."""
    count = consent(
        (20, "agree", "pwle"), (10, "disagree", "pwle"),
        (20, "agree", "link-worker"), (10, "disagree", "link-worker"), (1, "agree", "researcher"),
    )  # fmt: skip

    assert "by_group" not in count


def approval(*many):
    papers = [({"approves": list(keys)}, group) for number, keys, group in many for _ in range(number)]
    return tally(Method.APPROVAL, ["a", "b"], papers, NAMES, pass_rule=PassRule.FIRST)


def test_by_approval_those_who_did_not_approve_count_too():
    enough = approval(
        (10, "a", "pwle"), (10, "b", "pwle"), (10, "a", "link-worker"), (10, "b", "link-worker")
    )
    too_few = approval(
        (10, "a", "pwle"), (10, "ab", "pwle"), (10, "a", "link-worker"), (10, "b", "link-worker")
    )

    assert enough["by_group"] == {"link-worker": {"a": 10, "b": 10}, "pwle": {"a": 10, "b": 10}}
    assert "by_group" not in too_few


@pytest.mark.parametrize("method", [Method.SCORE, Method.RANKED])
def test_points_and_ranks_are_never_broken_down(method):
    votes = {
        Method.SCORE: ({"scores": {"a": 5, "b": 1}}, {"scores": {"a": 1, "b": 5}}),
        Method.RANKED: ({"ranks": {"a": 1, "b": 2}}, {"ranks": {"a": 2, "b": 1}}),
    }[method]
    papers = [(vote, group) for vote in votes for group in ("pwle", "link-worker") for _ in range(20)]

    assert "by_group" not in tally(method, ["a", "b"], papers, NAMES, pass_rule=PassRule.FIRST)


def test_a_merged_group_has_one_name_whatever_the_order():
    assert group_name(["probation", "prison-staff"]) == group_name(["prison-staff", "probation"])
    assert groups_in(NAMES["probation"]) == ["prison-staff", "probation"]
