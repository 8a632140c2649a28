"""What flows up: a room below offers a socket, rooms above plug functions in when the program starts.

Pure: it knows no room and no Django. Each room keeps its own sockets, and their types say what fits.
"""

from collections.abc import Callable, Iterator
from typing import Any, Generic, TypeVar

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

    def get(self, name: str) -> F | None:
        """The function of this name, if there is one."""
        return self._plugs.get(name)

    def all(self) -> list[F]:
        """All functions, in the order of their names."""
        return [function for _name, function in self]

    def __iter__(self) -> Iterator[tuple[str, F]]:
        return iter(sorted(self._plugs.items(), key=lambda plug: plug[0]))
