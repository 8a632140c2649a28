"""Addresses of events that are no Wagtail pages."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_safe

from consultations.events.models import Point
from consultations.events.showing import anchor_of


@require_safe
def point(request: HttpRequest, key: str) -> HttpResponse:
    """Lead from a point's permanent address to where it stands now."""
    found = Point.objects.published().filter(key=key).select_related("page").without_records().first()
    address = found.page.get_url(request) if found else None
    if address is None:
        raise Http404
    return HttpResponseRedirect(f"{address}#{anchor_of(key)}")
