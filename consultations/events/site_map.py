"""Other readings of summaries, for search engines: whoever looks for Easy Read should come upon it."""

import datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from cms import sitemaps
from cms.way import site_of
from consultations.events.pages import EventPage
from consultations.events.publication import EASY_READ, IN_SHORT

#: What is read of each: the record can be long, and is not looked at.
_NEEDED = ("url_path", "last_published_at", "locale", "in_short", "easy_read")


class ReadingsOfSite(sitemaps.SiteRows):
    """Summaries on one page and in Easy Read. The sheet for a noticeboard says the same words on paper."""

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        self.request = request

    def items(self) -> list[tuple[EventPage, str]]:
        """Each public event with each reading that somebody wrote. One query beside that of the site."""
        site = site_of(self.request)
        if site is None:
            return []
        public = EventPage.objects.live().public().descendant_of(site.root_page).order_by("path")
        return [(page, way) for page in public.only(*_NEEDED) for way in _ways(page)]

    def location(self, item: tuple[EventPage, str]) -> str:
        """Its address without the host."""
        page, way = item
        return f"{page.get_url(self.request) or '/'}{way}/"

    def lastmod(self, item: tuple[EventPage, str]) -> datetime.date | None:
        """The day its event was last published."""
        page, _way = item
        return timezone.localdate(page.last_published_at) if page.last_published_at else None


def _ways(page: Any) -> list[str]:
    return [way for way, there in ((IN_SHORT, page.in_short), (EASY_READ, page.easy_read)) if there]
