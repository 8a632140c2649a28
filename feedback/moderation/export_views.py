"""The page on which researchers take out answers."""

from collections import defaultdict

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from feedback.moderation import research_export
from feedback.moderation.models import ResearchExport
from feedback.moderation.permissions import Act
from feedback.moderation.reaching import person_who_may
from feedback.threads.gate import RefusedError
from feedback.threads.models import Thread
from people.names import shown_name

#: Exports told beside each question.
TOLD = 5


@never_cache
@require_GET
def research(request: HttpRequest) -> HttpResponse:
    """The questions whose answers may be studied, and who took them out."""
    person_who_may(request, Act.EXPORT)
    return _page(request)


@never_cache
@require_POST
def take_out(request: HttpRequest, pk: int) -> HttpResponse:
    """The file."""
    person = person_who_may(request, Act.EXPORT)
    thread = get_object_or_404(Thread.objects.public(), pk=pk)
    try:
        content = research_export.export(thread, by=person)
    except RefusedError as refused:
        return _page(request, refused=str(refused), status=422)
    response = HttpResponse(content, content_type="application/zip")
    response.headers["Content-Disposition"] = f'attachment; filename="{thread.slug}.zip"'
    return response


def _page(request: HttpRequest, *, refused: str = "", status: int = 200) -> HttpResponse:
    taken = _taken()
    threads = research_export.exportable().order_by("-opened_on", "slug")[:200]
    rows = [
        {"thread": thread, "basis": thread.get_basis_display(), "taken": taken.get(thread.pk, [])[:TOLD]}
        for thread in threads
    ]
    return render(request, "moderation/research.html", {"rows": rows, "refused": refused}, status=status)


def _taken() -> dict[int, list[str]]:
    """Who took out which thread, the last first. One query."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    for one in ResearchExport.objects.select_related("by").order_by("-day", "-pk")[:1000]:
        told = _("%(who)s, %(day)s") % {"who": shown_name(one.by), "day": date_format(one.day, "j F Y")}
        found[one.thread_id].append(told)
    return found
