"""Pages on which proposals are read. They know nobody, set nothing, and are kept whole for everybody."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from consultations.proposals import index as of_index
from consultations.proposals import revising, showing
from consultations.proposals.journey_map import journey_map
from consultations.proposals.models import Proposal, Revision

Crumbs = list[tuple[str, str]]


def public_proposal(slug: str) -> Proposal:
    """The proposal of an address, if everybody may read it; a draft is not there. One query."""
    found: Proposal | None = Proposal.objects.public().filter(slug=slug).first()
    if found is None:
        raise Http404
    return found


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """/proposals/: what is proposed, and how far each has got."""
    listing = of_index.listing(request, timezone.localdate())
    return render(request, "proposals/index.html", {"listing": listing, "breadcrumbs": crumbs()[:1]})


@require_safe
def proposal(request: HttpRequest, slug: str) -> HttpResponse:
    """One proposal: its parts, where it comes from, what is suggested and said, how far it has got."""
    found = public_proposal(slug)
    shown = showing.proposal_shown(found, timezone.localdate())
    return render(request, "proposals/proposal.html", {"shown": shown, "breadcrumbs": crumbs()})


@require_safe
def history(request: HttpRequest, slug: str) -> HttpResponse:
    """Every text it ever had since it became public, the newest first."""
    found = public_proposal(slug)
    revisions = Revision.objects.filter(proposal=found).defer("text").order_by("-number")
    context = {"proposal": found, "revisions": list(revisions), "breadcrumbs": crumbs(found)}
    return render(request, "proposals/history.html", context)


@require_safe
def revision(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """What one save changed, word by word."""
    found = public_proposal(slug)
    pair = Revision.objects.filter(proposal=found, number__lte=number).order_by("-number")[:2]
    this, before = [*pair, None, None][:2]
    if this is None or this.number != number:
        raise Http404
    newer = Revision.objects.filter(proposal=found, number=number + 1).exists()
    context = {
        "proposal": found,
        "revision": this,
        "before": before,
        "changes": [
            (change.label, showing.shortened(change.pieces))
            for change in revising.changes(before.text if before else {}, this.text)
        ],
        "older_at": _revision_address(found, before.number) if before else "",
        "newer_at": _revision_address(found, number + 1) if newer else "",
        "breadcrumbs": [
            *crumbs(found),
            (_("History"), reverse("proposals:history", args=[found.slug])),
        ],
    }
    return render(request, "proposals/revision.html", context)


def _revision_address(found: Proposal, number: int) -> str:
    return reverse("proposals:revision", args=[found.slug, number])


@require_safe
def journey(request: HttpRequest) -> HttpResponse:
    """Points, answers and proposals along the journey, as a drawing and a table."""
    context = {"map": journey_map(request), "breadcrumbs": crumbs()}
    return render(request, "proposals/journey.html", context)


def crumbs(found: Proposal | None = None) -> Crumbs:
    """The way from the front page down, to a proposal if one is given."""
    way = [(_("Home"), reverse("wagtail_serve", args=[""])), (_("Proposals"), reverse("proposals:index"))]
    if found is not None:
        way.append((found.title, reverse("proposals:proposal", args=[found.slug])))
    return way
