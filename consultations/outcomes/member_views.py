"""Members' pages of decisions and steps: the list, noting a decision, planning and telling a step."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from consultations.outcomes import deciding, queries, showing, stepping
from consultations.outcomes.forms import (
    AnswerFormSet,
    DecisionForm,
    PlanForm,
    TellForm,
    answered,
    answers_of,
)
from consultations.outcomes.models import Decision, Step
from consultations.outcomes.permissions import Act, facilitator, may
from consultations.outcomes.reaching import reach_decision, reach_proposal, reach_step, who_may
from consultations.outcomes.refusals import RefusedError, StaleError
from ui.both_texts import Differs, both_texts

GET_AND_POST = require_http_methods(["GET", "POST"])


@never_cache
@require_GET
def decisions(request: HttpRequest) -> HttpResponse:
    """What waits for a decision, what stands, and what is late."""
    person = who_may(request, Act.SEE)
    today = timezone.localdate()
    steers = facilitator(person, None)
    context = {
        "waiting": queries.waiting_for_decision() if steers else [],
        "others": _without(queries.may_be_decided(), queries.waiting_for_decision()) if steers else [],
        "mine": [showing.step_shown(step, today) for step in _own_steps(person)],
        "rows": [_row(one, today) for one in queries.all_standing()],
    }
    return render(request, "outcomes/members/decisions.html", context)


def _without(rows: Any, taken: Any) -> list[Any]:
    there = {one.pk for one in taken}
    return [one for one in rows if one.pk not in there]


def _own_steps(person: Any) -> list[Step]:
    rows = Step.objects.standing().unfinished().owned_by(person).prefetch_related("updates")
    return list(rows.order_by("due_on", "pk")[: queries.MOST])


def _row(decision: Decision, today: Any) -> dict[str, Any]:
    steps = list(decision.steps.all())
    late = [step for step in steps if step.state in ("not-started", "under-way") and step.due_on < today]
    return {
        "decision": decision,
        "kind": decision.get_kind_display(),
        "day": showing.day_text(decision.decided_on),
        "steps": len(steps),
        "late": len(late),
    }


@never_cache
@GET_AND_POST
def decide(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Note what was decided about a proposal."""
    person, proposal = reach_proposal(request, slug)
    data = request.POST if request.method == "POST" else None
    form = DecisionForm(data, has_vote=bool(proposal.ballot))
    answers = AnswerFormSet(data, prefix="answers")
    if data is not None and form.is_valid() and answers.is_valid():
        try:
            made = deciding.decide(proposal, form.decided(answered(answers)), by=person)
        except RefusedError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Noted. Everybody can read it. Now plan the steps that follow."))
            return redirect("outcomes-members:decision", made.key)
    return _decision_form(request, form, answers, {"proposal": proposal})


@never_cache
@GET_AND_POST
def reword(request: HttpRequest, key: str) -> HttpResponseBase:
    """Change how a decision is told."""
    person, found = reach_decision(request, key, Act.CHANGE)
    data = request.POST if request.method == "POST" else None
    form = DecisionForm(data, has_vote=bool(found.ballot), decision=found)
    answers = AnswerFormSet(data, prefix="answers", initial=answers_of(found))
    differs = None
    if data is not None and form.is_valid() and answers.is_valid():
        version = form.cleaned_data["version"]
        try:
            deciding.reword(
                found, form.decided(answered(answers)), by=person, version=-1 if version is None else version
            )
        except RefusedError as refused:
            form.add_error(None, str(refused))
            if isinstance(refused, StaleError):
                differs = _differs(form, answers, queries.whole(found.key) or found)
        else:
            messages.success(request, _("Saved. Everybody can read it."))
            return redirect("outcomes-members:decision", found.key)
    context = {"proposal": found.proposal, "decision": found, "differs": differs}
    return _decision_form(request, form, answers, context)


def _differs(form: DecisionForm, answers: Any, standing: Decision) -> list[Differs]:
    """What stands now beside what was typed: the fields, and the answers as a whole."""
    now = DecisionForm(has_vote=bool(standing.ballot), decision=standing)
    found = both_texts(form, now)
    theirs, yours = (
        "\n".join(f"{one.about.strip()} {one.words.strip()}" for one in rows)
        for rows in (standing.answers.all(), answered(answers))
    )
    return (
        found
        if theirs == yours
        else [*found, Differs(_("What worried people, and the answer"), theirs, yours)]
    )


def _decision_form(
    request: HttpRequest, form: DecisionForm, answers: Any, context: dict[str, Any]
) -> HttpResponse:
    wrong = form.is_bound and (form.errors or not answers.is_valid())
    context |= {"form": form, "answers": answers}
    return render(request, "outcomes/members/decide.html", context, status=422 if wrong else 200)


@never_cache
@require_GET
def decision(request: HttpRequest, key: str) -> HttpResponse:
    """One decision with its steps, and what one can do about them."""
    person, found = reach_decision(request, key, Act.SEE)
    shown = showing.DecisionShown(found, timezone.localdate())
    steps = [
        (step, one, may(person, Act.UPDATE, step))
        for step, one in zip(found.steps.select_related("decision"), shown.steps, strict=True)
    ]
    context = {
        "shown": shown,
        "steps": steps,
        "may_change": may(person, Act.CHANGE, found),
        "may_decide": may(person, Act.DECIDE, found.proposal),
    }
    return render(request, "outcomes/members/decision.html", context)


@never_cache
@GET_AND_POST
def add_step(request: HttpRequest, key: str) -> HttpResponseBase:
    """Plan one more step."""
    person, found = reach_decision(request, key, Act.PLAN)
    form = PlanForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            stepping.add(found, form.planned(), by=person)
        except RefusedError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Planned. Everybody can read it."))
            return redirect("outcomes-members:decision", found.key)
    return _step_form(request, form, {"decision": found})


@never_cache
@GET_AND_POST
def plan_step(request: HttpRequest, key: str) -> HttpResponseBase:
    """Change what a step is, who sees to it or by when."""
    person, step = reach_step(request, key, Act.PLAN)
    form = PlanForm(request.POST if request.method == "POST" else None, step=step)
    differs = None
    if form.is_valid():
        version = form.cleaned_data["version"]
        try:
            stepping.plan_anew(step, form.planned(), by=person, version=-1 if version is None else version)
        except RefusedError as refused:
            form.add_error(None, str(refused))
            if isinstance(refused, StaleError):
                differs = both_texts(form, PlanForm(step=Step.objects.get(pk=step.pk)))
        else:
            messages.success(request, _("Saved. Everybody can read it."))
            return redirect("outcomes-members:decision", step.decision_id)
    return _step_form(request, form, {"decision": step.decision, "step": step, "differs": differs})


@never_cache
@GET_AND_POST
def tell(request: HttpRequest, key: str) -> HttpResponseBase:
    """Say how far a step is."""
    person, step = reach_step(request, key, Act.UPDATE)
    form = TellForm(request.POST if request.method == "POST" else None, step=step)
    if form.is_valid():
        told = form.cleaned_data
        try:
            stepping.tell(step, told["to"], told["words"], by=person, is_change=told["is_change"])
        except RefusedError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Thank you. Everybody can read how far it is."))
            return redirect("outcomes-members:decision", step.decision_id)
    return _step_form(request, form, {"decision": step.decision, "step": step, "telling": True})


def _step_form(request: HttpRequest, form: Any, context: dict[str, Any]) -> HttpResponse:
    context["form"] = form
    return render(request, "outcomes/members/step.html", context, status=422 if form.errors else 200)
