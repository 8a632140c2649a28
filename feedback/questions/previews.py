"""What Wagtail's preview shows of a thread and of the list: the pages of `threads`, from the draft."""

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from feedback.questions.handing_over import as_thread


def thread(page: Any, request: HttpRequest) -> HttpResponseBase:
    """A thread's page as readers would see it, were the draft published and open."""
    return render(request, "threads/thread.html", {"thread": as_thread(page), "is_preview": True})


def index(request: HttpRequest) -> HttpResponseBase:
    """The list of threads."""
    return render(request, "threads/index.html", {"is_preview": True})
