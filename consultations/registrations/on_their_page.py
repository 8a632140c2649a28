"""What somebody's own page tells them: what there is to hope for while they wait, and what came of the event.

Whoever left neither an address nor a number hears of it here alone.
"""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from consultations.events.enums import EventState
from consultations.registrations import mails, registers
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


def told_afterwards(registration: Registration) -> str:
    """That the summary can be read, with thanks to those who came; nothing before."""
    page = registration.page
    if not mails.is_summarised(page):
        return ""
    written = _("What people said is written down now.")
    came = registration.is_in and registration.came != 0
    return f"{_('Thank you for coming.')} {written}" if came else written
