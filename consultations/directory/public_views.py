"""Public pages of the directory. They know nobody, set nothing, and are kept whole for everybody."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cms.narrowing import said_in
from codes.sheets import short, square
from consultations.directory import places as of_places
from consultations.directory import teams
from vocabulary.models import Place, PlaceKind


def public_place(slug: str) -> Place:
    """The place of an address. One query."""
    found: Place | None = Place.objects.select_related("region").filter(slug=slug).first()
    if found is None:
        raise Http404
    return found


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """/places/: each place, what it has and what it lacks."""
    context = {"shown": of_places.shown(request, "places:index", "places:grid"), "breadcrumbs": crumbs()[:1]}
    return render(request, "directory/places.html", context)


@require_safe
def grid(request: HttpRequest) -> HttpResponse:
    """The same as a table of places and kinds."""
    context = {"shown": of_places.shown(request, "places:grid", "places:index"), "breadcrumbs": crumbs()}
    return render(request, "directory/grid.html", context)


@require_safe
def place(request: HttpRequest, slug: str) -> HttpResponse:
    """One place: its opening words, what is on offer, who helps on release."""
    found = public_place(slug)
    context = {
        "shown": of_places.place_shown(found, said_in(request, "after")),
        "teams": teams.of_place(found),
        "is_prison": found.kind == PlaceKind.PRISON,
        "is_region": found.kind == PlaceKind.REGION,
        "breadcrumbs": crumbs(),
    }
    return render(request, "directory/place.html", context)


@require_safe
def link_workers(request: HttpRequest) -> HttpResponse:
    """/link-workers/: teams by area of release."""
    context = {"shown": teams.shown(request), "breadcrumbs": crumbs()[:1]}
    return render(request, "directory/link_workers.html", context)


@require_safe
def on_paper(request: HttpRequest) -> HttpResponse:
    """All teams on paper, for a prison's health care or resettlement team."""
    slug = said_in(request, "place")
    prison = Place.objects.filter(kind=PlaceKind.PRISON, slug=slug).first() if slug else None
    address = request.build_absolute_uri(reverse("link-workers:index"))
    context = {
        "paper": teams.on_paper(prison),
        "prison": prison,
        "day": date_format(timezone.localdate(), "j F Y"),
        "address": short(address),
        "square": square(address),
        "language": of_places.LANGUAGE,
    }
    return render(request, "directory/on_paper.html", context)


def crumbs() -> list[tuple[str, str]]:
    """The way from the front page down."""
    return [(_("Home"), reverse("wagtail_serve", args=[""])), (_("Places"), reverse("places:index"))]
