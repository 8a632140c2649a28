"""Approval voting: everybody approves as many options as they like; the one with most approvals is first.

Steven J. Brams and Peter C. Fishburn, "Approval voting", *American Political Science Review* 72 (1978),
831 to 847, and the book of that name (Birkhäuser 1983).
"""

from collections.abc import Sequence

from consultations.ballots.counting.decisions import Decision, Why, by_most, first
from consultations.ballots.counting.votes import Numbers, Vote
from consultations.ballots.enums import PassRule


def empty(options: Sequence[str]) -> Numbers:
    """A count of no papers: how many approve each option."""
    return dict.fromkeys(options, 0)


def add(numbers: Numbers, options: Sequence[str], vote: Vote) -> None:
    """Count one paper."""
    for key in vote["approves"]:
        numbers[key] += 1


def tells_of_all(numbers: Numbers, papers: int) -> bool:
    """Whether all approve some option, or all but one do, or nobody does."""
    return any(approvals == 0 or approvals >= papers - 1 for approvals in numbers.values())


def decide(numbers: Numbers, papers: int, options: Sequence[str], rule: PassRule) -> Decision:
    """The option approved most often; by majority or two thirds only if so many papers approve it."""
    order = by_most(numbers, tuple(options))
    highest = max(numbers.values(), default=0)
    decided = first(order)
    if rule == PassRule.FIRST:
        return decided
    agreed = 2 * highest > papers if rule == PassRule.MAJORITY else highest > 0 and 3 * highest >= 2 * papers
    if not agreed:
        return Decision(agreed=False, why=Why.TOO_FEW_FOR, order=order)
    return Decision(agreed=True, why=decided.why, winners=decided.winners, order=order)
