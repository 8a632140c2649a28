"""The page behind the link with which one switches mail off. Outside the members' world: no cookie."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from edge.page_cache import never_store
from following import stopping


@never_store
@require_http_methods(["GET", "HEAD", "POST"])
def stop_mail(request: HttpRequest, token: str) -> HttpResponse:
    """Ask first (programs that check mail open all links); a POST, from here or a mail program, does it."""
    if request.method == "POST":
        done = stopping.stop(token)
        page = "following/stopped.html" if done else "following/stop_unknown.html"
        return render(request, page, status=200 if done else 404)
    known = stopping.is_ours(token)
    page = "following/stop.html" if known else "following/stop_unknown.html"
    return render(request, page, status=200 if known else 404)
