"""Pages on which threads are read. They know nobody, set nothing, and are kept whole for everybody."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from feedback.threads import keys, queries, showing
from feedback.threads.enums import State
from feedback.threads.models import Contribution, Thread

Crumbs = list[tuple[str, str]]


def public_thread(slug: str) -> Thread:
    """The thread of an address, if it has been opened and its page is published. One query."""
    found = Thread.objects.public().select_related("place").filter(slug=slug).first()
    if found is None:
        raise Http404
    return found


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """/feedback/: what is asked, and what came of what was asked."""
    listing = showing.index_page(request, timezone.localdate())
    context = {"listing": listing, "receipt": showing.receipt_address(), "breadcrumbs": crumbs()[:1]}
    return render(request, "threads/index.html", context)


@require_safe
def thread(request: HttpRequest, slug: str) -> HttpResponse:
    """A question, what is promised, and what people said."""
    return render(request, "threads/thread.html", thread_context(public_thread(slug), request))


def thread_context(found: Thread, request: HttpRequest | None) -> dict[str, Any]:
    """What the page of a thread prints; also for the preview of a draft, which nobody has saved."""
    listing = showing.thread_page(found, request, timezone.localdate())
    return {"thread": found, "listing": listing, "shown": listing.shown, "breadcrumbs": crumbs()}


@require_safe
def easy_read(request: HttpRequest, slug: str) -> HttpResponse:
    """The question in short sentences with drawings."""
    found = public_thread(slug)
    if not found.easy_read:
        raise Http404
    shown = showing.ThreadShown(found, timezone.localdate(), (), queries.Names())
    context = {"thread": found, "shown": shown, "breadcrumbs": crumbs(found)}
    return render(request, "threads/easy_read.html", context)


@require_safe
def words(request: HttpRequest, key: str) -> HttpResponse:
    """One contribution at its permanent address, which says nothing of order or time."""
    try:
        number = keys.read(key)
    except keys.NoSuchKeyError:
        raise Http404 from None
    if key != keys.written(number):
        return HttpResponseRedirect(reverse("threads:words", args=[keys.written(number)]))
    row = Contribution.objects.shown().select_related("thread").filter(pk=number).first()
    if row is None:
        raise Http404
    known = showing.around([row], queries.names(request))
    said = showing.contribution_shown(row, row.thread, known, timezone.localdate(), whole=True)
    context = {"thread": row.thread, "said": said, "breadcrumbs": crumbs(row.thread)}
    response = render(request, "threads/words.html", context)
    if row.state == State.WITHDRAWN:
        response.status_code = 410
    return response


def crumbs(found: Thread | None = None) -> Crumbs:
    """The way from the front page down, to a thread if one is given."""
    way = [(_("Home"), reverse("wagtail_serve", args=[""])), (_("Have your say"), reverse("threads:index"))]
    if found is not None:
        way.append((found.question, reverse("threads:thread", args=[found.slug])))
    return way
