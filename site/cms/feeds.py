"""What is new, as an Atom feed (RFC 4287): read without an account, a cookie or a mail address."""

import datetime
import re

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Page

from cms.public_pages import public_pages

#: Entries in the feed. A reader that looks once a month misses nothing.
LENGTH = 30
#: What no XML 1.0 may hold (https://www.w3.org/TR/xml/#charsets). Word processors leave such characters in
#: what is copied out of them; one in a title would take the whole feed away.
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class DayFeed(Atom1Feed):
    """An Atom feed whose times are days: when exactly something was published is nobody's business.

    Without entries, its date is that of the epoch instead of this moment, so that the
    same feed is the same bytes.
    """

    content_type = "application/atom+xml; charset=utf-8"

    def latest_post_date(self) -> datetime.datetime:
        """The day of the newest entry."""
        days = [item["updateddate"] for item in self.items if item["updateddate"]]
        return max(days, default=datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC))


def beginning_of_day(moment: datetime.datetime) -> datetime.datetime:
    """Midnight, local time, of the day a moment falls on."""
    return timezone.localtime(moment).replace(hour=0, minute=0, second=0, microsecond=0)


def _for_xml(words: str) -> str:
    """The words without characters that a feed cannot hold."""
    return _NOT_IN_XML.sub("", words)


def permanent_id(page: Page) -> str:
    """The id of a page's entry: the same after it is renamed, moved, or the site's address changes."""
    return f"urn:uuid:{page.translation_key}"


def newest_pages(limit: int = LENGTH) -> list[Page]:
    """Published pages, the newest first; the front page and the texts every site has are not news."""
    from cms.default_pages import PAGES

    standing = [page.slug for page in PAGES]
    return list(
        public_pages()
        .filter(depth__gt=2, first_published_at__isnull=False)
        .exclude(depth=3, slug__in=standing)
        .order_by("-first_published_at", "-pk")[:limit]
    )


@require_safe
def what_is_new(request: HttpRequest) -> HttpResponse:
    """The feed at /feed/."""
    language = translation.get_language() or settings.LANGUAGE_CODE
    own_address = request.build_absolute_uri(reverse("feed"))
    feed = DayFeed(
        title=_("%(site)s: what is new") % {"site": settings.WAGTAIL_SITE_NAME},
        link=request.build_absolute_uri("/" if language == settings.LANGUAGE_CODE else f"/{language}/"),
        description=_("New pages and summaries of events."),
        language=language,
        feed_url=own_address,
        feed_guid=own_address,
    )
    for page in newest_pages():
        address = page.get_url(request)
        if address is None:
            continue
        published = beginning_of_day(page.first_published_at)
        feed.add_item(
            title=_for_xml(page.title),
            link=request.build_absolute_uri(address),
            # Django writes it as HTML; None leaves it out.
            description=escape(_for_xml(page.search_description)) or None,  # type: ignore[arg-type]
            unique_id=permanent_id(page),
            pubdate=published,
            updateddate=beginning_of_day(page.last_published_at or page.first_published_at),
        )
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)
