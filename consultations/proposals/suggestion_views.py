"""Members' pages of suggested changes: suggesting, all of a proposal, one beside the text, answering."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from consultations.proposals import amending, comparing, queries, wording
from consultations.proposals.enums import AmendmentState, Part
from consultations.proposals.forms import DeclineForm, SuggestForm, TakeUpForm
from consultations.proposals.models import Amendment, Proposal
from consultations.proposals.permissions import Act, may
from consultations.proposals.reaching import reach, reach_amendment
from consultations.proposals.refusals import RefusedError, StaleError
from people.models import Person
from vocabulary.role_groups import RoleGroup


@never_cache
@require_GET
def suggestions(request: HttpRequest, slug: str) -> HttpResponse:
    """All suggested changes of a proposal: those that wait first, each beside the text as it stands."""
    person, found = reach(request, slug)
    rows = queries.amendments(found)
    told = amending.words_of(rows)
    supported = queries.supported_by(person, rows)
    shown = [_told(row, told[row.pk], person, supported) for row in rows]
    context = {
        "proposal": found,
        "waiting": [one for one in shown if one["waits"]],
        "answered": [one for one in shown if not one["waits"]],
        "may_suggest": may(person, Act.SUGGEST, found),
        "parts": list(Part),
    }
    return render(request, "proposals/members/suggestions.html", context)


def _told(row: Any, words: amending.Suggested, person: Person, supported: set[int]) -> dict[str, Any]:
    """A suggestion as a page shows it: what it changes, who says so, what can be done."""
    stands = wording.typed(getattr(row.proposal, row.part))
    before = wording.typed(row.before)
    group = str(RoleGroup(row.author_group).label) if row.author_group else words.group
    waits = row.state == AmendmentState.OPEN and not words.withdrawn
    conflicts = waits and amending.conflicts(row)
    return {
        "row": row,
        "part": Part(row.part).label,
        "waits": waits,
        "words": words,
        "by": row.shown_name or _("Somebody without an account"),
        "group": capfirst(group),
        "is_whole": row.contribution is None,
        "conflicts": conflicts,
        "pieces": comparing.words(before, words.typed) if row.contribution is None else [],
        "pieces_now": comparing.words(stands, words.typed) if conflicts and row.contribution is None else [],
        "stands": stands,
        "state": AmendmentState(row.state).label,
        "supports": row.pk in supported,
        "may_support": waits and may(person, Act.SUPPORT, row),
        "may_take_back": may(person, Act.TAKE_BACK, row),
        "may_answer": waits and (may(person, Act.TAKE_UP, row) or may(person, Act.DECLINE, row)),
    }


# --- Suggesting ------------------------------------------------------------------------------------------


@never_cache
@require_http_methods(["GET", "POST"])
def suggest(request: HttpRequest, slug: str, part: str) -> HttpResponseBase:
    """Other words for one part."""
    person, found = reach(request, slug)
    if part not in Part.values:
        raise Http404
    stands = getattr(found, part)
    form = SuggestForm(request.POST if request.method == "POST" else None, part=Part(part), stands=stands)
    if not may(person, Act.SUGGEST, found):
        return _too_late(request, found, form)
    if form.is_valid():
        data = form.cleaned_data
        try:
            amending.suggest(found, part, data["words"], data["why"], by=person)
        except RefusedError as refused:
            form.add_error("words", str(refused))
        else:
            messages.success(request, _("Thank you. The authors find it with what waits for them."))
            return redirect("proposals-members:suggestions", found.slug)
    context = {
        "form": form,
        "proposal": found,
        "part": Part(part).label,
        "words": stands,
        "pieces": comparing.words(wording.typed(stands), form["words"].value() or "")
        if request.method == "POST"
        else [],
    }
    return render(request, "proposals/members/suggest.html", context, status=422 if form.errors else 200)


def _too_late(request: HttpRequest, found: Proposal, form: SuggestForm) -> HttpResponseBase:
    """Ideas are over; what was typed is given back, so that nothing is lost."""
    if request.method != "POST":
        raise PermissionDenied
    kept = [str(form[name].value() or "") for name in form.fields]
    context = {"proposal": found, "kept": [words for words in kept if words.strip()]}
    return render(request, "proposals/members/too_late.html", context, status=403)


# --- One, beside the text -----------------------------------------------------------------------------------


@never_cache
@require_GET
def suggestion(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One suggestion: what it changes, and for authors the two ways to answer it."""
    person, _found, amendment = reach_amendment(request, slug, pk)
    return _page(request, person, amendment)


def _page(
    request: HttpRequest,
    person: Person,
    amendment: Any,
    *,
    take_up: TakeUpForm | None = None,
    decline: DeclineForm | None = None,
    stale: bool = False,
) -> HttpResponse:
    found = amendment.proposal
    words = amending.words_of([amendment])[amendment.pk]
    amendment.supported = amendment.supporters.count()
    told = _told(amendment, words, person, queries.supported_by(person, [amendment]))
    begin = told["stands"] if told["conflicts"] or not told["is_whole"] else words.typed
    if take_up is None and told["waits"] and may(person, Act.TAKE_UP, amendment):
        take_up = TakeUpForm(initial={"words": begin, "version": found.version})
    context = {
        "proposal": found,
        "one": told,
        "take_up": take_up,
        "decline": decline or (DeclineForm() if may(person, Act.DECLINE, amendment) else None),
        "stale": stale,
    }
    wrong = any(form is not None and form.errors for form in (take_up, decline))
    return render(request, "proposals/members/suggestion.html", context, status=422 if wrong else 200)


@never_cache
@require_POST
def take_up(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    """Take it up: a revision is made."""
    person, found, amendment = reach_amendment(request, slug, pk, Act.ANSWER)
    form = TakeUpForm(request.POST)
    if form.is_valid():
        data = form.cleaned_data
        try:
            amending.accept(amendment, data["words"], by=person, version=data["version"])
        except StaleError as stale:
            return _stale(request, person, amendment, stale)
        except RefusedError as refused:
            form.add_error("words", str(refused))
        else:
            messages.success(request, _("Taken up. Everybody can read what changed."))
            return redirect("proposals-members:suggestions", found.slug)
    return _page(request, person, amendment, take_up=form)


def _stale(request: HttpRequest, person: Person, amendment: Amendment, stale: StaleError) -> HttpResponse:
    """The text as it stands now beside one's own words, which stay in the field."""
    amendment.proposal = stale.theirs
    form = TakeUpForm({"words": stale.yours[amendment.part], "version": str(stale.theirs.version)})
    form.is_valid()
    form.add_error("words", str(stale))
    return _page(request, person, amendment, take_up=form, stale=True)


@never_cache
@require_POST
def decline(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    """Say why it is not taken up."""
    person, found, amendment = reach_amendment(request, slug, pk, Act.ANSWER)
    form = DeclineForm(request.POST)
    if form.is_valid():
        try:
            amending.decline(amendment, form.cleaned_data["reason"], by=person)
        except RefusedError as refused:
            form.add_error("reason", str(refused))
        else:
            messages.success(request, _("Answered. Everybody can read your reason."))
            return redirect("proposals-members:suggestions", found.slug)
    return _page(request, person, amendment, decline=form)


@never_cache
@require_POST
def support(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    """Say that one would like it too."""
    return _press(request, slug, pk, amending.support, _("You support it now."))


@never_cache
@require_POST
def unsupport(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    """Say so no longer."""
    return _press(request, slug, pk, amending.unsupport, _("You do not support it any more."))


@never_cache
@require_POST
def take_back(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    """Who suggested it thinks better of it."""
    return _press(request, slug, pk, amending.take_back, _("Taken back."))


def _press(request: HttpRequest, slug: str, pk: int, act: Callable[..., None], done: str) -> HttpResponseBase:
    person, found, amendment = reach_amendment(request, slug, pk)
    try:
        act(amendment, by=person)
    except RefusedError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, done)
    return redirect("proposals-members:suggestions", found.slug)
