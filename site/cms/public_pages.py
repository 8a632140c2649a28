"""The pages anybody may see, which is the only thing feeds, sitemap and search may start from."""

from django.http import HttpRequest
from wagtail.models import Page
from wagtail.query import PageQuerySet

from cms.sockets import not_open_yet
from cms.way import site_of


def public_pages() -> PageQuerySet:
    """Pages that are live, behind no restriction, and do not wait to be opened by their room."""
    pages = Page.objects.live().public()
    for waiting in not_open_yet.all():
        pages = pages.exclude(pk__in=waiting)
    return pages


def public_pages_of_site(request: HttpRequest) -> PageQuerySet:
    """The same, below the front page of the site that was asked, the front page first."""
    site = site_of(request)
    if site is None:
        return Page.objects.none()
    return public_pages().descendant_of(site.root_page, inclusive=True).order_by("path")
