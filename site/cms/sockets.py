"""What rooms above plug into the pages of this one.

``not_open_yet``: a page of a room above may be published and still wait for an act of that room before
anybody may come. Its function gives a queryset of the numbers of such pages, which feeds, site map and
lists leave out.

``front_page``: the home page shows what people said and what was done about it, what
is open now, and how much was said about each stage of the journey. This room knows
none of these; each room above that has some plugs in a function that returns a
``Section``. A function makes at most three queries, however much there is.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from django.http import HttpRequest

#: How far something has got. "going" and "done" draw the second stroke, "no" is a decision not to.
State = Literal["nothing", "going", "done", "no"]


@dataclass(frozen=True)
class SaidAndDone:
    """One row of the two columns: words of people, and what came of them.

    ``voice`` are the words, large. ``said_note`` says where they were said. ``what`` says what
    was done, or "Nothing yet"; ``done_note`` how far it is or by when an answer comes.
    """

    voice: str
    said_note: str = ""
    said_href: str = ""
    state: State = "nothing"
    what: str = ""
    what_href: str = ""
    done_note: str = ""

    @property
    def draws_done(self) -> bool:
        """Whether the second stroke runs beside this row."""
        return self.state in ("going", "done")


@dataclass(frozen=True)
class OpenNow:
    """One row of "Open now": what kind of thing, its title and address, and until when.

    ``day`` orders the rows, the soonest first; rows without one come last.
    """

    kind: str
    title: str
    href: str
    note: str = ""
    day: date | None = None


@dataclass(frozen=True)
class StageCount:
    """How much was said about a stage, and whether something is being done there."""

    said: int = 0
    done: bool = False


@dataclass(frozen=True)
class Section:
    """What one room brings to the home page.

    ``journey`` gives counts by the key of a journey stage. It is asked once for each content version.
    """

    said_and_done: tuple[SaidAndDone, ...] = ()
    open_now: tuple[OpenNow, ...] = ()
    journey: Callable[[], Mapping[str, StageCount]] = dict
    #: Where one can read all that was said about a stage; "{key}" is replaced.
    stage_href: str = ""


FrontPageSource = Callable[[HttpRequest], Section]


class FrontPage:
    """The registry of what the home page shows."""

    def __init__(self) -> None:
        self._sources: dict[str, FrontPageSource] = {}

    def register(self, name: str, source: FrontPageSource) -> None:
        """Plug a source in (from an AppConfig's ready). The same name again replaces it."""
        self._sources[name] = source

    def sections(self, request: HttpRequest) -> list[Section]:
        """What every room brings, in the order they were plugged in."""
        return [source(request) for source in self._sources.values()]


front_page = FrontPage()


PagesAtSetUp = Callable[[Any], "list[Any]"]


class AtSetUp:
    """Pages that a room above makes below the home page at set-up, such as its own index page."""

    def __init__(self) -> None:
        self._makers: dict[str, PagesAtSetUp] = {}

    def register(self, name: str, make: PagesAtSetUp) -> None:
        """Plug in an idempotent function that takes the home page and returns the pages it made or found.

        The pages returned are offered among the links at the top when the navigation is first made.
        """
        self._makers[name] = make

    def make(self, home: Any) -> list[Any]:
        """Let every room make its pages; return them in the order of the rooms."""
        return [page for maker in self._makers.values() for page in maker(home)]


at_set_up = AtSetUp()


NotOpenYet = Callable[[], Any]


class PagesNotOpenYet:
    """Pages that are published, and wait for an act of their room all the same."""

    def __init__(self) -> None:
        self._sources: dict[str, NotOpenYet] = {}

    def register(self, name: str, source: NotOpenYet) -> None:
        """Plug in a function that gives a queryset of page numbers; it becomes part of one query."""
        self._sources[name] = source

    def all(self) -> list[Any]:
        """A queryset of each room."""
        return [source() for source in self._sources.values()]


not_open_yet = PagesNotOpenYet()
