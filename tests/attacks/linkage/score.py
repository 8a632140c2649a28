"""Whether an attacker's order of letters has anything to do with the order in which they were written.

Chance is computed within cells: letters of one thread, one group and one emptying. That they came together
is what everybody may know; in which order is what nobody may.

Pairs: Kendall's S, with its exact variance under chance for orders with and without ties (Kendall, Rank
Correlation Methods, 4th ed., 1970, eq. 4.4). Places that are tied make it a test of two groups. Backwards
is as telling as forwards.

Hits: the number of letters given exactly their place is nearly Poisson with mean 1 in each cell.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations


@dataclass(frozen=True)
class Truth:
    """For each delivered letter, by its key: its place in the order of writing, and its cell."""

    places: Mapping[int, int]
    cells: Mapping[int, Hashable]


@dataclass(frozen=True)
class Score:
    """How one attacker did."""

    #: Share of pairs within cells that are in the right order; chance is one half.
    pairs: float
    #: How likely chance alone does as well, forwards or backwards, by pairs.
    chance_by_pairs: float
    #: Letters given exactly their place, and how likely chance alone does as well.
    hits: int
    chance_by_hits: float
    #: Letters the attacker could say anything about.
    known: int

    @property
    def chance(self) -> float:
        """The smaller of the two."""
        return min(self.chance_by_pairs, self.chance_by_hits)


def score(guess: Mapping[int, float], truth: Truth) -> Score:
    """Score an attacker who gives each letter a number by which he thinks it was written."""
    by_cell: dict[Hashable, list[int]] = defaultdict(list)
    for key in guess:
        if key in truth.places:
            by_cell[truth.cells[key]].append(key)
    concordance = variance = 0.0
    pairs = right = hits = cells = 0
    for keys in by_cell.values():
        if len(keys) < 2:
            continue
        cells += 1
        for one, other in combinations(keys, 2):
            sign = _sign(guess[one] - guess[other]) * _sign(truth.places[one] - truth.places[other])
            concordance += sign
            pairs += sign != 0
            right += sign > 0
        variance += _variance([guess[key] for key in keys], [truth.places[key] for key in keys])
        if len({truth.places[key] for key in keys}) == len(keys):
            hits += _hits(keys, guess, truth.places)
    z = abs(concordance) / math.sqrt(variance) if variance else 0.0
    known = sum(len(keys) for keys in by_cell.values() if len(keys) > 1)
    return Score(
        right / pairs if pairs else 0.5, math.erfc(z / math.sqrt(2)), hits, _poisson_tail(hits, cells), known
    )


def best(scores: Mapping[str, Score], *, of: int = 0) -> tuple[str, float]:
    """The best attacker, and how likely the best of so many does as well by chance (Bonferroni).

    ``of``: how many attacked, if these are some of them.
    """
    name = min(scores, key=lambda one: scores[one].chance)
    return name, min(1.0, 2 * max(of, len(scores)) * scores[name].chance)


def _sign(number: float) -> int:
    return (number > 0) - (number < 0)


def _variance(values: Sequence[float], others: Sequence[float]) -> float:
    """Of Kendall's S, with ties in either order."""
    n = len(values)
    t, u = Counter(values).values(), Counter(others).values()
    whole = n * (n - 1) * (2 * n + 5)
    tied = sum(_all(one, 5) for one in t) + sum(_all(one, 5) for one in u)
    both = sum(a * (a - 1) for a in t) * sum(b * (b - 1) for b in u) / (2 * n * (n - 1))
    if n > 2:
        threes = sum(a * (a - 1) * (a - 2) for a in t) * sum(b * (b - 1) * (b - 2) for b in u)
        both += threes / (9 * n * (n - 1) * (n - 2))
    return (whole - tied) / 18 + both


def _all(one: int, plus: int) -> int:
    return one * (one - 1) * (2 * one + plus)


def _hits(keys: list[int], guess: Mapping[int, float], places: Mapping[int, int]) -> int:
    """Letters on their very place. Where an attacker cannot decide, keys decide: they are random."""
    guessed = sorted(keys, key=lambda key: (guess[key], key))
    return sum(a == b for a, b in zip(guessed, sorted(keys, key=places.__getitem__), strict=True))


def _poisson_tail(hits: int, mean: int) -> float:
    """How likely a Poisson number of this mean is at least so large."""
    if not mean or hits <= mean:
        return 1.0
    term = total = math.exp(-mean)
    for k in range(1, hits):
        term *= mean / k
        total += term
    return max(1 - total, 1e-300) if hits < 60 else 1e-300
