"""Addresses of plans and reports that are no Wagtail pages: the short one on paper, and files to cite by."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_safe

from consultations.events import cite_files
from consultations.pilots.models import EvaluationPage


@require_safe
def numbered(request: HttpRequest, number: int) -> HttpResponse:
    """Lead from a short address, which stands on paper, to where the page is now."""
    found = EvaluationPage.objects.live().for_lists().filter(pk=number).first()
    address = found.get_url(request) if found else None
    if address is None:
        raise Http404
    return HttpResponseRedirect(address)


@require_safe
def cite(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """A published plan or report as a file for reference managers: BibTeX, RIS or CSL-JSON."""
    page = EvaluationPage.objects.live().filter(slug=slug).select_related("pilot").first()
    if page is None:
        raise Http404
    return cite_files.answer(page.publication(request), form)
