"""Pages of facilitators: which threads there are, and opening and closing one."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from feedback.questions import opening, rehearsing, standing
from feedback.questions.closing_form import CloseForm
from feedback.questions.enums import Standing
from feedback.questions.permissions import Act, may
from feedback.threads.models import Thread
from people.models import Person


def require(request: HttpRequest, act: Act, thread: Thread | None = None) -> Person:
    """Who is asking, if they may do this."""
    person = request.user
    if not isinstance(person, Person) or not may(person, act, thread):
        raise PermissionDenied
    return person


def thread_with_page(pk: int) -> Thread:
    """A thread that has a page; those whose page was deleted are nobody's work any more."""
    return get_object_or_404(Thread.objects.select_related("stage", "place"), pk=pk, page__isnull=False)


@never_cache
@require_GET
def threads(request: HttpRequest) -> HttpResponseBase:
    """All threads, what waits first."""
    require(request, Act.SEE_THREADS)
    return render(request, "questions/threads.html", {"rows": standing.listed(timezone.localdate())})


@never_cache
@require_GET
def thread(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One thread: what it asks and promises, where it stands, what can be done with it now."""
    require(request, Act.SEE_THREADS)
    found = thread_with_page(pk)
    return render(request, "questions/thread.html", _shown(found))


def _shown(found: Thread, **more: Any) -> dict[str, Any]:
    stands = standing.standing_of(found, timezone.localdate())
    return {
        "thread": found,
        "standing": stands,
        "can_rehearse": stands is not Standing.HIDDEN,
        "can_open": stands is Standing.TO_OPEN,
        "can_close": stands in (Standing.OPEN, Standing.OPENS_LATER),
        "can_reopen": stands is Standing.CLOSED_EARLY,
        "is_public": found.opened_on is not None and not found.hidden,
        "deeds": standing.deeds_of(found),
        **more,
    }


@never_cache
@require_POST
def open_thread(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Open it to everybody."""
    person, found = require(request, Act.OPEN), thread_with_page(pk)
    try:
        opening.open_thread(found, by=person)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        found.refresh_from_db()
        later = found.opens_on > timezone.localdate()
        messages.success(request, _("It will open by itself on its day.") if later else _("It is open."))
    return redirect("questions:thread", pk)


@never_cache
@require_http_methods(["GET", "POST"])
def close(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Close it before its last day, with a reason."""
    person, found = require(request, Act.CLOSE), thread_with_page(pk)
    form = CloseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            opening.close_early(found, because=form.cleaned_data["because"], by=person)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("It is closed."))
            return redirect("questions:thread", pk)
    status = 422 if form.errors else 200
    return render(request, "questions/close.html", {"thread": found, "form": form}, status=status)


@never_cache
@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Open it again after it was closed early."""
    person, found = require(request, Act.OPEN), thread_with_page(pk)
    try:
        opening.reopen(found, by=person)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("It is open again."))
    return redirect("questions:thread", pk)


@never_cache
@require_GET
def rehearse(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The page as readers will see it: where the rehearsal begins."""
    require(request, Act.REHEARSE)
    found = thread_with_page(pk)
    if found.hidden:
        return redirect("questions:thread", pk)
    return rehearsing.page(request, found, timezone.localdate())


@never_cache
@require_http_methods(["GET", "POST"])
def rehearse_say(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The way of somebody who answers, a page at a time; at its end, whether the thread may open."""
    require(request, Act.REHEARSE)
    found = thread_with_page(pk)
    if found.hidden:
        return redirect("questions:thread", pk)
    return rehearsing.go_on(request, found) or render(
        request, "questions/rehearsal/done.html", {"thread": found}
    )


@never_cache
@require_POST
def rehearsed(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Note that somebody has gone the whole way."""
    person, found = require(request, Act.REHEARSE), thread_with_page(pk)
    try:
        opening.note_rehearsal(found, by=person)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("The rehearsal is noted."))
    return redirect("questions:thread", pk)
