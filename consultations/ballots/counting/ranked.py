"""Ranked voting by the Schulze method (beatpath), with winning votes as the strength of a link.

Markus Schulze, "A new monotonic, clone-independent, reversal symmetric, and Condorcet-consistent
single-winner election method", *Social Choice and Welfare* 36 (2011), 267 to 303. Of each pair of options is
counted how many papers put one above the other (the pairwise table, all that a recount needs). The strength
of a path from a to b is that of its weakest link, p[a, b] that of the strongest path. a stands above b where
p[a, b] > p[b, a]; this never goes round in a circle. First are those above which nobody stands: an option
that beats every other one by one (a Condorcet winner) is first alone. Paths are found as by Floyd and
Warshall, in time that grows with the cube of the number of options and not with the number of papers.
"""

from collections.abc import Sequence

from consultations.ballots.counting.decisions import Decision, first
from consultations.ballots.counting.votes import Numbers, Vote
from consultations.ballots.enums import PassRule

Pairs = dict[str, dict[str, int]]


def empty(options: Sequence[str]) -> Numbers:
    """A count of no papers: how many put the first of a pair above the second."""
    return {one: {other: 0 for other in options if other != one} for one in options}


def add(numbers: Numbers, options: Sequence[str], vote: Vote) -> None:
    """Count one paper. Options without a rank stand below all that have one, and level with one another."""
    places: dict[int, list[str]] = {}
    below_all = len(options) + 1
    for key in options:
        places.setdefault(vote["ranks"].get(key, below_all), []).append(key)
    lower: list[str] = []
    for rank in sorted(places, reverse=True):
        for key in places[rank]:
            above = numbers[key]
            for other in lower:
                above[other] += 1
        lower += places[rank]


def tells_of_all(numbers: Numbers, papers: int) -> bool:
    """Whether all said the same of some pair, or all but one put the same option first."""
    return any(
        above == papers or (above <= 1 and numbers[other][one] <= 1)
        for one, row in numbers.items()
        for other, above in row.items()
    ) or any(min(row.values(), default=papers) >= papers - 1 for row in numbers.values())


def strongest_paths(pairwise: Pairs) -> Pairs:
    """p[a, b] of every pair: the strength of the strongest path, 0 where there is none."""
    options = list(pairwise)
    strength = {
        one: {
            other: pairwise[one][other] if pairwise[one][other] > pairwise[other][one] else 0
            for other in options
            if other != one
        }
        for one in options
    }
    for via in options:
        for start in options:
            if start == via:
                continue
            to_via = strength[start][via]
            for end in options:
                if end not in (via, start):
                    strength[start][end] = max(strength[start][end], min(to_via, strength[via][end]))
    return strength


def order_of(pairwise: Pairs) -> tuple[tuple[str, ...], ...]:
    """Options in places: above those of the first nobody stands, then the same among the rest."""
    paths = strongest_paths(pairwise)
    places: list[tuple[str, ...]] = []
    left = list(pairwise)
    while left:
        place = tuple(
            one
            for one in left
            if not any(paths[other][one] > paths[one][other] for other in left if other != one)
        )
        places.append(place)
        left = [one for one in left if one not in place]
    return tuple(places)


def decide(numbers: Numbers, papers: int, options: Sequence[str], rule: PassRule) -> Decision:
    """The options above which none stands."""
    return first(order_of({key: numbers[key] for key in options}))
