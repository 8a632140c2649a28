"""What Wagtail's preview shows of a thread and of the list: the pages of `threads`, from the draft."""

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from feedback.questions.handing_over import as_thread
from feedback.threads import reading_views, showing


def thread(page: Any, request: HttpRequest) -> HttpResponseBase:
    """A thread's page as readers would see it, were the draft published and open."""
    context = reading_views.thread_context(as_thread(page), request)
    return render(request, "threads/thread.html", {**context, "is_preview": True})


def index(request: HttpRequest) -> HttpResponseBase:
    """The list of threads."""
    listing = showing.index_page(request, timezone.localdate())
    return render(request, "threads/index.html", {"listing": listing, "is_preview": True})
