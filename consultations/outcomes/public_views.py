"""Pages on which everybody reads what was decided and done. They know nobody, and are kept whole."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cms.settings import Programme
from codes.sheets import short, square
from consultations.outcomes import commissioning, showing
from consultations.outcomes import index as of_index
from consultations.outcomes.models import Decision
from consultations.proposals.enums import PUBLIC

#: So many lines fit on two sides of A4.
ON_PAPER = 8


def public_decision(key: str) -> Decision:
    """The decision of an address; also one that a later one replaced. One query."""
    found = (
        Decision.objects.filter(key=key, proposal__state__in=sorted(PUBLIC))
        .select_related("proposal")
        .first()
    )
    if found is None:
        raise Http404
    return found


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """/what-changed/: from what people said to what was done, or why not."""
    listing = of_index.listing(request, timezone.localdate())
    return render(request, "outcomes/index.html", {"listing": listing, "breadcrumbs": crumbs()[:1]})


@require_safe
def noticeboard(request: HttpRequest) -> HttpResponse:
    """The newest of it on paper, for people who have no internet."""
    listing = of_index.listing(request, timezone.localdate())
    address = request.build_absolute_uri(reverse("what-changed:index"))
    context = {
        "chains": listing.chains[:ON_PAPER],
        "address": short(address),
        "square": square(address),
        "reply_to": (Programme.objects.first() or Programme()).address_lines,
        "day": showing.day_text(timezone.localdate()),
    }
    return render(request, "outcomes/noticeboard.html", context)


@require_safe
def for_commissioners(request: HttpRequest) -> HttpResponse:
    """One page with numbers and dates, and what there is not yet."""
    shown = commissioning.for_commissioners(timezone.localdate())
    return render(request, "outcomes/for_commissioners.html", {"shown": shown, "breadcrumbs": crumbs()})


@require_safe
def decision(request: HttpRequest, key: str) -> HttpResponse:
    """One decision: what, why, by whom and by what right, what it answers, what is done next."""
    shown = showing.DecisionShown(public_decision(key), timezone.localdate())
    return render(request, "outcomes/decision.html", {"shown": shown, "breadcrumbs": crumbs()})


def crumbs() -> list[tuple[str, str]]:
    """The way from the front page down."""
    return [
        (_("Home"), reverse("wagtail_serve", args=[""])),
        (_("What changed"), reverse("what-changed:index")),
    ]
