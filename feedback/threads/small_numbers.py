"""Small numbers of a thread, in the spirit of rule 24: nothing is shown by which one person stands out."""

from disclosure.tables import LEAST
from feedback.threads.enums import HappenedToo

#: A role group is shown beside words once so many of it are published in the thread.
LEAST_OF_A_GROUP = LEAST
#: Below this nobody is told that it happened to others too: one or two could be known by who was asked.
FEW = 3
MANY = LEAST


def happened_too(number: int) -> HappenedToo | None:
    """How many said that this happened to them too, as it may be shown: never as a number."""
    if number < FEW:
        return None
    return HappenedToo.MANY if number >= MANY else HappenedToo.FEW
