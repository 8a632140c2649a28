"""Members' pages of the discussion: saying something, changing it, reporting, and what facilitators do."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from consultations.proposals import commenting, queries, wording
from consultations.proposals.enums import Part
from consultations.proposals.forms import CommentForm, HideForm, ReportForm
from consultations.proposals.models import Comment, Proposal
from consultations.proposals.permissions import Act, may
from consultations.proposals.reaching import reach, reach_comment, who_may
from consultations.proposals.refusals import RefusedError


@never_cache
@require_http_methods(["GET", "POST"])
def comment(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Say something about the whole, a part (``part``), or in reply (``reply``)."""
    person, found = reach(request, slug)
    asked = request.POST if request.method == "POST" else request.GET
    part = asked.get("part", "") if asked.get("part", "") in Part.values else ""
    answered = _answered(found, asked.get("reply", ""))
    form = CommentForm(request.POST if request.method == "POST" else None)
    if not may(person, Act.COMMENT, found):
        return _closed(request, found, form)
    if form.is_valid():
        try:
            said = commenting.say(found, form.cleaned_data["words"], by=person, part=part, reply_to=answered)
        except RefusedError as refused:
            form.add_error("words", str(refused))
        else:
            messages.success(request, _("Everybody can read it now."))
            return redirect(_at(found, said.pk))
    context = {
        "form": form,
        "proposal": found,
        "part": Part(part).label if part else "",
        "part_key": part,
        "part_words": getattr(found, part) if part else "",
        "answered": answered,
    }
    return render(request, "proposals/members/comment.html", context, status=422 if form.errors else 200)


def _answered(found: Proposal, key: str) -> Comment | None:
    if not (key.isdecimal() and len(key) < 19):
        return None
    return Comment.objects.filter(proposal=found, pk=int(key)).first()


def _closed(request: HttpRequest, found: Proposal, form: CommentForm) -> HttpResponseBase:
    """It is not discussed any more; what was typed is given back, so that nothing is lost."""
    if request.method != "POST":
        raise PermissionDenied
    typed = str(form["words"].value() or "")
    context = {"proposal": found, "kept": [typed] if typed.strip() else []}
    return render(request, "proposals/members/too_late.html", context, status=403)


@never_cache
@require_http_methods(["GET", "POST"])
def comment_change(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    """Change one's own comment."""
    person, found, one = reach_comment(request, slug, pk, Act.CHANGE_COMMENT)
    form = CommentForm(
        request.POST if request.method == "POST" else None, initial={"words": wording.typed(one.words)}
    )
    if form.is_valid():
        try:
            commenting.edit(one, form.cleaned_data["words"], by=person)
        except RefusedError as refused:
            form.add_error("words", str(refused))
        else:
            messages.success(request, _("Changed. Beside it stands that you changed it."))
            return redirect(_at(found, one.pk))
    context = {"form": form, "proposal": found, "comment": one}
    return render(
        request, "proposals/members/comment_change.html", context, status=422 if form.errors else 200
    )


@never_cache
@require_http_methods(["GET", "POST"])
def report(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    """Ask a facilitator to look at a comment."""
    person, found, one = reach_comment(request, slug, pk, Act.REPORT)
    form = ReportForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        commenting.report(one, form.cleaned_data["why"], by=person)
        messages.success(request, _("Thank you. A facilitator looks at it."))
        return redirect(_at(found, one.pk))
    context = {"form": form, "proposal": found, "comment": one}
    return render(request, "proposals/members/report.html", context, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "POST"])
def hide(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    """Hide a comment, with a reason that everybody reads."""
    person, found, one = reach_comment(request, slug, pk, Act.HIDE)
    form = HideForm(
        request.POST if request.method == "POST" else None, initial={"because": one.hidden_because}
    )
    if form.is_valid():
        try:
            commenting.hide(one, form.cleaned_data["because"], by=person)
        except RefusedError as refused:
            form.add_error("because", str(refused))
        else:
            messages.success(request, _("Hidden. That there was a comment, and why, can still be read."))
            return redirect(_at(found, one.pk))
    context = {"form": form, "proposal": found, "comment": one}
    return render(request, "proposals/members/hide.html", context, status=422 if form.errors else 200)


@never_cache
@require_POST
def show_again(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    """Bring a hidden comment back."""
    return _press(request, slug, pk, commenting.show_again, _("It can be read again."))


@never_cache
@require_POST
def let_stand(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    """It was reported, and may stay."""
    return _press(request, slug, pk, commenting.let_stand, _("It stays."))


def _press(request: HttpRequest, slug: str, pk: int, act: Callable[..., None], done: str) -> HttpResponseBase:
    person, found, one = reach_comment(request, slug, pk, Act.HIDE)
    act(one, by=person)
    messages.success(request, done)
    return redirect("proposals-members:reports" if "reports" in request.POST else _at(found, one.pk))


@never_cache
@require_GET
def reports(request: HttpRequest) -> HttpResponse:
    """Comments that somebody reported, for facilitators."""
    who_may(request, Act.HIDE)
    return render(request, "proposals/members/reports.html", {"comments": queries.reported()})


def _at(found: Proposal, pk: int) -> str:
    return f"{reverse('proposals-members:proposal', args=[found.slug])}#comment-{pk}"
