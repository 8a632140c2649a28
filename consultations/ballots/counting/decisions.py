"""What a count comes to, before anybody asks how many had to vote."""

from dataclasses import dataclass
from enum import Enum


class Why(Enum):
    """What made the outcome. The values are part of the files people download."""

    ENOUGH_FOR = "enough for it"
    TOO_FEW_FOR = "too few for it"
    BLOCKED = "blocked"
    FIRST = "one is first"
    TIE = "several are first"
    #: Fewer voted than had to.
    QUORUM = "too few voted"
    #: The numbers are not kept, so they cannot say.
    NOT_KEPT = "numbers not kept"


@dataclass(frozen=True)
class Decision:
    """``agreed`` is nothing where options compete for the first place and none has to be agreed to.

    ``winners`` are keys of options: several are a tie, and stay one. ``order`` is the best first; options
    that nothing sets apart stand together.
    """

    agreed: bool | None
    why: Why
    winners: tuple[str, ...] = ()
    order: tuple[tuple[str, ...], ...] = ()


def by_most(numbers: dict[str, int], options: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Options in places, the most first; those with the same number share one."""
    heights = sorted({numbers[key] for key in options}, reverse=True)
    return tuple(tuple(key for key in options if numbers[key] == height) for height in heights)


def first(order: tuple[tuple[str, ...], ...]) -> Decision:
    """What competing options come to: the first place, and all who share it.

    Where nobody gave anything to any option, all share it: "nothing was chosen" would be an outcome that
    says how everybody voted.
    """
    winners = order[0]
    return Decision(
        agreed=None, why=Why.FIRST if len(winners) == 1 else Why.TIE, winners=winners, order=order
    )
