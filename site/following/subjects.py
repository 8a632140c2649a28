"""What things are called, and where they are: rooms above plug their kinds of thing in.

Another room's rows are known here by a kind and a key. What they are called is asked when a page is made, so
that nothing here keeps a title, and a mail never has one.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

#: ``fn(keys)`` gives title and address of those that every member may see, in one query.
Titles = Callable[[Iterable[str]], Mapping[str, tuple[str, str]]]
#: ``fn()`` gives key and title of what can be chosen from a list, in one query.
Offers = Callable[[], Iterable[tuple[str, str]]]


@dataclass(frozen=True)
class Subject:
    """What a thing is called, and its address (empty where it has no page)."""

    title: str
    path: str


_titles: dict[str, Titles] = {}
_offers: dict[str, Offers] = {}


def register(kind: str, titles: Titles, *, offers: Offers | None = None) -> None:
    """Have things of a kind called what ``titles(keys)`` says. The same kind again replaces it.

    ``titles`` leaves out what a member may not see or what is gone: it can then neither be followed, nor is
    it shown. ``offers`` lists what can be followed from the page on which one chooses.
    """
    _titles[kind] = titles
    _offers.pop(kind, None)
    if offers is not None:
        _offers[kind] = offers


def unregister(kind: str) -> None:
    """Take a kind out again; used by tests."""
    _titles.pop(kind, None)
    _offers.pop(kind, None)


def offered(kind: str) -> list[tuple[str, str]]:
    """Key and title of what can be chosen of a kind; nothing where no list is kept."""
    offers = _offers.get(kind)
    return list(offers()) if offers is not None else []


def titled(things: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Subject]:
    """What these things (kind and key) are called; one question for each kind."""
    by_kind: dict[str, list[str]] = {}
    for kind, key in dict.fromkeys(things):
        by_kind.setdefault(kind, []).append(key)
    return {
        (kind, key): Subject(title, path)
        for kind, keys in by_kind.items()
        if kind in _titles
        for key, (title, path) in _titles[kind](keys).items()
        if key in keys
    }


def is_there(kind: str, key: str) -> bool:
    """Whether there is such a thing, for members to see."""
    return (kind, key) in titled([(kind, key)])
