"""The two worlds (docs/trust.md, rules 1 and 2).

Everything that knows who you are lives below one prefix. Outside it a request
arrives here without cookies, and a response that sets one, or that would
differ by cookie or browser language, is a mistake of ours: loud while we
develop and test, put right and logged in production.
"""

import logging
import time
from collections.abc import Callable, Iterable
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.http.cookie import parse_cookie

from edge import errors, headers, integration, request_line

Handler = Callable[[HttpRequest], HttpResponse]

log = logging.getLogger("edge.two_worlds")

#: Methods that change nothing (RFC 9110, 9.2.1).
SAFE_METHODS = frozenset(("GET", "HEAD", "OPTIONS", "TRACE"))
#: What a browser says of itself and its holder. Nothing outside needs it, so nothing outside gets it.
SAYS_WHO = ("HTTP_COOKIE", "HTTP_ACCEPT_LANGUAGE", "HTTP_USER_AGENT", "HTTP_REFERER", "HTTP_AUTHORIZATION")
#: Headers by which a page must not differ outside.
FORBIDDEN_VARY = frozenset(("cookie", "accept-language", "*"))


class WorldsMixedError(RuntimeError):
    """A response would carry something of one world into the other."""


def is_members_path(path: str) -> bool:
    """Whether an address lies in the world that knows who you are."""
    return path.startswith(settings.MEMBERS_PREFIX)


def comes_from_elsewhere(request: HttpRequest) -> bool:
    """Whether a browser says that another site sent this request (rule 2).

    `Sec-Fetch-Site` is the browser's own word and cannot be set by a page.
    Browsers without it send `Origin`, which is "null" under our referrer
    policy. A client that sends neither is no browser that could be misled.
    """
    site = request.META.get("HTTP_SEC_FETCH_SITE")
    if site is not None:
        return site not in ("same-origin", "none")
    origin = request.META.get("HTTP_ORIGIN")
    return origin is not None and origin != "null" and not _is_our_origin(request, origin)


def _is_our_origin(request: HttpRequest, origin: str) -> bool:
    try:
        if origin == f"{request.scheme}://{request.get_host()}":
            return True
        asked = urlsplit(origin)
    except (DisallowedHost, ValueError):
        return False
    for trusted in map(urlsplit, settings.CSRF_TRUSTED_ORIGINS):
        if asked.scheme != trusted.scheme:
            continue
        if asked.netloc == trusted.netloc:
            return True
        if trusted.netloc.startswith("*.") and asked.netloc.endswith(trusted.netloc[1:]):
            return True
    return False


class TwoWorldsMiddleware:
    """First in the stack. Outside the members' world it takes cookies away from the request."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if getattr(request, "is_dummy", False):
            # A preview is built inside a request of the members' world, which is looked at on its way out.
            return self.get_response(request)
        if is_members_path(request.path_info):
            return self._leaves_inside(request, self.get_response(request))
        return self._serve_outside(request)

    def _serve_outside(self, request: HttpRequest) -> HttpResponse:
        meta = request.META
        cookies = meta.get("HTTP_COOKIE")
        for name in SAYS_WHO:
            meta.pop(name, None)
        if cookies and integration.COOKIE in cookies:
            self._keep_choice(request, cookies)
        # No cookie reaches anything here, so there is nothing that a forged request could borrow.
        request.csrf_processing_done = True  # type: ignore[attr-defined]
        if request.method not in SAFE_METHODS and comes_from_elsewhere(request):
            return self._refuse(request)
        return self._leaves_outside(request, self.get_response(request))

    def _keep_choice(self, request: HttpRequest, cookies: str) -> None:
        """Hand on the one choice a visitor made about the integration, and nothing else of what was sent."""
        choice = parse_cookie(cookies).get(integration.COOKIE)
        if choice in integration.CHOICES and integration.is_on(request):
            request.META["HTTP_COOKIE"] = f"{integration.COOKIE}={choice}"

    def _refuse(self, request: HttpRequest) -> HttpResponse:
        started = time.perf_counter()
        response = headers.dress(request, errors.from_elsewhere(request))
        request_line.write(request, response, started)
        return self._leaves_outside(request, response)

    def _leaves_outside(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        cookies = response.cookies
        if cookies and not self._is_choice(request, response):
            self._complain(request, "a response outside the members' world sets cookies", cookies)
            cookies.clear()
        vary = response.headers.get("Vary")
        if vary:
            names = [name.strip() for name in vary.split(",")]
            kept = [name for name in names if name.lower() not in FORBIDDEN_VARY]
            if kept != names:
                self._complain(request, "a response outside the members' world varies", names)
                _set_or_remove(response, "Vary", ", ".join(kept))
        return response

    def _leaves_inside(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        strays = [
            name for name, morsel in response.cookies.items() if not is_members_path(str(morsel["path"]))
        ]
        if strays:
            self._complain(request, "a cookie of the members' world is sent to other addresses too", strays)
            for name in strays:
                del response.cookies[name]
        return response

    @staticmethod
    def _is_choice(request: HttpRequest, response: HttpResponse) -> bool:
        return (
            request.method == "POST"
            and request.path_info == integration.address()
            and set(response.cookies) == {integration.COOKIE}
        )

    @staticmethod
    def _complain(request: HttpRequest, what: str, names: Iterable[str]) -> None:
        """Raise while developing and testing; in production write a line that names no person."""
        words = f"{what}: {', '.join(sorted(names))} (route {request_line.route_of(request)})"
        if settings.DEBUG or settings.ENVIRONMENT != "production":
            raise WorldsMixedError(words)
        log.error(words)


def _set_or_remove(response: HttpResponse, header: str, value: str) -> None:
    if value:
        response.headers[header] = value
    else:
        del response.headers[header]
