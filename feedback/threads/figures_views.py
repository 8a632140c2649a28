"""How we do, for everybody: a page, and the same numbers as a file."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from feedback.threads import figures_shown
from feedback.threads.reading_views import crumbs

FILE_NAME = "how-we-do.csv"


@require_safe
def how_we_do(request: HttpRequest) -> HttpResponse:
    """/feedback/how-we-do/: what came in, what became of it, and whether we kept what we promised."""
    context = {
        "figures": figures_shown.page(),
        "file": reverse("threads:how-we-do-file"),
        "breadcrumbs": crumbs()[:2],
    }
    return render(request, "threads/how_we_do.html", context)


@require_safe
def how_we_do_file(request: HttpRequest) -> HttpResponse:
    """The numbers of that page, and no others."""
    response = HttpResponse(figures_shown.file(), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{FILE_NAME}"'
    return response
