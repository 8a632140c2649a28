"""The four figures for everybody: a page, a sheet for paper, and the same numbers as a file."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from codes.sheets import short, square
from consultations.panorama.showing import panorama

FILE_NAME = "panorama.csv"


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """/panorama/: who is heard, how soon, which promises were kept, and where it all lies."""
    shown = panorama(request, timezone.localdate())
    crumbs = [(_("Home"), reverse("wagtail_serve", args=[""]))]
    return render(request, "panorama/index.html", {"shown": shown, "breadcrumbs": crumbs})


@require_safe
def on_paper(request: HttpRequest) -> HttpResponse:
    """The same on one side of A4, for those who plan and pay for services."""
    address = request.build_absolute_uri(reverse("panorama:index"))
    shown = panorama(request, timezone.localdate())
    context = {"shown": shown, "address": short(address), "square": square(address)}
    return render(request, "panorama/on_paper.html", context)


@require_safe
def figures_file(request: HttpRequest) -> HttpResponse:
    """The numbers of the page, and no others."""
    body = panorama(request, timezone.localdate()).file()
    response = HttpResponse(body, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{FILE_NAME}"'
    return response
