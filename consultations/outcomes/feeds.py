"""What changed as an Atom feed: what was decided, and what was told of steps, the newest first."""

import datetime
import uuid
from collections.abc import Iterator
from typing import NamedTuple

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cms.feeds import LENGTH, DayFeed, beginning_of_day
from consultations.outcomes.enums import DecisionKind, StepState
from consultations.outcomes.flowing import address_of
from consultations.outcomes.models import Decision, StepUpdate


class Entry(NamedTuple):
    """Something that happened on a day."""

    day: datetime.date
    #: Says nothing of who or when: what it is known by for ever.
    name: str
    title: str
    url: str
    words: str


@require_safe
def newest(request: HttpRequest) -> HttpResponse:
    """The feed at /what-changed/feed/. Two queries."""
    own_address = request.build_absolute_uri(reverse("what-changed:feed"))
    feed = DayFeed(
        title=_("%(site)s: what changed") % {"site": settings.WAGTAIL_SITE_NAME},
        link=own_address.removesuffix("feed/"),
        description=_("What was decided about what people said, and what was done."),
        language=translation.get_language() or settings.LANGUAGE_CODE,
        feed_url=own_address,
        feed_guid=own_address,
    )
    entries = sorted([*_decisions(), *_updates()], key=lambda one: (one.day, one.name), reverse=True)
    for entry in entries[:LENGTH]:
        day = beginning_of_day(timezone.make_aware(datetime.datetime.combine(entry.day, datetime.time())))
        feed.add_item(
            title=entry.title,
            link=request.build_absolute_uri(entry.url),
            description=entry.words,
            unique_id=uuid.uuid5(uuid.NAMESPACE_URL, f"alongside:{entry.name}").urn,
            pubdate=day,
            updateddate=day,
        )
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)


def _decisions() -> Iterator[Entry]:
    for one in Decision.objects.listed().select_related("proposal").newest_first()[:LENGTH]:
        title = f"{DecisionKind(one.kind).label}: {one.proposal.title}"
        yield Entry(one.decided_on, f"decision:{one.pk}", title, address_of(one.pk), one.reasons)


def _updates() -> Iterator[Entry]:
    listed = Decision.objects.listed()
    rows = StepUpdate.objects.filter(step__decision__in=listed).select_related("step")
    for one in rows.order_by("-day", "-pk")[:LENGTH]:
        step = one.step
        title = f"{StepState(one.state).label}: {step.what}"
        url = f"{address_of(step.decision_id)}#step-{step.key}"
        yield Entry(one.day, f"decision-step:{one.pk}", title, url, one.words)
