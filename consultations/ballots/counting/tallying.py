"""From opened papers to what is kept of them: one pass, constant memory, nothing per paper.

Rule 23: with fewer than ten papers, or where all said the same, numbers say how each of them voted. They are
then not only not shown but **not kept**: a number that nobody is shown still lies in the database, in its
backups and in what a court asks for. What is left is the outcome. Nor is it kept how many voted, or which of
the two reasons it was: "31 voted, and there are no numbers" would say that all 31 said the same.

"All said the same" is asked of everything that a paper answers by itself: the one question of consent, each
option of approval and score, each pair of ranks. So whoever reads a count can think at least two answers
possible of every voter, whatever the method. And it is "all, or all but one" where people agree: otherwise
missing numbers, beside a quorum of ten or more, would be as good as the number. Now each of them can be the
one who did not (docs/decisions/0050-numbers-that-tell-are-not-kept.md).
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from consultations.ballots.counting import groups as grouping
from consultations.ballots.counting.methods import MODULES, rule_for
from consultations.ballots.counting.votes import Numbers, Vote, valid
from consultations.ballots.enums import Method

#: With fewer papers there are no numbers.
FEWEST = 10


def tally(
    method: str,
    option_keys: Sequence[str],
    papers: Iterable[tuple[Vote, str]],
    groups: Mapping[str, str] | None = None,
    *,
    pass_rule: str,
) -> dict[str, Any]:
    """Count papers, each with the role group of its voter or "", and return what may be kept of them.

    ``groups`` are role groups to the names as which they are counted (`groups.by_name`); without it nothing
    is counted by group, and a paper of no known group leaves no table either. Blank papers (``{}``) count
    for nothing. Raises `VoteError` for a paper that `valid` would have refused: no vote is left out silently.

    ``{"method", "options", "papers", "counts" or "pairwise", "by_group" where it may be shown}``, or
    ``{"method", "options", "outcome": {"agreed", "winners"}}`` where numbers are not kept.
    """
    way = Method(method)
    counted, total, parts = _counted(way, option_keys, papers, groups or {})
    kept: dict[str, Any] = {"method": str(way), "options": list(option_keys)}
    if counted < FEWEST or MODULES[way].tells_of_all(total, counted):
        decision = MODULES[way].decide(total, counted, option_keys, rule_for(way, pass_rule))
        return kept | {"outcome": {"agreed": decision.agreed, "winners": list(decision.winners)}}
    kept |= {"papers": counted, "pairwise" if way == Method.RANKED else "counts": total}
    table = grouping.table(way, total, counted, parts) if "" not in parts else {}
    return kept | {"by_group": table} if table else kept


def _counted(
    way: Method, options: Sequence[str], papers: Iterable[tuple[Vote, str]], groups: Mapping[str, str]
) -> tuple[int, Numbers, dict[str, tuple[Numbers, int]]]:
    module = MODULES[way]
    counted, total = 0, module.empty(options)
    parts: dict[str, tuple[Numbers, int]] = {}
    breaks_down = bool(groups) and way in (Method.CONSENT, Method.APPROVAL)
    for vote, role_group in papers:
        if not vote:
            continue
        valid(way, options, vote)
        counted += 1
        module.add(total, options, vote)
        if breaks_down:
            name = groups.get(role_group, "")
            numbers, in_group = parts.get(name) or (module.empty(options), 0)
            module.add(numbers, options, vote)
            parts[name] = (numbers, in_group + 1)
    return counted, total, parts
