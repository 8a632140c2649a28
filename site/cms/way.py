"""The way to a page: which site was asked, and the pages below the front page that others stand below.

Wagtail asks the database for both at each request. They stay the same until something public
changes, so each worker remembers them (edge.memory). What is remembered only shows the way;
the page at its end is always read anew.
"""

from collections.abc import Mapping

from django.http import HttpRequest
from django.http.request import split_domain_port
from wagtail.models import Page, Site

from edge.memory import memory


def site_of(request: HttpRequest) -> Site | None:
    """The site a request is for, as `Site.find_for_request` finds it, with its front page at hand."""
    if not hasattr(request, "_wagtail_site"):
        names = memory.keep(request, "cms.way.hosts", _hosts)
        asked = split_domain_port(request._get_raw_host())[0]  # type: ignore[attr-defined]
        # All names that no site has lead to the same one: what a visitor says of the host is no key.
        host = asked if asked in names else ""
        site = memory.keep(request, ("cms.way.site", host, request.get_port()), lambda: _found(request))
        request._wagtail_site = site  # type: ignore[attr-defined]
    found: Site | None = request._wagtail_site  # type: ignore[attr-defined]
    return found


def _hosts() -> frozenset[str]:
    return frozenset(Site.objects.values_list("hostname", flat=True))


def _found(request: HttpRequest) -> Site | None:
    site = Site.find_for_request(request)
    if site is not None:
        site.root_page.specific  # noqa: B018 - read now, and kept with it
    return site


def sections(front_page: Page, request: HttpRequest) -> Mapping[str, Page]:
    """The live pages right below the front page that have pages below them, by slug."""
    return memory.keep(request, ("cms.way.sections", front_page.pk), lambda: _sections(front_page))


def _sections(front_page: Page) -> dict[str, Page]:
    return {page.slug: page for page in front_page.get_children().live().filter(numchild__gt=0).specific()}
