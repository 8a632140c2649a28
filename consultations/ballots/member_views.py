"""/members/votes/: which votes there are, and voting as a member. Who has voted is told to nobody else."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from consultations.ballots import booth, casting, rolls
from consultations.ballots.booth import Booth
from consultations.ballots.enums import OVER, BallotState
from consultations.ballots.models import Ballot, RollEntry
from consultations.ballots.moments import moment
from consultations.ballots.permissions import Act, may
from consultations.ballots.reaching import reach
from consultations.ballots.tending import Tending
from consultations.ballots.visits import Visit
from edge.page_cache import never_store
from edge.request_line import quiet
from people.asking import signed_in

TEMPLATES = "ballots/members"
#: Votes that are over, on the list; the public pages have them all.
PAST = 30


@quiet
@never_cache
@require_GET
def votes(request: HttpRequest) -> HttpResponseBase:
    """What is open, with whether one has voted; what is over; for facilitators what is being set up."""
    person = signed_in(request)
    mine = dict(RollEntry.objects.filter(person=person).values_list("ballot_id", "voted"))
    running = Ballot.objects.filter(state__in=[BallotState.OPEN, BallotState.PAUSED, BallotState.COUNTING])
    over = Ballot.objects.filter(state__in=sorted(OVER)).order_by("-closes_at", "slug")[:PAST]
    sets_up = may(person, Act.SEE_DRAFTS)
    drafts = Ballot.objects.filter(state=BallotState.DRAFT).order_by("opens_at") if sets_up else []
    context = {
        "running": [_row(ballot, mine) for ballot in running.order_by("closes_at", "slug")],
        "over": [{"ballot": ballot, "how": ballot.get_state_display()} for ballot in over],
        "drafts": drafts,
        "may_set_up": may(person, Act.SET_UP),
        "sets_up": sets_up,
    }
    return render(request, f"{TEMPLATES}/votes.html", context)


def _row(ballot: Ballot, mine: dict[int, bool]) -> dict[str, Any]:
    if ballot.state == BallotState.PAUSED:
        when, note = _("Paused"), ""
    elif ballot.state == BallotState.COUNTING or timezone.now() >= ballot.closes_at:
        when, note = _("Being counted"), ""
    else:
        later = timezone.now() < ballot.opens_at
        told = _("Opens on %(when)s") if later else _("Closes on %(when)s")
        when = told % {"when": moment(ballot.opens_at if later else ballot.closes_at)}
        note = _standing(ballot.pk, mine)
    return {"ballot": ballot, "when": when, "note": note}


def _standing(ballot: int, mine: dict[int, bool]) -> str:
    if ballot not in mine:
        return _("You are not on its roll")
    return _("You have voted") if mine[ballot] else _("You can vote")


@quiet
@never_cache
@require_GET
def one_vote(request: HttpRequest, slug: str) -> HttpResponseBase:
    """One ballot: what it is, whether one can vote and has, and how far whoever tends it has got."""
    person, ballot = reach(request, slug)
    entry = rolls.entry_of(ballot, person) if ballot.state in (BallotState.OPEN, BallotState.PAUSED) else None
    context = {
        "ballot": ballot,
        "options": list(ballot.options.all()),
        "entry": entry,
        "takes_votes": casting.takes_papers(ballot),
        "opens": moment(ballot.opens_at),
        "closes": moment(ballot.closes_at),
        "is_later": ballot.state == BallotState.OPEN and timezone.now() < ballot.opens_at,
        "is_counting": ballot.state == BallotState.COUNTING
        or (ballot.state == BallotState.OPEN and timezone.now() >= ballot.closes_at),
        "is_over": ballot.state in OVER,
        "tending": Tending(ballot, person),
    }
    return render(request, f"{TEMPLATES}/one_vote.html", context)


@quiet
@never_store
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def vote(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Choose, check, cast. What was cast is never shown again."""
    person, ballot = reach(request, slug)
    entry = rolls.entry_of(ballot, person)
    if entry is None:
        if ballot.state in OVER or ballot.state == BallotState.COUNTING:
            return booth.late(request, ballot, TEMPLATES)
        raise PermissionDenied(_("You are not on the roll of this vote."))
    if request.method == "GET":
        here = _booth(request, person, entry, Visit.begin(voted=entry.voted), QueryDict())
        return booth.take_step(here, "start")
    data = booth.readable(request.POST)
    visit = Visit.read(data.get("visit", ""))
    if visit is None or (visit.is_old and not visit.is_over):
        return redirect("ballots-members:vote", slug=slug)
    return booth.take_step(_booth(request, person, entry, visit, data), data.get("step", ""))


def _booth(request: HttpRequest, person: Any, entry: RollEntry, visit: Visit, data: QueryDict) -> Booth:
    action = reverse("ballots-members:vote", args=[entry.ballot.slug])
    return Booth(request, entry, visit, data, action=action, templates=TEMPLATES, by=person, done=_done)


def _done(here: Booth) -> HttpResponse:
    return redirect("ballots-members:voted", slug=here.ballot.slug)


@quiet
@never_store
@require_GET
def voted(request: HttpRequest, slug: str) -> HttpResponseBase:
    """You have voted; not how."""
    person, ballot = reach(request, slug)
    entry = rolls.entry_of(ballot, person)
    if entry is None or not entry.voted:
        return redirect("ballots-members:ballot", slug=slug)
    context = {
        "ballot": ballot,
        "closes": moment(ballot.closes_at),
        "can_change": casting.takes_papers(ballot),
    }
    return render(request, f"{TEMPLATES}/voted.html", context)
