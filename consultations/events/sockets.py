"""What rooms above plug into events.

``what_came_of``: a room that acts on what was said (threads, proposals, steps) tells
here what came of a point. Beside every such point the second stroke is drawn; where
nothing is told, the gap is drawn.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from cms.sockets import State


@dataclass(frozen=True)
class Came:
    """One thing that came of a point: words to show, an address of this site, how far it is."""

    text: str
    url: str
    state: State = "going"

    @property
    def draws_done(self) -> bool:
        """Whether the second stroke runs beside the point."""
        return self.state in ("going", "done")


#: Takes keys of points (`Point.key`), gives for some of them what came of it. One query at most.
Source = Callable[[Collection[str]], Mapping[str, Sequence[Came]]]


class WhatCameOf:
    """The registry of what came of points."""

    def __init__(self) -> None:
        self._sources: dict[str, Source] = {}

    def register(self, name: str, source: Source) -> None:
        """Plug a source in (from an AppConfig's ready). The same name again replaces it."""
        self._sources[name] = source

    def unregister(self, name: str) -> None:
        """Take a source out again."""
        self._sources.pop(name, None)

    def points(self, keys: Collection[str]) -> dict[str, list[Came]]:
        """What came of these points; a point of which nothing came is left out."""
        came: dict[str, list[Came]] = {}
        for source in self._sources.values():
            for key, things in source(keys).items():
                if things:
                    came.setdefault(key, []).extend(things)
        return came


what_came_of = WhatCameOf()
