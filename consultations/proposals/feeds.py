"""Proposals as an Atom feed: those that opened for ideas, and every step they took since."""

import datetime
import uuid

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cms.feeds import LENGTH, DayFeed, beginning_of_day
from consultations.proposals.enums import PUBLIC, ProposalState
from consultations.proposals.models import Step


@require_safe
def newest_steps(request: HttpRequest) -> HttpResponse:
    """The feed at /proposals/feed/, the newest first."""
    own_address = request.build_absolute_uri(reverse("proposals:feed"))
    feed = DayFeed(
        title=_("%(site)s: proposals") % {"site": settings.WAGTAIL_SITE_NAME},
        link=own_address.removesuffix("feed/"),
        description=_("What is proposed, and how far it has got."),
        language=translation.get_language() or settings.LANGUAGE_CODE,
        feed_url=own_address,
        feed_guid=own_address,
    )
    steps = Step.objects.filter(
        state__in=sorted(PUBLIC), proposal__state__in=sorted(PUBLIC), proposal__opened_on__isnull=False
    )
    for step in steps.select_related("proposal").order_by("-pk")[:LENGTH]:
        day = _beginning(step.day)
        feed.add_item(
            title=f"{capfirst(ProposalState(step.state).label)}: {step.proposal.title}",
            link=request.build_absolute_uri(reverse("proposals:proposal", args=[step.proposal.slug])),
            description=step.reason,
            unique_id=uuid.uuid5(uuid.NAMESPACE_URL, f"alongside:proposal-step:{step.pk}").urn,
            pubdate=day,
            updateddate=day,
        )
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)


def _beginning(day: datetime.date) -> datetime.datetime:
    return beginning_of_day(timezone.make_aware(datetime.datetime.combine(day, datetime.time())))
