"""One line for each request, and what no line may hold (docs/trust.md, rule 25).

A line says method, route, status, milliseconds and hour. It never says which
address, page, search words, browser or person. Routes on which people write,
vote or come back leave no line at all.
"""

import logging
import time
import traceback
from collections.abc import Callable
from types import TracebackType
from typing import Any, TypeVar

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse
from django.template import TemplateDoesNotExist, TemplateSyntaxError

log = logging.getLogger("edge.request_line")

View = TypeVar("View", bound=Callable[..., Any])
#: Errors whose messages quote our own files and names only, never what somebody sent.
QUOTES_OURSELVES = (ImportError, ImproperlyConfigured, TemplateDoesNotExist, TemplateSyntaxError)
_METHODS = frozenset(("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"))


def quiet(view: View) -> View:
    """Mark a view whose requests leave no line, GET included."""
    view.leaves_no_line = True  # type: ignore[attr-defined]
    return view


def route_of(request: Any) -> str:
    """Return the name of the route that answers, never the address itself; "-" when none does."""
    known = getattr(request, "route_name", None)
    if known:
        return str(known)
    match = getattr(request, "resolver_match", None)
    if match is not None:
        return str(match.view_name or "unnamed")
    path = getattr(request, "path_info", "")
    return "static" if path.startswith(settings.STATIC_URL) else "-"


def is_quiet(request: Any) -> bool:
    """Whether this request's route leaves no line."""
    if getattr(request, "leaves_no_line", False):
        return True
    match = getattr(request, "resolver_match", None)
    return match is not None and getattr(match.func, "leaves_no_line", False)


class _Hour:
    """The present hour as text, made anew once an hour."""

    number = -1
    text = ""

    @classmethod
    def now(cls) -> str:
        number = int(time.time()) // 3600
        if number != cls.number:
            cls.text = time.strftime("%Y-%m-%dT%HZ", time.gmtime(number * 3600))
            cls.number = number
        return cls.text


def write(request: HttpRequest, response: HttpResponse, started: float) -> None:
    """Write the line of a request begun at `started` (`time.perf_counter()`), unless its route is quiet."""
    if not is_quiet(request):
        method = request.method if request.method in _METHODS else "other"
        write_line(method, route_of(request), response.status_code, started)


def write_line(method: str, route: str, status: int, started: float) -> None:
    """Write the line of a request that was not asked to leave none."""
    if not log.isEnabledFor(logging.INFO):
        return
    duration = (time.perf_counter() - started) * 1000
    said = (method, route, status, duration, _Hour.now())
    # As log.info would do, without looking for the caller: the line is most of what a kept page costs.
    log.handle(log.makeRecord(log.name, logging.INFO, "", 0, "%s %s %s %dms %s", said, None))


class RequestLineMiddleware:
    """Second in the stack, so that pages answered from memory have their line too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if getattr(request, "is_dummy", False):
            return self.get_response(request)
        started = time.perf_counter()
        response = self.get_response(request)
        write(request, response, started)
        return response


class RoutesNotPaths(logging.Filter):
    """Rewrites what Django says about requests: status, method and route instead of address and headers.

    Everything below `django.request` and `django.security` is rewritten,
    whether or not it carries the request, since its messages quote hosts,
    referrers and paths. A quiet route's refusals (4xx) are dropped; its
    failures (5xx) stay, without the route, or nobody could mend them.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite the record; False drops it."""
        request = getattr(record, "request", None)
        if not record.name.startswith(("django.request", "django.security", "django.server")):
            return True
        status = record.__dict__.get("status_code", "-")
        hidden = request is not None and is_quiet(request)
        # Django says of some refusals, such as too many fields, that they are errors.
        if hidden and (record.levelno < logging.ERROR or status in range(400, 500)):
            return False
        method = getattr(request, "method", None)
        method = method if method in _METHODS else "-"
        route = "-" if hidden or request is None else route_of(request)
        record.msg, record.args = f"{status} {method} {route}", ()
        return True


class WithoutWords(logging.Formatter):
    """Writes tracebacks with files, lines and kinds of error, but without the errors' own messages.

    A message may quote what somebody wrote ("invalid literal for int(): …",
    "Key (email)=(…) already exists"); the lines of our code cannot.
    """

    def __init__(self, *args: Any, show_messages: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.show_messages = show_messages

    def format(self, record: logging.LogRecord) -> str:
        """Format, never reusing a traceback that another formatter wrote into the record."""
        if not self.show_messages:
            record.exc_text = None
        return super().format(record)

    def formatException(  # noqa: N802 - the standard library's name
        self, ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
    ) -> str:
        """Write the chain of errors, first cause first."""
        if self.show_messages or ei[1] is None:
            return super().formatException(ei)
        return "\n".join(_told_without_words(ei[1], set()))


def _told_without_words(error: BaseException, seen: set[int]) -> list[str]:
    seen.add(id(error))
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    lines: list[str] = []
    if cause is not None and id(cause) not in seen:
        lines += [*_told_without_words(cause, seen), "which led to:"]
    for frame in traceback.extract_tb(error.__traceback__):
        lines.append(f"  {frame.filename}:{frame.lineno} {frame.name}: {frame.line}")
    kind = type(error)
    message = f": {error}" if isinstance(error, QUOTES_OURSELVES) else ""
    lines.append(f"{kind.__module__}.{kind.__qualname__}{message}")
    return lines
