"""Addresses of events that are no Wagtail pages."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_safe

from consultations.events import cite_files
from consultations.events.models import EventPage, Point
from consultations.events.showing import anchor_of


@require_safe
def point(request: HttpRequest, key: str) -> HttpResponse:
    """Lead from a point's permanent address to where it stands now."""
    found = Point.objects.published().filter(key=key).select_related("page").without_records().first()
    address = found.page.get_url(request) if found else None
    if address is None:
        raise Http404
    return HttpResponseRedirect(f"{address}#{anchor_of(key)}")


@require_safe
def numbered(request: HttpRequest, number: int) -> HttpResponse:
    """Lead from an event's short address, which stands on paper, to where its page is now."""
    found = EventPage.objects.live().for_lists().filter(pk=number).first()
    address = found.get_url(request) if found else None
    if address is None:
        raise Http404
    return HttpResponseRedirect(address)


@require_safe
def cite(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """A published summary as a file for reference managers: BibTeX, RIS or CSL-JSON."""
    page = EventPage.objects.live().filter(slug=slug).first()
    if page is None:
        raise Http404
    return cite_files.answer(page.publication(request), form)
