"""The list of public pages for search engines."""

import datetime
from typing import Any

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import sitemap
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.http import require_safe
from wagtail.models import Page
from wagtail.query import PageQuerySet

from cms.public_pages import public_pages_of_site


class PublicPages(Sitemap):
    """Every public page of the site that was asked for, with the day it last changed.

    Only the main addresses: under /cy/ the same English text stands in a Welsh frame.
    """

    def __init__(self, request: HttpRequest) -> None:
        super().__init__()
        self.request = request
        self.protocol = request.scheme

    def items(self) -> PageQuerySet:
        """The pages, front page first."""
        return public_pages_of_site(self.request)

    def location(self, item: Page) -> str:
        """The page's address without the host."""
        return item.get_url(self.request) or "/"

    def lastmod(self, item: Page) -> datetime.date | None:
        """The day it was last published."""
        return timezone.localdate(item.last_published_at) if item.last_published_at else None


class SiteRows(Sitemap):
    """Public rows of a room above that are no Wagtail pages; it says which, where, and since when."""

    def __init__(self, request: HttpRequest) -> None:
        super().__init__()
        self.protocol = request.scheme


_rooms: dict[str, type[SiteRows]] = {}


def register(name: str, rows: type[SiteRows]) -> None:
    """Plug in what of a room is listed (from an AppConfig's ready). The same name again replaces it."""
    _rooms[name] = rows


def address_of(name: str, *arguments: Any) -> str:
    """The main address of something: never that of another language."""
    with translation.override(settings.LANGUAGE_CODE):
        return reverse(name, args=arguments)


@require_safe
def site_map(request: HttpRequest) -> HttpResponse:
    """/sitemap.xml."""
    response: Any = sitemap(
        request,
        {"pages": PublicPages(request), **{name: rows(request) for name, rows in sorted(_rooms.items())}},
    )
    return response.render() if hasattr(response, "render") else response
