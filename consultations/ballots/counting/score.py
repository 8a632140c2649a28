"""Score voting: everybody gives each option 0 to 5; the highest total is first.

Also called range voting (Warren D. Smith, "Range voting", 2000; compare Claude Hillinger, "The case for
utilitarian voting", *Homo Oeconomicus* 22, 2005). We add up and do not average over those who gave a score:
an option without a score counts as 0, so that one loved by three and unknown to all others is not first.
"""

from collections.abc import Sequence

from consultations.ballots.counting.decisions import Decision, by_most, first
from consultations.ballots.counting.votes import HIGHEST, LOWEST, Numbers, Vote
from consultations.ballots.enums import PassRule


def empty(options: Sequence[str]) -> Numbers:
    """A count of no papers: the total of each option. How often a score was given is not kept."""
    return dict.fromkeys(options, 0)


def add(numbers: Numbers, options: Sequence[str], vote: Vote) -> None:
    """Count one paper."""
    for key, score in vote["scores"].items():
        numbers[key] += score


def tells_of_all(numbers: Numbers, papers: int) -> bool:
    """Whether some option has the lowest total or the highest, which only equal scores of all can make."""
    return any(total in (LOWEST * papers, HIGHEST * papers) for total in numbers.values())


def decide(numbers: Numbers, papers: int, options: Sequence[str], rule: PassRule) -> Decision:
    """The option with the highest total."""
    return first(by_most(numbers, tuple(options)))
