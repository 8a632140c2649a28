"""Pages on which everybody reads what was decided and done. They know nobody, and are kept whole."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from consultations.outcomes import showing
from consultations.outcomes.models import Decision
from consultations.proposals.enums import PUBLIC


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
def decision(request: HttpRequest, key: str) -> HttpResponse:
    """One decision: what, why, by whom and by what right, what it answers, what is done next."""
    shown = showing.DecisionShown(public_decision(key), timezone.localdate())
    return render(request, "outcomes/decision.html", {"shown": shown, "breadcrumbs": crumbs()})


def crumbs() -> list[tuple[str, str]]:
    """The way from the front page down."""
    return [
        (_("Home"), reverse("wagtail_serve", args=[""])),
        (_("Proposals"), reverse("proposals:index")),
    ]
