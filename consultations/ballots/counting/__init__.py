"""Counting papers: what a vote is, what is kept of all of them, and what that decides. Pure: no rows.

`tally` turns opened papers into the count that is stored, shown and given out; `outcome` says what a count
decides; `valid` refuses a vote that is none. Each way of voting is a module of its own and cites its source.
"""

from consultations.ballots.counting.checking import check
from consultations.ballots.counting.groups import by_name, group_name, groups_in
from consultations.ballots.counting.methods import RULES
from consultations.ballots.counting.outcomes import Outcome, Why, needed, outcome
from consultations.ballots.counting.tallying import FEWEST, tally
from consultations.ballots.counting.votes import NotACountError, VoteError, valid

__all__ = [
    "FEWEST",
    "RULES",
    "NotACountError",
    "Outcome",
    "VoteError",
    "Why",
    "by_name",
    "check",
    "group_name",
    "groups_in",
    "needed",
    "outcome",
    "tally",
    "valid",
]
