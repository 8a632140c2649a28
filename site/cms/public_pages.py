"""The pages anybody may see, which is the only thing feeds, sitemap and search may start from."""

from django.http import HttpRequest
from wagtail.models import Page
from wagtail.query import PageQuerySet

from cms.way import site_of


def public_pages() -> PageQuerySet:
    """Pages that are live and behind no restriction."""
    return Page.objects.live().public()


def public_pages_of_site(request: HttpRequest) -> PageQuerySet:
    """The same, below the front page of the site that was asked, the front page first."""
    site = site_of(request)
    if site is None:
        return Page.objects.none()
    return public_pages().descendant_of(site.root_page, inclusive=True).order_by("path")
