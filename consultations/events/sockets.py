"""What rooms above plug into events.

``coming``: the room that registers people tells here, of events that people can register
for at this moment, where they do it and whether there are places. Without it, nothing is shown.

``what_came_of``: a room that acts on what was said (threads, proposals, steps) tells
here what came of a point. Beside every such point the second stroke is drawn; where
nothing is told, the gap is drawn.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from cms.sockets import State
from sockets.socket import Socket


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
        """What came of these points, by the names of the sources; one of which nothing came is left out."""
        came: dict[str, list[Came]] = {}
        for _name, source in sorted(self._sources.items()):
            for key, things in source(keys).items():
                if things:
                    came.setdefault(key, []).extend(things)
        return came


what_came_of = WhatCameOf()


@dataclass(frozen=True)
class ComingShown:
    """How to come to an event, as its page, the list of events and the home page show it.

    ``text`` says whether there are places, in words and never in numbers ("Places left", "Full: you can
    join the waiting list"): exact free places tell who has just come or gone (rule 24 of docs/trust.md).
    """

    url: str
    text: str
    full: bool = False


#: Takes numbers of pages of events that take registrations now (`standing.registration_of`), gives for
#: each how to come. One query at most, however many there are.
Coming = Callable[[Collection[int]], Mapping[int, ComingShown]]

coming: Socket[Coming] = Socket()


def how_to_come(pages: Collection[int]) -> dict[int, ComingShown]:
    """How to come to these events; without a room that registers people, to none."""
    found: dict[int, ComingShown] = {}
    for _name, source in coming:
        found.update(source(pages) if pages else {})
    return found
