"""What this room puts among "what needs you"."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from consultations.events.check.rows import Check
from consultations.events.permissions import Act, may
from people.models import Person
from people.sockets import Need


def checks_to_hand_on(person: Person) -> list[Need]:
    """Drafts whose last day for those who took part is over. One query."""
    if not may(person, Act.HOLD_CHECK):
        return []
    over = Check.objects.filter(closed_on__isnull=True, closes_on__lt=timezone.localdate())
    return [
        Need(
            _("“%(title)s” was checked by those who took part") % {"title": title},
            reverse("event-check:check", args=[page]),
            _("Read what they said, change the draft, and hand it to a publisher."),
        )
        for page, title in over.order_by("closes_on", "pk").values_list("page", "page__draft_title")[:10]
    ]
