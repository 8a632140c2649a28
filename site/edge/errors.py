"""Error pages: what happened, that nothing was lost, what to do.

The page of a failure uses neither the database nor context processors, since
either may be what failed; the other pages fall back to the same when the
chrome cannot be made.
"""

import logging
import sys
from typing import Any

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import get_language

log = logging.getLogger("edge.errors")

#: Said when not even the template can be shown.
LAST_WORDS = (
    '<!doctype html><html lang="en-gb"><title>Something went wrong</title>'
    "<h1>Something went wrong on our side</h1><p>Please try again in a few minutes.</p></html>"
)
#: After how many seconds it is worth trying again when the database is away.
TRY_AGAIN = 60


def _page(request: HttpRequest, name: str, status: int, with_chrome: bool = True) -> HttpResponse:
    """Make an error page; without the chrome when the chrome itself cannot be made."""
    for used in (request, None) if with_chrome else (None,):
        try:
            context = {"status": status, "LANGUAGE_CODE": get_language()}
            return HttpResponse(render_to_string(f"errors/{name}.html", context, request=used), status=status)
        except Exception:
            log.exception("the error page %s could not be made", name)
    return HttpResponse(LAST_WORDS, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the request could not be understood."""
    return _page(request, "400", 400, with_chrome=False)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: signed in, but this is not for this person."""
    return _page(request, "403", 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: nothing lives at this address."""
    return _page(request, "404", 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500, or 503 when it is the database that is away, which passes by itself."""
    if isinstance(sys.exc_info()[1], _AWAY):
        response = _page(request, "503", 503, with_chrome=False)
        response.headers["Retry-After"] = str(TRY_AGAIN)
        return response
    return _page(request, "500", 500, with_chrome=False)


_AWAY: tuple[type[Any], ...] = (OperationalError, InterfaceError)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form of the members' world that was open too long, or sent by another site."""
    return _page(request, "csrf", 403)


def from_elsewhere(request: HttpRequest) -> HttpResponse:
    """403 for a public form that another site sent (rule 2). Made before any chrome could be."""
    return _page(request, "csrf", 403, with_chrome=False)
