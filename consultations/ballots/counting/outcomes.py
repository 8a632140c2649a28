"""What a count decides: recomputed from the kept numbers alone, by everybody in the same way."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from consultations.ballots.counting.decisions import Decision, Why
from consultations.ballots.counting.methods import MODULES, rule_for
from consultations.ballots.counting.votes import NotACountError
from consultations.ballots.enums import Method

__all__ = ["Outcome", "Why", "needed", "outcome"]


@dataclass(frozen=True)
class Outcome:
    """What was decided. ``papers`` is nothing where the numbers are not kept (then enough voted).

    ``agreed`` is nothing where options compete for the first place, and where too few voted. ``winners`` are
    keys of options; several are a tie. ``order`` has the best first and is empty without numbers.
    """

    agreed: bool | None
    winners: tuple[str, ...]
    order: tuple[tuple[str, ...], ...]
    why: Why
    papers: int | None
    on_roll: int
    needed: int
    enough: bool

    @property
    def has_numbers(self) -> bool:
        """Whether the count may be shown, and exists."""
        return self.papers is not None


def needed(quorum: int, on_roll: int) -> int:
    """How many papers there must be: so many of a hundred on the roll, rounded up."""
    return -(-quorum * on_roll // 100)


def outcome(count: Mapping[str, Any], *, pass_rule: str, quorum: int, on_roll: int) -> Outcome:
    """What a count comes to. Raises `NotACountError` for what `tally` never makes."""
    way = _method(count)
    wanted = needed(quorum, on_roll)
    if "outcome" in count:
        kept = count["outcome"]
        decision = Decision(agreed=kept["agreed"], winners=tuple(kept["winners"]), why=Why.NOT_KEPT)
        papers = None
    else:
        papers = int(count["papers"])
        numbers = count["pairwise" if way == Method.RANKED else "counts"]
        decision = MODULES[way].decide(numbers, papers, count["options"], rule_for(way, pass_rule))
    enough = papers is None or papers >= wanted
    if not enough:
        decision = Decision(agreed=None, why=Why.QUORUM)
    return Outcome(
        agreed=decision.agreed,
        winners=decision.winners,
        order=decision.order,
        why=decision.why,
        papers=papers,
        on_roll=on_roll,
        needed=wanted,
        enough=enough,
    )


def _method(count: Mapping[str, Any]) -> Method:
    try:
        return Method(count["method"])
    except (KeyError, TypeError, ValueError) as error:
        raise NotACountError(_("This is no count of a ballot: the way of voting is missing.")) from error
