"""What is the same until something public changes, kept in each worker's memory.

What stands around every page (names, links, where the site begins) would otherwise be
asked of the database and drawn anew for each. A thing is kept for one content version.
The version is read before the thing is made, so that nothing kept is older than its
number, and the first sight of another number forgets everything.

Only GET and HEAD of the public side use it, and views that say so
(`reads_what_is_committed`): they change nothing public, so what they read is committed.
Everybody else (the members' world, previews, commands, a request that may yet be rolled
back) makes the thing anew and keeps nothing.
"""

from collections.abc import Callable, Hashable
from functools import wraps
from typing import Any, TypeVar

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest

from edge import content_version

Thing = TypeVar("Thing")
View = TypeVar("View", bound=Callable[..., Any])

#: More different things than pages have around them; then something is wrong, and all is forgotten.
_MOST = 512
_NOTHING = object()


class Memory:
    """The things of one worker, all of the same content version."""

    def __init__(self) -> None:
        self._kept: tuple[int, dict[Hashable, Any]] = (-1, {})

    def __len__(self) -> int:
        return len(self._kept[1])

    def keep(self, request: HttpRequest | None, key: Hashable, make: Callable[[], Thing]) -> Thing:
        """The thing of this name, made if it is not there yet for the request's content version.

        Whoever gets it must not change it: the next request gets the same one. The key says
        everything that the thing depends on, and is never made of what a visitor typed.
        """
        things = self._of(request)
        if things is None:
            return make()
        # Asked for once: another thread may forget everything between two looks.
        found: Any = things.get(key, _NOTHING)
        if found is _NOTHING:
            found = make()
            if len(things) >= _MOST:
                things.clear()
            things[key] = found
        return found

    def clear(self) -> None:
        """Forget everything."""
        self._kept = (-1, {})

    def _of(self, request: HttpRequest | None) -> dict[Hashable, Any] | None:
        """The things of a request's version; None where nothing may be kept."""
        if request is None or not _may_use(request):
            return None
        try:
            version = content_version.of(request)
        except DatabaseError:
            return None  # what is asked for will find out, and say so in its own way
        known, things = self._kept
        if known != version:
            # A new dictionary, not an emptied one: a thread that still makes something for the old
            # version puts it where nobody looks any more.
            things = {}
            self._kept = (version, things)
        return things


def reads_what_is_committed(view: View) -> View:
    """Mark a public view that, whatever its method, reads what is kept here outside of any transaction.

    Pages on which somebody writes something for the locked box draw the same frame as all others.
    """

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        request.reads_what_is_committed = True  # type: ignore[attr-defined]
        return view(request, *args, **kwargs)

    return wrapped  # type: ignore[return-value]


def _may_use(request: HttpRequest) -> bool:
    return (
        (request.method in ("GET", "HEAD") or getattr(request, "reads_what_is_committed", False))
        and not request.path_info.startswith(settings.MEMBERS_PREFIX)
        and not getattr(request, "is_dummy", False)
        and not getattr(request, "is_preview", False)
    )


#: One for the whole worker.
memory = Memory()
