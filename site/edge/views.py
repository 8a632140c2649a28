"""The edge's own pages."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme

from edge import errors, integration
from edge.page_cache import never_store
from edge.two_worlds import is_members_path

#: Where a visitor goes on to when the form did not say, or said something unsafe.
COOKIES_PAGE = "/cookies/"


def _safe_path(asked: str) -> str:
    """Return a path of this site's public side to go back to."""
    is_path = asked.startswith("/") and url_has_allowed_host_and_scheme(asked, allowed_hosts=None)
    return asked if is_path and not is_members_path(asked) and len(asked) <= 500 else COOKIES_PAGE


@never_store
def cookie_choice(request: HttpRequest) -> HttpResponse:
    """Keep the visitor's answer about the integration and go back. No other view sets a public cookie."""
    if not integration.is_on(request):
        raise Http404
    if request.method != "POST":
        return HttpResponseRedirect(COOKIES_PAGE)
    choice = request.POST.get("choice", "")
    if choice not in integration.CHOICES:
        return errors.bad_request(request)
    response = HttpResponseRedirect(_safe_path(request.POST.get("next", "")))
    response.status_code = 303
    response.set_cookie(
        integration.COOKIE,
        choice,
        max_age=integration.COOKIE_AGE,
        path="/",
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )
    return response
