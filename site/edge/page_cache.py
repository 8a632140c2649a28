"""Public pages, kept whole in each worker's memory.

A copy is found by scheme, host, path, allowed query and the visitor's choice
about the integration, and holds for one content version and one local day
(pages say "today" and "closes tomorrow"), or until the moment that its page names
(`holds_until`). The version is read before a page is made, so a copy is never newer than
the number it is kept under. Browsers are
told to ask every time (`no-cache`) and are answered "not modified" by ETag:
leaving no trace on a shared phone matters more than saving a round trip.
"""

import datetime
import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from time import time
from typing import Any, ClassVar, TypeVar

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import ResponseHeaders
from django.utils import timezone
from django.utils.http import parse_etags

from edge import content_version, integration, request_line

View = TypeVar("View", bound=Callable[..., Any])
Key = tuple[str, str, str, str, str]

#: Query names that public pages understand; an address with any other is made anew each time.
_allowed_names: set[str] = set()
_LONGEST_QUERY = 200
#: A page larger than this is not kept, bytes.
_LARGEST_PAGE = 1024 * 1024
#: What a copy weighs beside its body, bytes: key, headers, objects.
_OVERHEAD = 2048


def allow_query(*names: str) -> None:
    """Say that public pages understand these query names, so that their pages may be kept."""
    _allowed_names.update(names)


def never_store(view: View) -> View:
    """Keep a view's pages nowhere: not here, not in the browser; and load nothing non-essential on them."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        request.keeps_nothing = True  # type: ignore[attr-defined]
        response: HttpResponse = view(request, *args, **kwargs)
        response.headers["Cache-Control"] = "no-store, private"
        return response

    return wrapped  # type: ignore[return-value]


def holds_until(request: HttpRequest | None, moment: datetime.datetime | None) -> None:
    """Say that a page being made is true until a moment at the latest; the soonest that is named counts.

    For words that change by themselves within a day ("going on now"). Nothing said, nothing changed.
    """
    if request is not None and moment is not None:
        known: float | None = getattr(request, "page_holds_until", None)
        request.page_holds_until = min(moment.timestamp(), known or moment.timestamp())  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Copy:
    """One page as it was sent."""

    version: int
    until: float  # seconds of the clock: the end of the local day it was made on, or sooner
    body: bytes
    headers: ResponseHeaders
    #: The same as the web server is told them.
    lines: list[tuple[str, str]]
    etag: str
    route: str
    quiet: bool

    @property
    def weight(self) -> int:
        """What it takes of the memory allowed, bytes."""
        return len(self.body) + _OVERHEAD


class Shelf:
    """The copies of one worker, least recently asked for first, bounded in bytes."""

    def __init__(self, room: int) -> None:
        self.room = room
        self.used = 0
        self._version = 0
        self._copies: OrderedDict[Key, Copy] = OrderedDict()
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._copies)

    def find(self, key: Key, version: int) -> Copy | None:
        """Return the copy of this version and day, or nothing.

        The first sight of a newer version forgets all older copies: what was taken down must not
        stay in memory until somebody asks for its address.
        """
        with self._lock:
            self._saw(version)
            copy = self._copies.get(key)
            if copy is None:
                return None
            if copy.version == version and time() < copy.until:
                self._copies.move_to_end(key)
                return copy
            self._drop(key)
            return None

    def put(self, key: Key, copy: Copy) -> None:
        """Keep a copy, making room by dropping those nobody asked for longest."""
        with self._lock:
            self._saw(copy.version)
            if key in self._copies:
                self._drop(key)
            self._copies[key] = copy
            self.used += copy.weight
            while self.used > self.room:
                self._drop(next(iter(self._copies)))

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._forget()
            self._version = 0

    def _saw(self, version: int) -> None:
        if version > self._version:
            self._forget()
            self._version = version

    def _forget(self) -> None:
        self._copies.clear()
        self.used = 0

    def _drop(self, key: Key) -> None:
        self.used -= self._copies.pop(key).weight


#: One for the whole worker: Wagtail builds the middleware anew for every preview.
shelf = Shelf(settings.PAGE_CACHE_BYTES)


def end_of_day() -> float:
    """Return when the present local day ends, in seconds of the clock."""
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    return timezone.make_aware(datetime.datetime.combine(tomorrow, datetime.time.min)).timestamp()


def _is_allowed(query: str) -> bool:
    if len(query) > _LONGEST_QUERY:
        return False
    return all(pair.partition("=")[0] in _allowed_names for pair in query.split("&"))


def key_of(request: HttpRequest) -> Key | None:
    """Return where this request's page is kept, or None if it never is."""
    meta = request.META
    path = request.path_info
    if meta["REQUEST_METHOD"] not in ("GET", "HEAD") or path.startswith(settings.MEMBERS_PREFIX):
        return None
    query = meta.get("QUERY_STRING", "")
    if query and not _is_allowed(query):
        return None
    choice = (integration.choice_of(request) or "") if "HTTP_COOKIE" in meta else ""
    return (request.scheme or "", meta.get("HTTP_HOST", ""), path, query, choice)


def may_keep(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether a finished page may be kept for others."""
    return (
        request.method == "GET"
        and response.status_code == 200
        and not response.streaming
        and not response.cookies
        and not getattr(request, "keeps_nothing", False)
        and response.headers.get("Cache-Control") == "no-cache"
        and len(response.content) <= _LARGEST_PAGE
    )


def etag_of(response: HttpResponse) -> str:
    """Return a tag that changes whenever a byte of the page or its policy does."""
    known = f"{response.headers.get('Content-Type')}\n{response.headers.get('Content-Security-Policy')}\n"
    return f'"{hashlib.sha256(known.encode() + response.content).hexdigest()[:32]}"'


class PageCacheMiddleware:
    """Answers public pages from memory, and keeps those it lets through."""

    #: Said of the middleware's class so that tests can count what was answered from memory.
    shelf: ClassVar[Shelf] = shelf

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if getattr(request, "is_dummy", False):
            return self.get_response(request)
        key = key_of(request)
        if key is None:
            return self.get_response(request)
        try:
            version = content_version.of(request)
        except DatabaseError:
            return self.get_response(request)  # the page itself will say so, in the site's look
        copy = shelf.find(key, version)
        if copy is None:
            return self._make(request, key, version)
        request.route_name = copy.route  # type: ignore[attr-defined]
        if copy.quiet:
            request.leaves_no_line = True  # type: ignore[attr-defined]
        return _answer(request, copy)

    def _make(self, request: HttpRequest, key: Key, version: int) -> HttpResponse:
        until = end_of_day()
        response = self.get_response(request)
        if not may_keep(request, response):
            return response
        response.headers["ETag"] = etag = etag_of(response)
        response.headers.setdefault("Content-Length", str(len(response.content)))
        headers = ResponseHeaders(response.headers)
        copy = Copy(
            version=version,
            until=min(until, getattr(request, "page_holds_until", until)),
            body=response.content,
            headers=headers,
            lines=list(headers.items()),
            etag=etag,
            route=request_line.route_of(request),
            quiet=request_line.is_quiet(request),
        )
        shelf.put(key, copy)
        return _not_modified(copy) if _has_already(request, copy) else response


def _answer(request: HttpRequest, copy: Copy) -> HttpResponse:
    if _has_already(request, copy):
        return _not_modified(copy)
    response = HttpResponse(copy.body if request.method == "GET" else b"")
    # Shared, not copied: they were checked when the page was made, only the two worlds' guard
    # stands between here and the server, and it changes none that a kept page has.
    response.headers = copy.headers
    return response


def _has_already(request: HttpRequest, copy: Copy) -> bool:
    """Whether the browser says that it holds this very page; a proxy that zips marks our tag as weak."""
    asked = request.META.get("HTTP_IF_NONE_MATCH")
    return asked is not None and any(tag.removeprefix("W/") == copy.etag for tag in parse_etags(asked))


def _not_modified(copy: Copy) -> HttpResponse:
    said = {name: value for name, value in copy.headers.items() if not name.startswith("Content-Le")}
    said.pop("Content-Type", None)
    return HttpResponseNotModified(headers=said)
