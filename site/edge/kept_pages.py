"""A page that is kept whole goes out before Django reads anything (docs/decisions/0087).

Most requests for public pages differ in nothing but their address. For these the copy of `page_cache` is
found here and sent as it is, which saves what Django does around every request. Whatever is less plain (a
question, a choice about the integration, a browser that may have the page already, an address that is not
ASCII, no connection to the database yet) goes on to Django, where the same copies are found by the same
rules. No copy is made here, so that whatever keeps a page from being kept keeps it from here too.
"""

import time
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, Error, connections

from edge import content_version, integration, request_line
from edge.doorstep import Application
from edge.page_cache import Copy, shelf

#: Of what a request may say, all that a plain one does not.
_NOT_PLAIN = ("QUERY_STRING", "SCRIPT_NAME", "HTTP_IF_NONE_MATCH")


def from_memory_first(application: Application) -> Application:
    """Wrap a WSGI application so that plain requests for kept pages are answered without it."""

    def wrapped(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        started = time.perf_counter()
        copy = _copy_for(environ)
        if copy is None:
            return application(environ, start_response)
        if not copy.quiet:
            request_line.write_line("GET", copy.route, 200, started)
        start_response("200 OK", copy.lines.copy())
        return [copy.body]

    return wrapped


def _copy_for(environ: dict[str, Any]) -> Copy | None:
    """The copy that answers a request, if it is plain and there is one of the present content version."""
    path = environ.get("PATH_INFO", "")
    if not len(shelf) or not _is_plain(environ, path):
        return None
    version = _version()
    if version is None:
        return None
    return shelf.find((_scheme(environ), environ.get("HTTP_HOST", ""), path, "", ""), version)


def _is_plain(environ: dict[str, Any], path: str) -> bool:
    return (
        environ["REQUEST_METHOD"] == "GET"
        and path.isascii()
        and not path.startswith(settings.MEMBERS_PREFIX)
        and not any(environ.get(name) for name in _NOT_PLAIN)
        and integration.COOKIE not in environ.get("HTTP_COOKIE", "")
    )


def _version() -> int | None:
    """The content version; None where Django has to open or mend the connection first."""
    ours = connections[DEFAULT_DB_ALIAS]
    if ours.connection is None or ours.close_at is not None:
        return None  # nobody closes after us what was not opened to stay
    try:
        return content_version.current()
    except Error:
        return None


def _scheme(environ: dict[str, Any]) -> str:
    """As Django reads it (`HttpRequest.scheme`)."""
    if settings.SECURE_PROXY_SSL_HEADER:
        name, secure = settings.SECURE_PROXY_SSL_HEADER
        said: str | None = environ.get(name)
        if said is not None:
            return "https" if said.split(",", 1)[0].strip() == secure else "http"
    return str(environ.get("wsgi.url_scheme"))
