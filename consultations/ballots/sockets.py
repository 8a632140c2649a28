"""What rooms above plug into ballots.

- ``closed``: called in the transaction that ends a ballot (closed, too few voted, cancelled).
- ``opened``: called in the transaction that opens one.
- ``offers``: what an option can be about: gives (heading, [(about, label, address), …]).
- ``followed``: what was decided after a vote, by its address: a text and where it is read. One query at
  most.
"""

from collections.abc import Callable, Sequence

from consultations.ballots.models import Ballot
from sockets.socket import Socket

opened: Socket[Callable[[Ballot], None]] = Socket()
closed: Socket[Callable[[Ballot], None]] = Socket()
followed: Socket[Callable[[str], Sequence[tuple[str, str]]]] = Socket()
offers: Socket[Callable[[], Sequence[tuple[str, Sequence[tuple[str, str, str]]]]]] = Socket()
