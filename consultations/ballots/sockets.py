"""What rooms above plug into ballots.

- ``closed``: called in the transaction that ends a ballot (closed, too few voted, cancelled).
- ``opened``: called in the transaction that opens one.
- ``offers``: what an option can be about: gives (heading, [(about, label, address), …]).
"""

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from consultations.ballots.models import Ballot

F = TypeVar("F", bound=Callable[..., Any])


class Socket(Generic[F]):
    """A named set of functions, asked in the order of their names."""

    def __init__(self) -> None:
        self._plugs: dict[str, F] = {}

    def register(self, name: str, function: F) -> None:
        """Plug a function in under a name. The same name again replaces it."""
        self._plugs[name] = function

    def unregister(self, name: str) -> None:
        """Pull it out again; used by tests."""
        self._plugs.pop(name, None)

    def all(self) -> list[F]:
        """All functions, in the order of their names."""
        return [self._plugs[name] for name in sorted(self._plugs)]


opened: Socket[Callable[[Ballot], None]] = Socket()
closed: Socket[Callable[[Ballot], None]] = Socket()
offers: Socket[Callable[[], Sequence[tuple[str, Sequence[tuple[str, str, str]]]]]] = Socket()
