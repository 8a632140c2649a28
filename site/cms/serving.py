"""Pages of editors, as Wagtail serves them."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from wagtail.views import serve as wagtail_serve

from cms.way import site_of


def serve(request: HttpRequest, path: str) -> HttpResponseBase:
    """Wagtail's own view of a page, told first which site was asked."""
    site_of(request)
    response: HttpResponseBase = wagtail_serve(request, path)
    return response
