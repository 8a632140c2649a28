"""Pages on which threads are read. They know nobody, set nothing, and are kept whole for everybody."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from feedback.threads import keys
from feedback.threads.models import Contribution, Thread


def public_thread(slug: str) -> Thread:
    """The thread of an address, if it has been opened and its page is published."""
    found = Thread.objects.public().select_related("stage", "place").filter(slug=slug).first()
    if found is None:
        raise Http404
    return found


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """/feedback/: what is asked, and what came of what was asked."""
    return render(request, "threads/index.html", {"threads": Thread.objects.public()})


@require_safe
def thread(request: HttpRequest, slug: str) -> HttpResponse:
    """A question, what is promised, and what people said."""
    found = public_thread(slug)
    contributions = found.contributions.shown().newest_first()[:20]
    return render(request, "threads/thread.html", {"thread": found, "contributions": contributions})


@require_safe
def easy_read(request: HttpRequest, slug: str) -> HttpResponse:
    """The question in short sentences with drawings."""
    found = public_thread(slug)
    if not found.easy_read:
        raise Http404
    return render(request, "threads/easy_read.html", {"thread": found})


@require_safe
def words(request: HttpRequest, key: str) -> HttpResponse:
    """One contribution at its permanent address."""
    try:
        number = keys.read(key)
    except keys.NoSuchKeyError:
        raise Http404 from None
    if key != keys.written(number):
        return HttpResponseRedirect(reverse("threads:words", args=[keys.written(number)]))
    found = Contribution.objects.shown().select_related("thread", "stage").filter(pk=number).first()
    if found is None:
        raise Http404
    return render(request, "threads/words.html", {"contribution": found, "thread": found.thread})
