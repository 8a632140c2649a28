"""What rooms above plug into proposals.

- ``decided``: what came of a proposal, by its number: what was decided, and where it is tried; a text and its
  address, the newest first. One query at most.
- ``adopted``: whether what was decided about it allows that it is tried. Asked of a proposal that was voted
  on, before somebody says by hand that it is under way: a vote alone decides nothing.
"""

from collections.abc import Callable, Sequence

from sockets.socket import Socket

decided: Socket[Callable[[int], Sequence[tuple[str, str]]]] = Socket()
adopted: Socket[Callable[[int], bool]] = Socket()
