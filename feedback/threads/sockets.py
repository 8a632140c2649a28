"""What rooms above plug into threads.

- ``comes_from``: where a thread hangs: an event, a topic, a point, a proposal. Given kind and key, words and
  an address, or nothing if that is not public.
- ``became``: what became of contributions: a proposal, a decision, a step, a change. Each goes into the line
  that every contribution carries, and to whoever holds its receipt.
- ``delivered``: called in the transaction of the emptying with the contributions that came out of the box,
  so that the named side can make its rows for them (sorted by their random keys).
- ``heard``: called in the transaction of the emptying when something came out of the box about contributions
  that were there already: their author changed them, wrote a message, or readers reported them.
- ``reading_hours``: when somebody reads here, as the pages on which people write say it.
- ``held_about``: what rooms above hold about a contribution, for its author, who asks to see everything.
- ``parts``: of what a hosted thread is about, the parts that one can suggest a change to (`threads.hosting`).
- ``prisons``: the prisons that a hosted thread is about, however many: nobody tied to one of them moderates
  what is said in it.
- ``hosted``: called when a hosted thread was handed over anew, in the same transaction: it may be about other
  prisons now.
- ``done_between``: what moderators did from one day until before another, in numbers: for the figures of a
  month (`threads.figures`), which protect small ones.
- ``gone``: called when the words of contributions go (withdrawn, or kept long enough), in the same
  transaction, so that whoever made notes about them can take words out of those.
- ``counted``: called in the transaction of every emptying, after what may be shown was shown and all threads
  were counted anew: whoever keeps sums of what is shown adds them up then, and at no other time.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any, Literal

from sockets.socket import Socket

#: How far something has got. "going" and "done" draw the second stroke, "no" is a decision not to.
Progress = Literal["nothing", "going", "done", "no"]

#: What came out of the box about a contribution that was there already.
Heard = Literal["changed", "message", "reported"]


@dataclass(frozen=True)
class Hours:
    """On one day of the week (Monday is 0) somebody reads here between these local times."""

    weekday: int
    opens: time
    closes: time


@dataclass(frozen=True)
class Origin:
    """Where a thread comes from: words to show and an address of this site."""

    text: str
    url: str


@dataclass(frozen=True)
class Became:
    """One thing that became of a contribution. ``changed`` says that it is a change, not a plan for one."""

    text: str
    url: str
    progress: Progress = "going"
    changed: bool = False


@dataclass(frozen=True)
class Part:
    """A part of what a thread is about, and how it reads now."""

    #: How a contribution says that it is about this part (`Contribution.about`).
    about: str
    label: str
    #: Plain text, in short paragraphs.
    words: str


@dataclass(frozen=True)
class Done:
    """How many contributions were returned, escalated, declined by reason. Exact: nobody is shown this."""

    returned: int = 0
    escalated: int = 0
    declined: Mapping[str, int] = field(default_factory=dict)


#: By kind ("event", "topic", "point", "proposal"): keys of that kind to what to show; one query at most.
comes_from: Socket[Callable[[Collection[str]], Mapping[str, Origin]]] = Socket()
#: Keys of contributions to what became of each; one query at most each.
became: Socket[Callable[[Collection[int]], Mapping[int, Sequence[Became]]]] = Socket()
#: New contributions of one emptying.
delivered: Socket[Callable[[Sequence[Any]], None]] = Socket()
#: What was heard, about which contributions (each once, sorted by key), on the local day of the emptying.
heard: Socket[Callable[[Heard, Sequence[Any], date], None]] = Socket()
#: When somebody reads here, in the order of the week; no days: nobody has said yet. One query at most.
reading_hours: Socket[Callable[[], Sequence[Hours]]] = Socket()
#: The key of a contribution to what a room above holds about it, in words: pairs of what it is and what is
#: held. Its author reads it; no words of moderators, no names.
held_about: Socket[Callable[[int], Sequence[tuple[str, str]]]] = Socket()
#: By kind: the key of what a thread is about to its parts, in their order; one query at most. No parts: none
#: is public, or nothing can be suggested to them.
parts: Socket[Callable[[str], Sequence[Part]]] = Socket()
#: By kind: keys of that kind to the keys of prisons; one query at most.
prisons: Socket[Callable[[Collection[str]], Mapping[str, Collection[int]]]] = Socket()
#: The thread.
hosted: Socket[Callable[[Any], None]] = Socket()
#: The first day, and the first that does not count.
done_between: Socket[Callable[[date, date], Done]] = Socket()
#: Keys of contributions whose words are going.
gone: Socket[Callable[[Collection[int]], None]] = Socket()
#: The local day of the emptying.
counted: Socket[Callable[[date], None]] = Socket()


def tell_heard(what: Heard, contributions: Collection[Any], day: date) -> None:
    """Tell the rooms above what came out of the box about these contributions."""
    once = sorted({one.pk: one for one in contributions}.values(), key=lambda one: one.pk)
    if once:
        for listener in heard.all():
            listener(what, once, day)


def when_somebody_reads() -> list[Hours]:
    """The hours in which somebody reads here, in the order of the week."""
    found = [hours for source in reading_hours.all() for hours in source()]
    return sorted(found, key=lambda hours: (hours.weekday, hours.opens))


def what_became(keys: Collection[int]) -> dict[int, list[Became]]:
    """What became of these contributions; one of which nothing did is left out."""
    found: dict[int, list[Became]] = {}
    if keys:
        for source in became.all():
            for key, things in source(keys).items():
                if things:
                    found.setdefault(key, []).extend(things)
    return found


def parts_of(thread: Any) -> list[Part]:
    """The parts of what a thread is about; none for a thread that only asks its question."""
    source = parts.get(thread.hangs_on_kind) if thread.hosted and not thread.handed_in else None
    return list(source(thread.hangs_on_key)) if source else []


def prisons_of(threads: Sequence[Any]) -> dict[int, set[int]]:
    """The prisons that hosted threads are about, as their hosts say, by the key of the thread."""
    found: dict[int, set[int]] = {}
    by_kind: dict[str, list[Any]] = {}
    for thread in threads:
        if thread.hosted:
            by_kind.setdefault(thread.hangs_on_kind, []).append(thread)
    for kind, of_kind in by_kind.items():
        source = prisons.get(kind)
        told = source([thread.hangs_on_key for thread in of_kind]) if source else {}
        found |= {thread.pk: set(told.get(thread.hangs_on_key, ())) for thread in of_kind}
    return found


def labels_of_parts(thread: Any) -> dict[str, str]:
    """What the parts of what a thread is about are called. One query at most."""
    return {part.about: part.label for part in parts_of(thread)}


def origin_of(kind: str, key: str) -> Origin | None:
    """Where a thread hangs, if that is public."""
    source = comes_from.get(kind) if kind else None
    return source([key]).get(key) if source else None
