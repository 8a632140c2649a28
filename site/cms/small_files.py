"""The small files that browsers, crawlers and finders of faults ask for by name."""

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """/robots.txt: everything public may be read, search results and the members' world not."""
    search = reverse("search")
    lines = [
        "User-agent: *",
        "Disallow: /members/",
        f"Disallow: {search}",
        f"Disallow: /cy{search}",
        "Allow: /",
        "",
        f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """/favicon.ico, which browsers ask for whatever a page says."""
    return HttpResponsePermanentRedirect(static("ui/favicon.ico"))
