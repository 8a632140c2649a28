"""Calendar files for everybody: one event, and all of them to subscribe to."""

import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cms.chrome import furniture_of
from consultations.events.calendars import files
from consultations.events.models import EventPage
from consultations.events.when import Precision

#: Past events stay in the calendar so long: whoever came may look up when it was.
KEPT = datetime.timedelta(days=366)
#: Events in the calendar at most, the latest first; some calendars refuse a file that is too large.
MOST = 300


@require_safe
def one_event(request: HttpRequest, slug: str) -> HttpResponse:
    """An event to be put into a calendar; not found if its day is not known exactly. Two queries."""
    page = EventPage.objects.live().filter(slug=slug).for_lists().first()
    address = page.get_full_url(request) if page else None
    if page is None or address is None or not files.fits_a_calendar(page):
        raise Http404
    return HttpResponse(
        files.event_calendar(page, url=address),
        content_type=files.CONTENT_TYPE,
        headers={"Content-Disposition": f'attachment; filename="{page.slug}.ics"'},
    )


@require_safe
def all_events(request: HttpRequest) -> HttpResponse:
    """All events whose day is known, as a calendar to subscribe to. Two queries, however many."""
    known = EventPage.objects.live().filter(precision__in=(Precision.TIME, Precision.DAY))
    recent = known.filter(last_day__gte=timezone.localdate() - KEPT).order_by("-sort_key", "-pk")
    listed = [
        (page, address)
        for page in recent.for_lists()[:MOST]
        if (address := page.get_full_url(request)) is not None
    ]
    name = _("%(site)s: events") % {"site": furniture_of(request).programme.name}
    return HttpResponse(files.calendar_of_all(listed, name=name), content_type=files.CONTENT_TYPE)
