"""What is said to somebody who waits for a place: what they can still hope for, and how they hear of it."""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from consultations.events.enums import EventState
from consultations.registrations import registers
from consultations.registrations.models import Registration

#: From so long before the day of the event on, nobody should count on a place.
SOON = timedelta(days=1)


def told_while_waiting(registration: Registration, now: datetime | None = None) -> str:
    """In plain words; nothing where something else is said: they have a place, it is over or called off."""
    page, now = registration.page, now or timezone.now()
    if registration.is_in or page.state == EventState.CANCELLED or registers.is_over(page, now):
        return ""
    if not registers.moves(page, now):
        return _("It has begun, and all places were taken. There was no place for you this time.")
    if page.first_day - timezone.localdate(now) > SOON:
        hope = _("When there is a place, you get it by yourself. Whoever has waited longest is first.")
    else:
        hope = _(
            "It is very soon, and all places are still taken. You have no place so far. If one becomes free "
            "before it begins and it is your turn, you get it by yourself."
        )
    hear = _("We write to you then.") if registration.by_mail else _("Come back and look.")
    return f"{hope} {hear}"
