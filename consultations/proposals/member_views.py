"""Members' pages of proposals: the lists, one proposal, the next step of its life."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from consultations.proposals import moving, queries, revising, sources
from consultations.proposals.enums import PUBLIC, AmendmentState, Part, ProposalState, Size
from consultations.proposals.forms import CommentForm, ProlongForm, StepForm
from consultations.proposals.models import Proposal
from consultations.proposals.permissions import Act, may
from consultations.proposals.reaching import reach
from consultations.proposals.refusals import NoDayError, RefusedError
from following.enums import Followable
from following.queries import follows
from people.asking import signed_in
from people.models import Person


@never_cache
@require_GET
def proposals(request: HttpRequest) -> HttpResponse:
    """One's own, what one is asked to join, and all that are public."""
    person = signed_in(request)
    after, state = request.GET.get("after", ""), request.GET.get("state", "")
    first_page = not after
    page = queries.all_public(after, state=state)
    context = {
        "inviting": queries.inviting(person) if first_page else [],
        "mine": queries.written_by(person) if first_page else [],
        "page": page,
        "first_page": first_page,
        "state": state,
        "states": [(one.value, capfirst(str(one.label))) for one in ProposalState if one in PUBLIC],
        "may_start_from_words": may(person, Act.START_FROM_WORDS),
        "drafts": _drafts_of_others(person) if first_page else [],
    }
    return render(request, "proposals/members/proposals.html", context)


def _drafts_of_others(person: Person) -> list[Proposal]:
    """What facilitators may look after: drafts with a panel, or of nobody who is still here."""
    if not may(person, Act.HIDE):
        return []
    return [one for one in queries.all_drafts() if not _writes(person, one)]


def _writes(person: Person, proposal: Proposal) -> bool:
    return any(one.person_id == person.pk for one in proposal.authors.all())


@never_cache
@require_GET
def proposal(request: HttpRequest, slug: str) -> HttpResponse:
    """One proposal, with what one can do about it and what is said of it."""
    person, found = reach(request, slug)
    return render(request, "proposals/members/proposal.html", page_of(found, person))


def page_of(found: Proposal, person: Person, *, comment_form: CommentForm | None = None) -> dict[str, Any]:
    """What the page of a proposal shows to this person."""
    amendments = queries.amendments(found)
    waiting = [row for row in amendments if row.state == AmendmentState.OPEN]
    public = found.state in PUBLIC
    return {
        "proposal": found,
        "state": ProposalState(found.state).label,
        "is_public": public,
        "parts": [_part(found, part, waiting) for part in Part],
        "facts": facts_of(found),
        "sources": sources.of(found),
        "authors": [one for one in found.authors.all() if not one.invited],
        "waiting": len(waiting),
        "answered": len(amendments) - len(waiting),
        "steps": queries.steps(found),
        "discussion": _with_acts(queries.discussion(found), person) if public else [],
        "comment_form": comment_form or CommentForm(),
        "follows": public and follows(person, Followable.PROPOSAL, found.slug),
        "here": reverse("proposals-members:proposal", args=[found.slug]),
        "may": _allowed(person, found),
        "own_invitation": any(one.person_id == person.pk and one.invited for one in found.authors.all()),
        "missing": moving.missing_for(found, ProposalState.IDEAS)
        if found.state == ProposalState.DRAFT
        else [],
    }


def _part(found: Proposal, part: Part, waiting: list[Any]) -> dict[str, Any]:
    return {
        "key": part.value,
        "label": part.label,
        "words": getattr(found, part.value),
        "waiting": sum(row.part == part for row in waiting),
    }


def facts_of(found: Proposal) -> list[tuple[str, str]]:
    """What stands beside the text, with its label; what nobody said is left out."""
    facts = [
        (_("Written by"), ", ".join(one.shown_name for one in found.authors.all() if not one.invited)),
        (_("Size of the change"), str(Size(found.size).label)),
        (
            _("Money"),
            revising.money_told(found.amount, found.how_often, found.from_whom, found.until),
        ),
        (_("Parts of the journey"), ", ".join(one.name for one in found.stages.all())),
        (_("Prisons"), ", ".join(one.name for one in found.custody_places.all())),
        (_("Areas of release"), ", ".join(one.name for one in found.release_places.all())),
        (_("Themes"), ", ".join(one.name for one in found.themes.all())),
    ]
    return [(label, words) for label, words in facts if words]


def _allowed(person: Person, found: Proposal) -> dict[str, bool]:
    """What this person may do with it, by the name of the act."""
    acts = (Act.EDIT, Act.INVITE, Act.ADD_PANEL, Act.SUGGEST, Act.COMMENT, Act.HIDE)
    allowed = {act.name.lower(): may(person, act, found) for act in acts}
    return {**allowed, "step": bool(moving.possible(found, person))}


def _with_acts(spoken: list[queries.Spoken], person: Person) -> list[dict[str, Any]]:
    """Each comment with what this person may do with it."""
    return [
        {
            "about": one.about,
            "group": one.group,
            "comment": one.comment,
            "may_change": may(person, Act.CHANGE_COMMENT, one.comment),
            "may_report": may(person, Act.REPORT, one.comment),
            "may_hide": may(person, Act.HIDE, one.comment),
            "replies": _with_acts(one.replies, person),
        }
        for one in spoken
    ]


@never_cache
@require_http_methods(["GET", "POST"])
def step(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Take it a step further, or back."""
    person, found = reach(request, slug)
    form = StepForm(request.POST if request.method == "POST" else None, proposal=found, person=person)
    if not moving.possible(found, person):
        return _no_step(request, found)
    if form.is_valid():
        data = form.cleaned_data
        try:
            moved = moving.move(
                found,
                data["to"],
                by=person,
                reason=data.get("reason", ""),
                ideas_until=data.get("ideas_until"),
            )
        except RefusedError as refused:
            form.add_error("ideas_until" if isinstance(refused, NoDayError) else "to", str(refused))
        else:
            messages.success(
                request, _("It is now: %(state)s.") % {"state": ProposalState(moved.state).label}
            )
            return _after_step(moved)
    return _step_page(request, found, form, ProlongForm(initial={"until": found.ideas_until}))


def _step_page(
    request: HttpRequest, found: Proposal, form: StepForm, prolong_form: ProlongForm
) -> HttpResponse:
    context = {
        "form": form,
        "prolong_form": prolong_form if found.state == ProposalState.IDEAS else None,
        "proposal": found,
        "waiting": moving.waiting_for_answer(found),
        "missing": moving.missing_for(found, ProposalState.FINAL)
        if found.state == ProposalState.IDEAS
        else moving.missing_for(found, ProposalState.IDEAS)
        if found.state == ProposalState.DRAFT
        else [],
    }
    wrong = form.errors or prolong_form.errors
    return render(request, "proposals/members/step.html", context, status=422 if wrong else 200)


@never_cache
@require_POST
def prolong(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Make ideas welcome up to another day."""
    person, found = reach(request, slug, Act.MOVE)
    form = ProlongForm(request.POST)
    if form.is_valid():
        try:
            moving.prolong(found, form.cleaned_data["until"], by=person)
        except RefusedError as refused:
            form.add_error("until", str(refused))
        else:
            messages.success(request, _("Changed. People are told this day."))
            return redirect("proposals-members:proposal", found.slug)
    return _step_page(request, found, StepForm(None, proposal=found, person=person), form)


def _no_step(request: HttpRequest, found: Proposal) -> HttpResponseBase:
    """Nothing of theirs to do; a reason that was typed meanwhile is given back."""
    kept = request.POST.get("reason", "").strip()
    if not kept:
        raise PermissionDenied
    return render(request, "proposals/members/too_late.html", {"proposal": found, "kept": [kept]}, status=403)


def _after_step(moved: Proposal) -> HttpResponseBase:
    if moved.state == ProposalState.WITHDRAWN and moved.opened_on is None:
        return redirect("proposals-members:proposals")
    return redirect("proposals-members:proposal", moved.slug)
