"""Setting a ballot up, opening it, letting it go on, cancelling it, and the parts of its key."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from codes.numbers import CodeIncompleteError, CodeMistypedError
from consultations.ballots import cancelling, closing, holding, opening, restoring, setting_up
from consultations.ballots.counting import RULES
from consultations.ballots.enums import BallotState, KeptBy, Method
from consultations.ballots.models import Ballot
from consultations.ballots.moments import moment
from consultations.ballots.permissions import Act
from consultations.ballots.reaching import person_who_may, reach
from consultations.ballots.refusals import (
    NotNowError,
    RefusedError,
    StaleError,
    TooFewError,
    WrongPartError,
    WrongSetUpError,
)
from consultations.ballots.set_up_forms import METHODS_EXPLAINED, BallotForm, CancelForm, PartsForm, named
from consultations.ballots.tending import Tending
from edge.page_cache import never_store
from edge.request_line import quiet

TEMPLATES = "ballots/members"


# --- Setting up -----------------------------------------------------------------------


@never_cache
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponseBase:
    """First how people vote, then everything else on one page."""
    person = person_who_may(request, Act.SET_UP)
    method = _method(request)
    if method is None:
        methods = [(one, one.label, METHODS_EXPLAINED[one]) for one in Method]
        return render(request, f"{TEMPLATES}/method.html", {"methods": methods})
    form = BallotForm(request.POST if request.method == "POST" else None, method=method)
    if _wants_more(request):
        return _form_page(request, form, None)
    if form.is_valid():
        try:
            ballot = setting_up.create(by=person, **form.values)
        except WrongSetUpError as refused:
            form.refuse(refused.field, refused.sentence)
        except RefusedError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Saved. Nobody can vote yet: it has to be opened."))
            return redirect("ballots-members:ballot", slug=ballot.slug)
    return _form_page(request, form, None)


@never_cache
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Change what was set up; whoever was slower is told, with what they typed still there."""
    person, ballot = reach(request, slug, Act.SET_UP)
    if ballot.state != BallotState.DRAFT:
        return _too_late(request, ballot)
    form = BallotForm(
        request.POST if request.method == "POST" else None, method=Method(ballot.method), ballot=ballot
    )
    if _wants_more(request):
        return _form_page(request, form, ballot)
    if form.is_valid():
        version = form.cleaned_data["version"]
        try:
            setting_up.change(ballot, by=person, version=-1 if version is None else version, **form.values)
        except StaleError as refused:
            form.add_error(None, str(refused))
            return _form_page(request, form, ballot, stale=True)
        except WrongSetUpError as refused:
            form.refuse(refused.field, refused.sentence)
        except RefusedError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Saved."))
            return redirect("ballots-members:ballot", slug=ballot.slug)
    return _form_page(request, form, ballot)


def _method(request: HttpRequest) -> Method | None:
    try:
        return Method(request.GET.get("method", ""))
    except ValueError:
        return None


def _wants_more(request: HttpRequest) -> bool:
    return request.method == "POST" and request.POST.get("step") == "more"


def _form_page(
    request: HttpRequest, form: BallotForm, ballot: Ballot | None, *, stale: bool = False
) -> HttpResponse:
    if _wants_more(request):
        form.without_complaints()
    complains = form.is_bound and bool(form.errors) and not _wants_more(request)
    there = Ballot.objects.get(pk=ballot.pk) if ballot and stale else None
    context = {
        "form": form,
        "ballot": ballot,
        "complains": complains,
        "method": form.method.label,
        "has_rules": len(RULES[form.method]) > 1,
        "there": there and BallotForm(method=form.method, ballot=there),
    }
    return render(request, f"{TEMPLATES}/set_up.html", context, status=422 if complains else 200)


def _too_late(request: HttpRequest, ballot: Ballot) -> HttpResponse:
    messages.error(request, _("This vote was opened or ended. It cannot be changed any more."))
    return redirect("ballots-members:ballot", slug=ballot.slug)


@never_cache
@require_POST
def take_away(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Delete what was set up and never opened, with its slips."""
    person, ballot = reach(request, slug, Act.SET_UP)
    try:
        setting_up.take_away(ballot, by=person)
    except RefusedError:
        return _too_late(request, ballot)
    messages.success(request, _("It is gone, and so are its slips."))
    return redirect("ballots-members:list")


# --- Opening, going on, cancelling --------------------------------------------------------


@never_store
@sensitive_variables("parts")
@require_http_methods(["GET", "POST"])
def open_it(request: HttpRequest, slug: str) -> HttpResponseBase:
    """What will be fixed; then, with key holders, the sheets of their parts, shown this once."""
    person, ballot = reach(request, slug, Act.OPEN)
    if ballot.state != BallotState.DRAFT:
        return _too_late(request, ballot)
    problem = ""
    if request.method == "POST":
        try:
            parts = opening.open_ballot(ballot, by=person)
        except (TooFewError, WrongSetUpError, RefusedError) as refused:
            problem = str(refused)
            ballot.refresh_from_db()
        else:
            if parts is not None:
                return _sheets_of_parts(request, ballot, parts)
            messages.success(request, _("The vote is set. Nothing about it can be changed any more."))
            return redirect("ballots-members:ballot", slug=ballot.slug)
    context = {
        "ballot": ballot,
        "options": list(ballot.options.all()),
        "tending": Tending(ballot, person),
        "opens": moment(ballot.opens_at),
        "closes": moment(ballot.closes_at),
        "problem": problem,
        "holders": [named(one) for one in (ballot.holder_one, ballot.holder_two) if one],
        "kept_by_holders": ballot.kept_by == KeptBy.HOLDERS,
    }
    return render(request, f"{TEMPLATES}/open.html", context, status=422 if problem else 200)


@sensitive_variables("parts")
def _sheets_of_parts(request: HttpRequest, ballot: Ballot, parts: list[str]) -> HttpResponse:
    holders = [ballot.holder_one, ballot.holder_two]
    sheets = [
        {"number": number, "holder": holder.display_name if holder else "", "groups": holding.groups(part)}
        for number, (holder, part) in enumerate(zip(holders, parts, strict=True), 1)
    ]
    context = {"ballot": ballot, "sheets": sheets, "closes": moment(ballot.closes_at)}
    return render(request, f"{TEMPLATES}/parts_sheet.html", context)


@never_cache
@require_POST
def resume(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Let a paused ballot go on: everybody votes again."""
    person, ballot = reach(request, slug, Act.RESUME)
    if ballot.state != BallotState.PAUSED:
        messages.error(request, str(NotNowError.sentence))
        return redirect("ballots-members:ballot", slug=ballot.slug)
    try:
        restoring.resume(ballot, by=person)
    except RefusedError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("The vote goes on. Everybody on the roll is told to vote again."))
    return redirect("ballots-members:ballot", slug=ballot.slug)


@never_cache
@require_http_methods(["GET", "POST"])
def cancel(request: HttpRequest, slug: str) -> HttpResponseBase:
    """End it without a count, with a reason that everybody can read."""
    person, ballot = reach(request, slug, Act.CANCEL)
    form = CancelForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            cancelling.cancel(ballot, form.cleaned_data["because"], by=person)
        except RefusedError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("The vote is cancelled. Its papers were destroyed unread."))
            return redirect("ballots-members:ballot", slug=ballot.slug)
    context = {"form": form, "ballot": ballot, "was_opened": ballot.state != BallotState.DRAFT}
    return render(request, f"{TEMPLATES}/cancel.html", context, status=422 if form.errors else 200)


# --- Key holders --------------------------------------------------------------------------


@quiet
@never_store
@sensitive_post_parameters()
@sensitive_variables()
@require_http_methods(["GET", "POST"])
def parts(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Both parts in one form, so that nothing of either is ever stored."""
    person, ballot = reach(request, slug, Act.ENTER_PARTS)
    if not closing.waits_for_parts(ballot):
        return redirect("ballots-members:ballot", slug=ballot.slug)
    form = PartsForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _both_typed_well(form):
        try:
            closing.close(ballot, by=person, parts=[form.cleaned_data["one"], form.cleaned_data["two"]])
        except (WrongPartError, RefusedError) as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("The votes are counted. The papers and the key are destroyed."))
            return redirect("ballots-members:ballot", slug=ballot.slug)
    context: dict[str, Any] = {
        "form": form,
        "ballot": ballot,
        "holders": [named(one) for one in (ballot.holder_one, ballot.holder_two) if one],
    }
    return render(request, f"{TEMPLATES}/parts.html", context, status=422 if form.errors else 200)


@sensitive_variables()
def _both_typed_well(form: PartsForm) -> bool:
    """Say beside each code where there is a slip in it."""
    for name in ("one", "two"):
        try:
            holding.check(form.cleaned_data[name])
        except (CodeIncompleteError, CodeMistypedError) as mistyped:
            form.add_error(name, str(mistyped.sentence))
    return not form.errors
