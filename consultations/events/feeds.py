"""Events as an Atom feed, for readers and calendars that look by themselves."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cms.feeds import LENGTH, DayFeed, beginning_of_day, permanent_id
from consultations.events.enums import EventState
from consultations.events.models import EventPage


@require_safe
def newest_events(request: HttpRequest) -> HttpResponse:
    """The feed at /events/feed/: events announced and records published, the newest first."""
    own_address = request.build_absolute_uri(reverse("events:feed"))
    feed = DayFeed(
        title=_("%(site)s: events") % {"site": settings.WAGTAIL_SITE_NAME},
        link=own_address.removesuffix("feed/"),
        description=_("Events to come, and what was said at those that were held."),
        language=translation.get_language() or settings.LANGUAGE_CODE,
        feed_url=own_address,
        feed_guid=own_address,
    )
    events = EventPage.objects.live().filter(first_published_at__isnull=False).for_lists()
    for event in events.order_by("-first_published_at", "-pk")[:LENGTH]:
        address = event.get_url(request)
        if address is None:
            continue
        cancelled = _("Cancelled") if event.state == EventState.CANCELLED else ""
        feed.add_item(
            title=": ".join(filter(None, [cancelled, event.title])),
            link=request.build_absolute_uri(address),
            description=" · ".join(filter(None, [capfirst(event.when.text), event.introduction])),
            unique_id=permanent_id(event),
            pubdate=beginning_of_day(event.first_published_at),
            updateddate=beginning_of_day(event.last_published_at or event.first_published_at),
        )
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)
