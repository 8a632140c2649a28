"""Pages of official responses: what waits, writing one, approving one. Made for a phone and a minute."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from feedback.moderation import responding, response_queries
from feedback.moderation.enums import DraftState
from feedback.moderation.models import AnswerTemplate, ResponseDraft
from feedback.moderation.permissions import Act, may
from feedback.moderation.reaching import person_who_may
from feedback.moderation.response_forms import ResponseForm
from feedback.threads import bars, keys
from feedback.threads.gate import RefusedError
from feedback.threads.models import Contribution, Thread
from people.models import Person
from vocabulary.role_groups import RoleGroup


@never_cache
@require_GET
def responses(request: HttpRequest) -> HttpResponse:
    """What waits for a response: first what concerns one's own places; drafts, approvals, promises."""
    person = person_who_may(request, Act.RESPOND)
    today = timezone.localdate()
    others, more = response_queries.for_anybody(person, request.GET.get("after", ""))
    first_page = not request.GET.get("after")
    context = {
        "mine": response_queries.first_for(person) if first_page else [],
        "others": others,
        "more": more,
        "first_page": first_page,
        "drafts": response_queries.own_drafts(person) if first_page else [],
        "to_approve": _to_approve(person) if first_page else [],
        "overdue": _overdue(person, today) if first_page else [],
        "threads": Thread.objects.public().order_by("-opened_on", "slug")[: response_queries.ROWS],
    }
    return render(request, "moderation/responses.html", context)


def _to_approve(person: Person) -> Any:
    if not may(person, Act.APPROVE, ResponseDraft()):
        return []
    waiting = response_queries.waiting_for_approval(person).select_related("thread")
    return waiting.order_by("drafted_on", "pk")[: response_queries.ROWS]


def _overdue(person: Person, today: Any) -> Any:
    rows = response_queries.overdue(today).select_related("thread", "response")
    return rows.order_by("response__due_on", "pk")[: response_queries.ROWS]


@never_cache
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponseBase:
    """Write a response to the answers that were chosen, or to a whole thread."""
    person = person_who_may(request, Act.RESPOND)
    thread, answers = _what_for(request)
    form = ResponseForm(request.POST if request.method == "POST" else None, initial=_begin(request, person))
    if form.is_valid():
        try:
            draft = responding.draft(thread, answers, form.text, by=person)
        except RefusedError as refused:
            form.add_error(None, str(refused))
        else:
            return _saved(request, draft, person)
    return _page(request, form, thread, answers, draft=None)


def _what_for(request: HttpRequest) -> tuple[Thread, list[Contribution]]:
    """The answers named in the address (``c``), or the thread (``thread``)."""
    written = request.GET.getlist("c")
    if written:
        answers = response_queries.chosen(written)
        if not answers:
            raise Http404
        return answers[0].thread, answers
    return get_object_or_404(Thread.objects.public(), slug=request.GET.get("thread", "")), []


def _begin(request: HttpRequest, person: Person) -> dict[str, Any]:
    """What stands in the form before anything is typed."""
    number = request.GET.get("template", "")
    template = (
        AnswerTemplate.objects.filter(pk=int(number), for_responses=True).first() if _is_key(number) else None
    )
    return {
        "words": template.words if template else "",
        "name": person.display_name,
        "role": capfirst(str(RoleGroup(person.role_group).label)),
    }


def _is_key(text: str) -> bool:
    return text.isdecimal() and len(text) < 10


@never_cache
@require_http_methods(["GET", "POST"])
def response(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One response: to change it, or to read it before it is approved."""
    person = person_who_may(request, Act.RESPOND)
    draft = get_object_or_404(ResponseDraft.objects.select_related("thread", "response"), pk=pk)
    answers = list(draft.contributions.order_by("pk"))
    if not may(person, Act.CHANGE_RESPONSE, draft):
        if request.method == "POST":
            raise PermissionDenied
        return _page(request, None, draft.thread, answers, draft=draft)
    initial = {name: getattr(draft, name) for name in ("kind", "words", "name", "role", "due_on", "who")}
    form = ResponseForm(
        request.POST if request.method == "POST" else None, initial={**initial, "version": draft.version}
    )
    if form.is_valid():
        try:
            version = form.cleaned_data["version"]
            responding.rewrite(draft, form.text, by=person, version=-1 if version is None else version)
        except RefusedError as refused:
            form.add_error(None, str(refused))
            form.data = {**form.data, **request.POST.dict(), "version": str(draft.version)}
        else:
            return _saved(request, draft, person)
    return _page(request, form, draft.thread, answers, draft=draft)


def _saved(request: HttpRequest, draft: ResponseDraft, person: Person) -> HttpResponseBase:
    """Saved; handed in at once, if that was the button."""
    if request.POST.get("then") != "hand-in":
        messages.success(request, _("Saved as a draft. Only you and the facilitators see it."))
        return redirect("moderation:response", draft.pk)
    return _done(request, draft, lambda: responding.hand_in(draft, by=person, version=draft.version))


def _done(request: HttpRequest, draft: ResponseDraft, act: Any) -> HttpResponseBase:
    try:
        act()
    except RefusedError as refused:
        messages.error(request, str(refused))
        return redirect("moderation:response", draft.pk)
    told = {
        DraftState.WAITING: _("Handed in. It is shown when a publisher has read it."),
        DraftState.PUBLISHED: _("Everybody can read it now."),
        DraftState.DRAFT: _("Sent back to whoever wrote it."),
        DraftState.DROPPED: _("Dropped."),
    }
    messages.success(request, told[DraftState(draft.state)])
    return redirect("moderation:responses")


def _act(request: HttpRequest, pk: int, act: Any) -> HttpResponseBase:
    """One press on one draft as its page showed it."""
    person = person_who_may(request, Act.RESPOND)
    draft = get_object_or_404(ResponseDraft.objects.select_related("thread", "response"), pk=pk)
    posted = request.POST.get("version", "")
    version = int(posted) if _is_key(posted) else -1
    return _done(request, draft, lambda: act(draft, by=person, version=version))


@never_cache
@require_POST
def hand_in(request: HttpRequest, pk: int) -> HttpResponseBase:
    """It is done."""
    return _act(request, pk, responding.hand_in)


@never_cache
@require_POST
def approve(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Readers may see it."""
    return _act(request, pk, responding.approve)


@never_cache
@require_POST
def send_back(request: HttpRequest, pk: int) -> HttpResponseBase:
    """It is not right yet."""
    return _act(request, pk, responding.send_back)


@never_cache
@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponseBase:
    """It will not be published."""
    return _act(request, pk, responding.drop)


def _page(
    request: HttpRequest,
    form: ResponseForm | None,
    thread: Thread,
    answers: list[Contribution],
    *,
    draft: ResponseDraft | None,
) -> HttpResponse:
    person = request.user
    context = {
        "form": form,
        "thread": thread,
        "answers": [{"words": bars.told(one.words), "key": keys.written(one.pk)} for one in answers],
        "draft": draft,
        "shown": responding.text_of(draft).shown if draft else "",
        "state": DraftState(draft.state).label if draft else "",
        "may_approve": draft is not None
        and draft.state == DraftState.WAITING
        and may(person, Act.APPROVE, draft),
        "may_drop": draft is not None
        and draft.response_id is None
        and draft.state in (DraftState.DRAFT, DraftState.WAITING)
        and may(person, Act.CHANGE_RESPONSE, draft),
        "needs_approval": responding.needs_approval(),
        "templates": AnswerTemplate.objects.filter(for_responses=True) if form and not draft else [],
        "query": request.GET.urlencode() if draft is None else "",
    }
    wrong = form is not None and bool(form.errors)
    return render(request, "moderation/response.html", context, status=422 if wrong else 200)
