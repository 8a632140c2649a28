"""Pages on which everybody reads what is tried. They know nobody, and are kept whole."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from consultations.pilots import evaluation_showing, showing
from consultations.pilots.models import EvaluationsIndexPage, Pilot

#: So many rows on the page; there are seldom more than a few.
MOST = 100


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """/pilot/: what is being tried, and where plans and reports are. Two queries."""
    today = timezone.localdate()
    rows = [showing.pilot_row(pilot, today) for pilot in Pilot.objects.public()[:MOST]]
    listed = EvaluationsIndexPage.objects.live().first()
    context = {
        "rows": rows,
        "breadcrumbs": crumbs()[:1],
        "evaluations": listed.get_url(request) if listed else "",
    }
    return render(request, "pilots/index.html", context)


@require_safe
def pilot(request: HttpRequest, slug: str) -> HttpResponse:
    """One pilot: what, where, for whom, with whose money, what was learnt so far. 12 queries at most."""
    today = timezone.localdate()
    shown = showing.PilotShown(get_object_or_404(Pilot.objects.public(), slug=slug), today)
    evaluation = evaluation_showing.of_pilot(shown.pilot, shown.asked, request, today)
    context = {"shown": shown, "evaluation": evaluation, "breadcrumbs": crumbs()}
    return render(request, "pilots/pilot.html", context)


def crumbs() -> list[tuple[str, str]]:
    """The way from the front page down."""
    return [(_("Home"), reverse("wagtail_serve", args=[""])), (_("The pilot"), reverse("pilot:index"))]
